import type { AnyModule, ModuleSet } from '#src/graph/module.ts';
import type { PortType } from '#src/graph/ports.ts';

/** Restricts a search to modules that a connector fits. */
export interface SearchFilter {
  /** Modules with an input of this type. */
  readonly takes?: PortType;
  /** Modules with an output of this type. */
  readonly gives?: PortType;
}

/**
 * The modules that fit a typed text, best first: by id or its initials (sv2d), by what others call it (aliases), by genre, then by the words of the help. Every
 * word of the text must be found.
 */
export function searchModules(modules: ModuleSet, text: string, filter: SearchFilter = {}): AnyModule[] {
  const words = wordsOf(text);
  return [...modules.values()]
    .filter((module) => !filter.takes || Object.values(module.inputs).some((port) => port.type === filter.takes))
    .filter((module) => !filter.gives || Object.values(module.outputs).some((port) => port.type === filter.gives))
    .map((module) => ({ module, score: words.reduce((sum, word) => sum + scoreOf(module, word), 0) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => a.score - b.score || a.module.id.localeCompare(b.module.id))
    .map(({ module }) => module);
}

/** What others call a module, where that is why it was found: "Islands" for LargestComponent; undefined where its own name was. */
export function matchingAlias(module: AnyModule, text: string): string | undefined {
  const words = wordsOf(text);
  if (words.length === 0 || words.every((word) => scoreOf(module, word) <= 3)) return undefined;
  const holding = (alias: string) => words.filter((word) => alias.toLowerCase().includes(word)).length;
  const most = Math.max(0, ...(module.aliases ?? []).map(holding));
  return most === 0 ? undefined : module.aliases?.find((alias) => holding(alias) === most);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** 0 is best; infinity is no match. */
function scoreOf(module: AnyModule, word: string): number {
  const id = module.id.toLowerCase();
  if (id === word) return 0;
  if (id.startsWith(word)) return 1;
  if (id.includes(word)) return 2;
  if (word.length > 1 && initialsOf(module.id).startsWith(word)) return 3;
  if (module.aliases?.some((alias) => alias.toLowerCase().startsWith(word))) return 4;
  if (module.aliases?.some((alias) => alias.toLowerCase().includes(word))) return 5;
  if (module.genre.toLowerCase().startsWith(word)) return 6;
  // Only from the beginning of a word: in a long help nearly any three letters can be found somewhere.
  if (` ${module.help.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`)) return 7;
  return Number.POSITIVE_INFINITY;
}

/** "SynchroView2D" -> "sv2d" */
function initialsOf(id: string): string {
  return id.replace(/[^A-Z0-9]/g, '').toLowerCase();
}
