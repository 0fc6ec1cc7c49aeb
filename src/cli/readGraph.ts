import { readFileSync } from 'node:fs';
import type { GraphDocument } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { CliError, reasonOf } from './cliError.ts';

/** The document of a graph file, and what is odd about it. Throws CliError when it cannot be read. */
export function readGraph(path: string, modules: ModuleSet): { document: GraphDocument; warnings: readonly string[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`The graph ${path} cannot be read: ${reasonOf(error)}`);
  }
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) throw new CliError(`${path}: ${parsed.error}`);
  return parsed;
}
