import { readFileSync } from 'node:fs';
import type { GraphDocument } from '#src/graph/document.ts';
import { maxGraphCharacters, parseGraph } from '#src/graph/file.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { CliError, reasonOf } from './cliError.ts';
import { loadModules } from './loadModules.ts';

/** A graph that was read from a file. */
export interface ReadGraph {
  readonly document: GraphDocument;
  /** What is odd about it. */
  readonly warnings: readonly string[];
  /** The modules that it names. */
  readonly modules: ModuleSet;
}

/** Reads a graph file. Throws CliError when it cannot be read. */
export async function readGraph(path: string): Promise<ReadGraph> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`The graph ${path} cannot be read: ${reasonOf(error)}`);
  }
  const modules = await loadModules(moduleIds(text));
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) throw new CliError(`${path}: ${parsed.error}`);
  return { ...parsed, modules };
}

/** The modules that a text names where a graph has them. What is wrong with it is said by whoever parses it. */
function moduleIds(text: string): string[] {
  if (text.length > maxGraphCharacters) return [];
  try {
    const nodes: unknown[] = Object.values(JSON.parse(text).nodes);
    return nodes.flatMap((node) => {
      const isNode = typeof node === 'object' && node !== null && 'module' in node;
      return isNode && typeof node.module === 'string' ? [node.module] : [];
    });
  } catch {
    return [];
  }
}
