import { type GraphDocument, nodeOf, nodesOf, type OutputRef, sourceOf, splitRef } from '#src/graph/document.ts';

/** A point in time of an image: the frame that a node's file is read at, from 0 on. */
export interface TimePoint {
  readonly node: string;
  readonly frame: number;
}

/**
 * What decides on the time point of a source: the only LocalImage behind it whose Frame is chosen. Undefined where there is none or several,
 * for a file of one image (Frame -1), and where a connection decides on the frame.
 */
export function timePointOf(document: GraphDocument, source: OutputRef): TimePoint | undefined {
  const seen = new Set<string>();
  const waiting = [splitRef(source)[0]];
  const found: TimePoint[] = [];
  let isFed = false;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = nodeOf(document, name);
    if (!node || seen.has(name)) continue;
    seen.add(name);
    const { frame } = node.params;
    if (node.module === 'LocalImage' && typeof frame === 'number' && frame >= 0) {
      found.push({ node: name, frame });
      isFed = sourceOf(node, 'frame') !== undefined;
    }
    for (const input of Object.keys(node.inputs)) {
      const from = sourceOf(node, input);
      if (from) waiting.push(splitRef(from)[0]);
    }
  }
  return found.length === 1 && !isFed ? found[0] : undefined;
}

/** The nodes whose frames change with that of a node, itself the first: those that a SynchroView2D shows beside it with synchTiming. */
export function linkedTimes(document: GraphDocument, node: string): readonly string[] {
  const pairs = nodesOf(document).flatMap(([, viewer]) => {
    if (viewer.module !== 'SynchroView2D' || viewer.params.synchTiming === false) return [];
    const sides = [sourceOf(viewer, 'inImage1'), sourceOf(viewer, 'inImage2')];
    const [a, b] = sides.map((source) => source && timePointOf(document, source)?.node);
    return a !== undefined && b !== undefined && a !== b ? [[a, b] as const] : [];
  });
  const linked = new Set([node]);
  // A set that grows while it is walked: what follows a follower follows as well.
  for (const each of linked) {
    for (const [a, b] of pairs) {
      if (a === each) linked.add(b);
      if (b === each) linked.add(a);
    }
  }
  return [...linked];
}
