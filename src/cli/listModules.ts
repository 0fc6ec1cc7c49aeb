import { namedInputs } from '#src/graph/inputFamily.ts';
import type { AnyModule, ModuleSet, Param } from '#src/graph/module.ts';
import type { Ports } from '#src/graph/ports.ts';
import { CliError } from './cliError.ts';
import type { Console } from './console.ts';

/**
 * Prints the modules by genre, or all about one of them, or either as JSON (the definitions without their functions). Throws CliError
 * (usage) for a name that is none, with those that come close.
 */
export function listModules(modules: ModuleSet, name: string | undefined, asJson: boolean, console: Console): void {
  const chosen = name === undefined ? [...modules.values()] : [moduleNamed(modules, name)];
  if (asJson) {
    const plain = chosen.map(({ id, version, genre, help, aliases = [], inputs, outputs, params }) => {
      return { id, version, genre, help, aliases, inputs, outputs, params };
    });
    console.out(JSON.stringify(name === undefined ? plain : plain[0], null, 2));
    return;
  }
  if (name !== undefined) {
    for (const line of described(chosen[0])) console.out(line);
    return;
  }
  const width = Math.max(...chosen.map(({ id }) => id.length)) + 2;
  for (const genre of new Set(chosen.map((module) => module.genre))) {
    console.out(genre);
    for (const { id, help } of chosen.filter((module) => module.genre === genre)) {
      console.out(`  ${id.padEnd(width)}${firstSentence(help)}`);
    }
  }
}

function moduleNamed(modules: ModuleSet, name: string): AnyModule {
  const module = modules.get(name);
  if (module) return module;
  const wanted = name.toLowerCase();
  const near = [...modules.values()].filter(({ id, aliases = [] }) =>
    [id, ...aliases].some((known) => known.toLowerCase().includes(wanted) || wanted.includes(known.toLowerCase())),
  );
  const ids = (near.length > 0 ? near : [...modules.values()]).map(({ id }) => id).join(', ');
  throw new CliError(`There is no module ${name}: ${near.length > 0 ? 'near are' : 'there are'} ${ids}`, 2);
}

function described(module: AnyModule): string[] {
  const { inputs, params, alike } = namedInputs(module);
  return [
    `${module.id} (${module.genre}, version ${module.version})`,
    `  ${module.help}`,
    ...ports('Inputs', inputs),
    ...(alike ? [`  ${alike.first} to ${alike.last}  each like the one before, once that is connected`] : []),
    ...ports('Outputs', module.outputs),
    ...(Object.keys(params).length > 0 ? ['', 'Parameters'] : []),
    ...Object.entries(params).map(([name, param]) => `  ${name} = ${JSON.stringify(param.default)}  ${facts(param)}`),
    ...(alike && alike.params.length > 0 ? [`  ${alike.params.join(', ')} and so on for each further input`] : []),
  ];
}

function ports(title: string, all: Ports): string[] {
  const lines = Object.entries(all).map(
    ([name, { type, label, optional }]) => `  ${name}  ${type}, ${label}${optional ? ' (optional)' : ''}`,
  );
  return lines.length > 0 ? ['', title, ...lines] : [];
}

function facts(param: Param): string {
  const said: string[] = [param.label];
  if (param.kind === 'number' || param.kind === 'integer') {
    const unit = param.unit ? ` ${param.unit}` : '';
    if (param.min !== undefined) said.push(`at least ${param.min}${unit}`);
    if (param.max !== undefined) said.push(`at most ${param.max}${unit}`);
  }
  if (param.kind === 'choice') said.push(`one of ${Object.keys(param.options).join(', ')}`);
  if (param.kind === 'file') said.push(`a path (${param.accept.join(', ')})`);
  return said.join('; ');
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
