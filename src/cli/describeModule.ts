import { namedInputs } from '#src/graph/inputFamily.ts';
import type { AnyModule, Param } from '#src/graph/module.ts';
import type { Port, Ports } from '#src/graph/ports.ts';

/** Lines are read in terminals, which have 80 columns and more. */
const columns = 100;

/** All that is known of a module, as lines for a terminal: its help, other names, ports and fields, each with its own help. */
export function describeModule(module: AnyModule): string[] {
  const { inputs, params, alike } = namedInputs(module);
  const { aliases = [] } = module;
  return [
    `${module.id} (${module.genre}, version ${module.version})`,
    ...wrapped(module.help, 2),
    ...(aliases.length > 0 ? ['', ...wrapped(`Also called: ${aliases.join(', ')}`, 2)] : []),
    ...ports('Inputs', inputs),
    ...(alike ? [`  ${alike.first} to ${alike.last}  each like the one before, once that is connected`] : []),
    ...ports('Outputs', module.outputs),
    ...(Object.keys(params).length > 0 ? ['', 'Parameters'] : []),
    ...Object.entries(params).flatMap(([name, param]) => parameter(name, param)),
    ...(alike && alike.params.length > 0 ? [`  ${alike.params.join(', ')} and so on for each further input`] : []),
  ];
}

function ports(title: string, all: Ports): string[] {
  const lines = Object.entries(all).flatMap(([name, port]) => [`  ${name}  ${portFacts(port)}`, ...more(port.help)]);
  return lines.length > 0 ? ['', title, ...lines] : [];
}

function portFacts({ type, label, optional }: Port): string {
  return `${type}, ${label}${optional ? ' (optional)' : ''}`;
}

function parameter(name: string, param: Param): string[] {
  return [
    `  ${name} = ${JSON.stringify(param.default)}  ${facts(param)}`,
    ...more(param.help),
    ...more(optionLabels(param)),
    ...more(condition(param)),
  ];
}

function facts(param: Param): string {
  const said: string[] = [param.label];
  const isNumber = param.kind === 'number' || param.kind === 'integer';
  const ends = isNumber ? [param.min, param.max] : [];
  const unit = param.unit ? ` ${param.unit}` : '';
  if (ends[0] !== undefined) said.push(`at least ${ends[0]}${unit}`);
  if (ends[1] !== undefined) said.push(`at most ${ends[1]}${unit}`);
  if (unit !== '' && ends[0] === undefined && ends[1] === undefined) said.push(`in${unit}`);
  if (param.kind === 'choice') said.push(`one of ${Object.keys(param.options).join(', ')}`);
  if (param.kind === 'file') said.push(`a path (${param.accept.join(', ')})`);
  return said.join('; ');
}

/** What the options mean whose names do not say it. */
function optionLabels(param: Param): string | undefined {
  if (param.kind !== 'choice') return undefined;
  const told = Object.entries(param.options).filter(([value, label]) => value.toLowerCase() !== label.toLowerCase());
  return told.length > 0 ? told.map(([value, label]) => `${value}: ${label}`).join(' | ') : undefined;
}

function condition({ when = {} }: Param): string | undefined {
  const all = Object.entries(when).map(([name, values]) => {
    return `${name} is ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
  });
  return all.length > 0 ? `Only while ${all.join(' and ')}.` : undefined;
}

function more(text: string | undefined): string[] {
  return text === undefined ? [] : wrapped(text, 6);
}

/** The words in as few lines as hold them, each begun by so many spaces. */
function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(' '.repeat(indent) + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, ' '.repeat(indent) + line];
}
