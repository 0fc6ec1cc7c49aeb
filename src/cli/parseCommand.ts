import { parseArgs } from 'node:util';
import { CliError } from './cliError.ts';
import type { Command } from './commands.ts';

/**
 * What a command was given: the values of its options, and its argument, undefined where there is none. Throws CliError (usage) when
 * an option is unknown or lacks its value, or when there are too few or too many arguments.
 */
export function parseCommand<C extends Command>(command: C, args: readonly string[]) {
  const { values, positionals } = parseOptions(command, args);
  const [argument, ...more] = positionals;
  const isMissing = argument === undefined && command.argument.startsWith('<');
  if (isMissing && !('help' in values)) throw usage(command, `it needs ${command.argument}`);
  if (more.length > 0) throw usage(command, `it takes one ${command.argument}, and ${more.join(', ')} is too much`);
  return { values, argument };
}

function parseOptions<C extends Command>(command: C, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: command.options as C['options'], allowPositionals: true });
  } catch (error) {
    // Node explains how to write arguments that start with a dash, which none of ours does.
    throw usage(command, error instanceof Error ? error.message.replace(/\.[\s\S]*/, '') : String(error));
  }
}

function usage({ name }: Command, why: string): CliError {
  return new CliError(`voxgraph ${name}: ${why}\nSee "voxgraph help ${name}"`, 2);
}
