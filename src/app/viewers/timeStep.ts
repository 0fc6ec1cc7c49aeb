import { type GraphDocument, nodeOf, type OutputRef, sourceOf, splitRef } from '#src/graph/document.ts';

/** A step in time: the frame that a node's file is read at. */
export interface TimeStep {
  readonly node: string;
  readonly frame: number;
}

/**
 * What reads the time point before or after the one that is shown: the only LocalImage behind a source whose Frame is chosen. Undefined where
 * there is none or several, before the first time point, and for a file of one image (Frame -1).
 */
export function timeStep(document: GraphDocument, source: OutputRef, steps: number): TimeStep | undefined {
  const seen = new Set<string>();
  const waiting = [splitRef(source)[0]];
  const found: string[] = [];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = nodeOf(document, name);
    if (!node || seen.has(name)) continue;
    seen.add(name);
    if (node.module === 'LocalImage' && typeof node.params.frame === 'number' && node.params.frame >= 0)
      found.push(name);
    for (const input of Object.keys(node.inputs)) {
      const from = sourceOf(node, input);
      if (from) waiting.push(splitRef(from)[0]);
    }
  }
  if (found.length !== 1) return undefined;
  const frame = Number(nodeOf(document, found[0])?.params.frame) + steps;
  return frame < 0 ? undefined : { node: found[0], frame };
}
