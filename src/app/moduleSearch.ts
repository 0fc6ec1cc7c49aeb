import type { AnyModule, ModuleSet, PortType } from '#src/graph/module.ts';

/** Restricts a search to modules that a connector fits. */
export interface SearchFilter {
  /** Modules with an input of this type. */
  readonly takes?: PortType;
  /** Modules with an output of this type. */
  readonly gives?: PortType;
}

/**
 * The modules that fit a typed text, best first: by id, by what others call it (aliases), then by the words of the help. Every
 * word of the text must be found.
 */
export function searchModules(modules: ModuleSet, text: string, filter: SearchFilter = {}): AnyModule[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...modules.values()]
    .filter((module) => !filter.takes || Object.values(module.inputs).some((port) => port.type === filter.takes))
    .filter((module) => !filter.gives || Object.values(module.outputs).some((port) => port.type === filter.gives))
    .map((module) => ({ module, score: words.reduce((sum, word) => sum + scoreOf(module, word), 0) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => a.score - b.score || a.module.id.localeCompare(b.module.id))
    .map(({ module }) => module);
}

/** 0 is best; infinity is no match. */
function scoreOf(module: AnyModule, word: string): number {
  const id = module.id.toLowerCase();
  if (id === word) return 0;
  if (id.startsWith(word)) return 1;
  if (id.includes(word)) return 2;
  if (module.aliases?.some((alias) => alias.toLowerCase().startsWith(word))) return 3;
  if (module.aliases?.some((alias) => alias.toLowerCase().includes(word))) return 4;
  if (module.genre.toLowerCase().includes(word)) return 5;
  if (module.help.toLowerCase().includes(word)) return 6;
  return Number.POSITIVE_INFINITY;
}
