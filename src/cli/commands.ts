/** A command, its arguments and options, as `node:util` parses them and the help shows them. */
export interface Command {
  readonly name: string;
  /** What follows the name, e.g. "<graph.json>"; one in brackets may be left out. There is at most one. */
  readonly argument: string;
  readonly help: string;
  readonly options: Readonly<Record<string, CommandOption>>;
}

export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in the help, e.g. "<folder>". */
  readonly value?: string;
  readonly help: string;
}

const help = { type: 'boolean', short: 'h', help: 'show this help' } as const;

export const run = {
  name: 'run',
  argument: '<graph.json>',
  help: 'run a graph and write what its SaveImage nodes save, or, where it has none, what its viewers show',
  options: {
    set: {
      type: 'string',
      multiple: true,
      value: '<NODE.param=VALUE>',
      help: 'give a parameter another value; of a file, its path (repeat it for more)',
    },
    out: { type: 'string', value: '<folder>', help: 'the folder for the results (default: the current one)' },
    limit: {
      type: 'string',
      multiple: true,
      value: '<NAME=SIZE>',
      help: 'raise what a file may ask for: image=8GB, header=100MB (repeat it for more)',
    },
    quiet: { type: 'boolean', help: 'print errors only' },
    help,
  },
} as const satisfies Command;

export const check = {
  name: 'check',
  argument: '<graph.json>',
  help: 'check a graph without running it',
  options: { help },
} as const satisfies Command;

export const list = {
  name: 'list',
  argument: '[module]',
  help: 'list the modules, or the inputs, outputs and parameters of one',
  options: { json: { type: 'boolean', help: 'as JSON' }, help },
} as const satisfies Command;

const commands: readonly Command[] = [run, check, list];

/** The help of a command, or of all where none of that name is. */
export function helpOf(name: string | undefined): string {
  const command = commands.find((one) => one.name === name);
  if (command) {
    const options = Object.entries(command.options).map(
      ([option, { short, value, help }]) =>
        [`${short ? `-${short}, ` : ''}--${option}${value ? ` ${value}` : ''}`, help] as const,
    );
    const usage = `Usage: voxgraph ${command.name} [options] ${command.argument}`;
    return [usage, '', `${command.help}.`, '', 'Options:', ...columns(options)].join('\n');
  }
  const all = commands.map(({ name, argument, help }) => [`${name} ${argument}`, help] as const);
  const others = [
    ['help [command]', 'show the options of a command'],
    ['--version', 'show the version'],
  ] as const;
  return [
    'Usage: voxgraph <command>',
    '',
    'Runs Voxgraph networks on medical images. Nothing leaves this machine.',
    '',
    'Commands:',
    ...columns([...all, ...others]),
  ].join('\n');
}

function columns(rows: readonly (readonly [term: string, help: string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length)) + 2;
  return rows.map(([term, help]) => `  ${term.padEnd(width)}${help}`);
}
