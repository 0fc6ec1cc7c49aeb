import type { ReactFlowInstance } from '@xyflow/react';
import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useApp, useDocument } from '#src/app/store.ts';

/** How a network is fitted into the canvas: with a margin, and never larger than life. */
export const fitOptions = { padding: 0.15, maxZoom: 1, minZoom: 0.2 };

/**
 * Shows all of a network that was opened, and keeps it in sight while the windows around the canvas are still finding their
 * sizes, and nodes grow by what they have to tell: until the user moves the view or edits. Returns what to call when the user
 * moves the view. `measured` holds the sizes of the nodes that are known.
 */
export function useFit(measured: ReadonlyMap<string, unknown>): () => void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const saved = useApp((state) => state.saved);
  const { nodes } = useDocument();
  const last = useRef<typeof nodes>(undefined);
  const isKept = useRef(true);

  // Saving makes the present nodes the saved ones; opening brings others.
  const savedNodes = useRef<typeof nodes>(undefined);
  if (savedNodes.current !== saved.nodes) {
    isKept.current = last.current !== saved.nodes;
    savedNodes.current = saved.nodes;
  }
  last.current = nodes;

  // For this network in a canvas of this size the view was fitted.
  const fitted = useRef<{ readonly nodes: typeof nodes; readonly width: number; readonly height: number }>(undefined);

  useEffect(() => {
    const names = Object.keys(nodes);
    // Of an empty network there is nothing to fit: the library would wait for the first module and jump to it.
    if (names.length === 0 || nodes !== saved.nodes || !isKept.current || width === 0 || height === 0) return;
    if (!names.every((name) => measured.has(name))) return;
    const frame = requestAnimationFrame(() => {
      const last = fitted.current;
      const isNew = last?.nodes !== nodes || last.width !== width || last.height !== height;
      if (!isNew && isInSight(flow, width, height)) return;
      fitted.current = { nodes, width, height };
      void flow.fitView(fitOptions);
    });
    return () => cancelAnimationFrame(frame);
  }, [flow, measured, nodes, saved.nodes, width, height]);

  return useCallback(() => {
    isKept.current = false;
  }, []);
}

/** Whether all nodes lie within a canvas of this size. */
function isInSight(flow: ReactFlowInstance, width: number, height: number): boolean {
  const box = flow.getNodesBounds(flow.getNodes());
  const { x, y, zoom } = flow.getViewport();
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return left >= 0 && top >= 0 && left + box.width * zoom <= width && top + box.height * zoom <= height;
}
