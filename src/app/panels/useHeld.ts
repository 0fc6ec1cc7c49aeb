import { useEffect, useState, useSyncExternalStore } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { ownerOf } from '#src/app/runLog.ts';
import { useDocument } from '#src/app/store.ts';
import type { KeptResult } from '#src/engine/memo.ts';
import { keyOfNode } from '#src/engine/memo.ts';
import { type GraphDocument, nodesOf } from '#src/graph/document.ts';

/** What memory holds of one result: whole, or slices of it. */
export interface Held {
  readonly key: string;
  /** The nodes that would give it now, or the one for which it was computed; empty when that is not known any more. */
  readonly nodes: readonly string[];
  /** Whether a node of the network would give it as it is now. */
  readonly isCurrent: boolean;
  readonly pieces: number;
  readonly isWhole: boolean;
  readonly bytes: number;
  readonly ms: number;
}

/** What memory holds, told again when it changes, a few times a second at most. */
function useKept(): readonly KeptResult[] {
  const memory = useSyncExternalStore(engine.subscribe, engine.memory);
  const [kept, setKept] = useState(engine.held);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is held changes.
  useEffect(() => {
    const timer = setTimeout(() => setKept(engine.held()), 150);
    return () => clearTimeout(timer);
  }, [memory]);
  return kept;
}

/** What memory holds, by result. */
export function useHeld(): readonly Held[] {
  const kept = useKept();
  const document = useDocument();
  return heldOf(kept, document);
}

/** What memory holds, by node. */
export function useHeldByNode(): ReadonlyMap<string, { readonly bytes: number }> {
  const held = useHeld();
  const byNode = new Map<string, { bytes: number }>();
  for (const { nodes, bytes } of held) {
    for (const node of nodes) byNode.set(node, { bytes: (byNode.get(node)?.bytes ?? 0) + bytes });
  }
  return byNode;
}

function heldOf(kept: readonly KeptResult[], document: GraphDocument): Held[] {
  const current = new Map<string, string[]>();
  for (const [name] of nodesOf(document)) {
    const planned = engine.planned(document, name);
    if (planned?.status === 'ready') current.set(planned.key, [...(current.get(planned.key) ?? []), name]);
  }
  const groups = Map.groupBy(kept, ({ key }) => keyOfNode(key));
  return [...groups].map(([key, pieces]) => {
    const nodes = current.get(key);
    const owner = ownerOf(key);
    return {
      key,
      nodes: nodes ?? (owner === undefined ? [] : [owner]),
      isCurrent: nodes !== undefined,
      pieces: pieces.length,
      isWhole: pieces.some((piece) => piece.key === key),
      bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
      ms: pieces.reduce((sum, { ms }) => sum + ms, 0),
    };
  });
}
