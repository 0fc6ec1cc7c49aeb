import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { modules } from '#modules/index.ts';
import { checkGraph } from './checkGraph.ts';
import { CliError } from './cliError.ts';
import { type Console, processConsole } from './console.ts';
import { listModules } from './listModules.ts';
import { type RunOptions, runGraph } from './runGraph.ts';

/**
 * Runs the command line with the arguments after the name of the program, and returns the exit code: 0, 1 when something failed (the
 * reason is on stderr), 2 when it was called wrongly. Only results go to stdout.
 */
export async function main(args: readonly string[], console: Console = processConsole): Promise<0 | 1 | 2> {
  const program = new Command('voxgraph')
    .description('Runs Voxgraph networks on medical images. Nothing leaves this machine.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out(text.trimEnd()),
      writeErr: (text) => console.err(text.trimEnd()),
    });
  program
    .command('run')
    .description('run a graph and write what its SaveImage nodes save, or, where it has none, what its viewers show')
    .argument('<graph.json>', 'a graph saved by Voxgraph')
    .option(
      '--set <NODE.param=VALUE>',
      'give a parameter another value; of a file, its path (repeat it for more)',
      collect,
    )
    .option('--out <folder>', 'the folder for the results', '.')
    .option('--quiet', 'print errors only')
    .action((path: string, { quiet, ...options }: RunOptions & { quiet?: boolean }) =>
      runGraph(path, options, modules, quiet ? silent : console),
    );
  program
    .command('check')
    .description('check a graph without running it')
    .argument('<graph.json>', 'a graph saved by Voxgraph')
    .action((path: string) => checkGraph(path, modules, console));
  program
    .command('list')
    .description('list the modules, or the inputs, outputs and parameters of one')
    .argument('[module]', 'the name of a module')
    .option('--json', 'as JSON')
    .action((name: string | undefined, { json }: { json?: boolean }) =>
      listModules(modules, name, json === true, console),
    );
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message by now; help and version end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CliError)) throw error;
    console.err(error.message);
    return error.exitCode;
  }
}

/** Errors do not come this way: they are thrown. */
const silent: Console = { out: () => {}, err: () => {} };

/** The package lies two folders above this module, in the source tree (src/cli) and once built (dist/cli). */
function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
