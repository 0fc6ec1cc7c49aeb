import type { Edge } from '@xyflow/react';
import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CanvasFlowNode } from './flowNodes.ts';
import { sizeOfFlowNode } from './flowNodes.ts';
import { type Drawn, drawNext, portion } from './portions.ts';

/** What of a network is drawn at the moment: all, but for the few frames after hundreds of modules came or went at once. */
export function usePortions(wanted: readonly CanvasFlowNode[]): Drawn<CanvasFlowNode> {
  const store = useStoreApi();
  const [frame, setFrame] = useState(0);
  /** How many more may come or leave before the next frame. */
  const room = useRef(portion);
  const next = useMemo(() => {
    let drawn: readonly CanvasFlowNode[] = [];
    return (nodes: readonly CanvasFlowNode[]): Drawn<CanvasFlowNode> => {
      const { width, height, transform } = store.getState();
      const [left, top, zoom] = transform;
      const isInSight = (node: CanvasFlowNode) => {
        const size = sizeOfFlowNode(node);
        const [x, y] = [node.position.x * zoom + left, node.position.y * zoom + top];
        return x < width && y < height && x + size.width * zoom > 0 && y + size.height * zoom > 0;
      };
      const step = drawNext(drawn, nodes, room.current, isInSight);
      drawn = step.things;
      room.current -= step.changes;
      return step;
    };
  }, [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each frame comes the next portion.
  const step = useMemo(() => next(wanted), [next, wanted, frame]);
  const latest = useRef(step);
  const isAwaited = useRef(false);
  useEffect(() => {
    latest.current = step;
    if ((room.current === portion && step.isComplete) || isAwaited.current) return;
    isAwaited.current = true;
    // After the next frame, not within it: there what came now is laid out and measured.
    requestAnimationFrame(() =>
      setTimeout(() => {
        isAwaited.current = false;
        room.current = portion;
        if (!latest.current.isComplete) setFrame((count) => count + 1);
      }),
    );
  }, [step]);
  return step;
}

/** The connections that are drawn: between modules that are there, and those of modules that are about to leave with them. */
export function useDrawnEdges(edges: readonly Edge[], { things, isComplete }: Drawn<CanvasFlowNode>): readonly Edge[] {
  const keep = useMemo(createDrawnEdges, []);
  return useMemo(() => keep(edges, things, isComplete), [keep, edges, things, isComplete]);
}

function createDrawnEdges() {
  let last: readonly Edge[] = [];
  return (edges: readonly Edge[], nodes: readonly CanvasFlowNode[], isComplete: boolean): readonly Edge[] => {
    const next = isComplete ? edges : between(edges, last, new Set(nodes.map(({ id }) => id)));
    if (next.length !== last.length || next.some((edge, n) => edge !== last[n])) last = next;
    return last;
  };
}

function between(edges: readonly Edge[], before: readonly Edge[], drawn: ReadonlySet<string>): readonly Edge[] {
  const wanted = new Set(edges.map(({ id }) => id));
  const leaving = before.filter(({ id }) => !wanted.has(id));
  return [...edges, ...leaving].filter(({ source, target }) => drawn.has(source) && drawn.has(target));
}
