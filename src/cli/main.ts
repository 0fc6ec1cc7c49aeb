import { applyLimits } from './applyLimits.ts';
import { checkGraph } from './checkGraph.ts';
import { CliError } from './cliError.ts';
import { batch, check, helpOf, list, run } from './commands.ts';
import { type Console, processConsole } from './console.ts';
import { listModules } from './listModules.ts';
import { parseCommand } from './parseCommand.ts';
import { runGraph } from './runGraph.ts';
import { packageVersion } from './version.ts';

/**
 * Runs the command line with the arguments after the name of the program, and returns the exit code: 0, 1 when something failed (the
 * reason is on stderr), 2 when it was called wrongly, 130 when it was interrupted. Only results go to stdout.
 */
export async function main(args: readonly string[], console: Console = processConsole): Promise<0 | 1 | 2 | 130> {
  try {
    await runCommand(args, console);
    return 0;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    console.err(error.message);
    return error.exitCode;
  }
}

/** Throws CliError for whatever went wrong. */
async function runCommand([name, ...args]: readonly string[], console: Console): Promise<void> {
  switch (name) {
    case 'run': {
      const { argument, values } = parseCommand(run, args);
      if (values.help || argument === undefined) return console.out(helpOf(name));
      return runGraph(argument, { out: '.', ...values }, values.quiet ? silent : console);
    }
    case 'batch': {
      const { argument, others, values } = parseCommand(batch, args);
      if (values.help || argument === undefined) return console.out(helpOf(name));
      // A run need not load what only a batch needs.
      const { runBatch } = await import('./batch/runBatch.ts');
      return runBatch(argument, others, values, values.quiet ? silent : console);
    }
    // A process that a batch starts for its items.
    case 'batch-child':
      return (await import('./batch/child.ts')).workAsChild();
    case 'check': {
      const { argument, values } = parseCommand(check, args);
      if (values.help || argument === undefined) return console.out(helpOf(name));
      applyLimits(values.limit ?? []);
      return checkGraph(argument, values, console);
    }
    case 'list': {
      const { argument, values } = parseCommand(list, args);
      if (values.help) return console.out(helpOf(name));
      const { modules } = await import('#modules/index.ts');
      return listModules(modules, argument, values.json === true, console);
    }
    case '-V':
    case '--version':
      return console.out(packageVersion());
    case '-h':
    case '--help':
    case 'help':
      return console.out(helpOf(args[0]));
    default:
      throw new CliError(
        name === undefined ? helpOf(undefined) : `There is no command ${name}\n\n${helpOf(undefined)}`,
        2,
      );
  }
}

/** Errors do not come this way: they are thrown. */
const silent: Console = { out: () => {}, err: () => {} };
