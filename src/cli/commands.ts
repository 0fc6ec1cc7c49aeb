/** A command, its arguments and options, as `node:util` parses them and the help shows them. */
export interface Command {
  readonly name: string;
  /** What follows the name, e.g. "<graph.json>"; one in brackets may be left out. */
  readonly argument: string;
  /** What may follow that, once or more often; without it there is no more than one argument. */
  readonly others?: string;
  readonly help: string;
  /** What the help says after the options. */
  readonly more?: readonly string[];
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
  help: 'run a graph and write what its nodes that save make (images, tables, surfaces, pictures), or, where it has none, what its viewers show',
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
    memory: {
      type: 'string',
      value: '<size>',
      help: 'what the run may take, e.g. 8GiB (default: three quarters of the machine)',
    },
    quiet: { type: 'boolean', help: 'print errors only' },
    help,
  },
} as const satisfies Command;

export const batch = {
  name: 'batch',
  argument: '<graph.json>',
  others: '<file...>',
  help: 'run a graph on many files, each of them by itself',
  options: {
    out: { type: 'string', value: '<folder>', help: 'the folder for the results, the summary and what is done' },
    input: {
      type: 'string',
      value: '<NODE>',
      help: 'the node that gets the file of an item, where several open one (or NODE.param)',
    },
    set: run.options.set,
    limit: run.options.limit,
    name: {
      type: 'string',
      value: '<pattern>',
      help: 'names of results, of {file}, {name}, {folder} and {number} (default: {file})',
    },
    jobs: { type: 'string', value: '<N>', help: 'how many items run at once (default: one for each core)' },
    memory: {
      type: 'string',
      value: '<size>',
      help: 'what all of them together may take, e.g. 8GiB (default: three quarters of the machine)',
    },
    force: { type: 'boolean', help: 'run again what is done' },
    'dry-run': { type: 'boolean', help: 'say what would be written, and run nothing' },
    quiet: { type: 'boolean', help: 'print errors only' },
    help,
  },
  more: [
    'A file is a path, or a pattern in quotes ("scans/**/*.nii.gz"); results of the same folder are not found by patterns.',
    'A folder of DICOM files is one item; another folder stands for the images in it, and FOLDER/** for those below it too.',
    'One table (.csv, .tsv, .json) instead of files: a row for each item, columns NODE.param and, if wanted, name. Paths',
    'are relative to the table; an empty cell leaves what the graph has.',
    '',
    '{file} is the name that the graph gives, in which {prefix} is the name of the item: that of its file without the suffix,',
    'or the one in the table. {folder} is the folder of its file. "{folder}/{file}" makes a folder below --out.',
    '',
    'What was done by the same version of Voxgraph, with the same graph and inputs, is left out when the command is given again.',
    'Exit codes: 0 all done, 1 some failed (batch-failures.txt), 2 wrong usage and nothing was run, 130 interrupted.',
  ],
} as const satisfies Command;

export const check = {
  name: 'check',
  argument: '<graph.json>',
  help: 'check a graph without running it; with --set, tell from the headers of its inputs what a run will hold',
  options: { set: run.options.set, limit: run.options.limit, memory: run.options.memory, help },
} as const satisfies Command;

export const list = {
  name: 'list',
  argument: '[module]',
  help: 'list the modules, or the inputs, outputs and parameters of one',
  options: { json: { type: 'boolean', help: 'as JSON' }, help },
} as const satisfies Command;

const commands: readonly Command[] = [run, batch, check, list];

/** The help of a command, or of all where none of that name is. */
export function helpOf(name: string | undefined): string {
  const command = commands.find((one) => one.name === name);
  if (command) {
    const options = Object.entries(command.options).map(
      ([option, { short, value, help }]) =>
        [`${short ? `-${short}, ` : ''}--${option}${value ? ` ${value}` : ''}`, help] as const,
    );
    const usage = `Usage: voxgraph ${command.name} [options] ${argumentsOf(command)}`;
    const more = command.more ? ['', ...command.more] : [];
    return [usage, '', `${command.help}.`, '', 'Options:', ...columns(options), ...more].join('\n');
  }
  const all = commands.map((command) => [`${command.name} ${argumentsOf(command)}`, command.help] as const);
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

function argumentsOf({ argument, others }: Command): string {
  return others === undefined ? argument : `${argument} ${others}`;
}

function columns(rows: readonly (readonly [term: string, help: string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length)) + 2;
  return rows.map(([term, help]) => `  ${term.padEnd(width)}${help}`);
}
