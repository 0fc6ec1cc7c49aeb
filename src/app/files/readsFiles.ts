import { currentDocument } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';

/** Whether a node opens files that are dropped on it. */
export function readsFiles(node: string): boolean {
  return nodeOf(currentDocument(), node)?.module === 'LocalImage';
}
