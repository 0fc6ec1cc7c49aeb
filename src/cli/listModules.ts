import type { AnyModule, ModuleSet } from '#src/graph/module.ts';
import { CliError } from './cliError.ts';
import type { Console } from './console.ts';
import { describeModule } from './describeModule.ts';

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
    for (const line of describeModule(chosen[0])) console.out(line);
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

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
