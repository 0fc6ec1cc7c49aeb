import { parseArgs } from 'node:util';
import { CliError } from './cliError.ts';
import type { Command } from './commands.ts';

/**
 * What a command was given: the values of its options, its argument, undefined where there is none, and what follows it. Throws CliError (usage) when
 * an option is unknown or lacks its value, or when there are too few or too many arguments.
 */
export function parseCommand<C extends Command>(command: C, args: readonly string[]) {
  const { values, positionals } = parseOptions(command, args);
  const [argument, ...others] = positionals;
  const isAsked = 'help' in values;
  const isMissing = argument === undefined && command.argument.startsWith('<');
  if (isMissing && !isAsked) throw usage(command, `it needs ${command.argument}`);
  if (command.others === undefined && others.length > 0) {
    const advice = command.name === 'run' ? ': "voxgraph batch" runs a graph on many files' : '';
    throw usage(command, `it takes one ${command.argument}, and ${others.join(', ')} is too much${advice}`);
  }
  if (command.others !== undefined && others.length === 0 && !isAsked)
    throw usage(command, `it needs ${command.others}`);
  return { values, argument, others };
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
