import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useApp, useDocument } from '#src/app/store.ts';

/** How a network is fitted into the canvas: with a margin, and never larger than life. */
export const fitOptions = { padding: 0.15, maxZoom: 1, minZoom: 0.2 };

/**
 * Shows all of a network that was opened, and keeps it in sight while the windows around the canvas are still finding their
 * sizes: until the user moves the view or edits. Returns what to call when the user moves the view. `isMeasured` tells whether
 * the sizes of all nodes are known.
 */
export function useFit(isMeasured: boolean): () => void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const saved = useApp((state) => state.saved);
  const { nodes } = useDocument();
  const last = useRef<typeof nodes>(undefined);
  const isKept = useRef(true);
  const isEmpty = Object.keys(nodes).length === 0;

  // Saving makes the present nodes the saved ones; opening brings others.
  const savedNodes = useRef<typeof nodes>(undefined);
  if (savedNodes.current !== saved.nodes) {
    isKept.current = last.current !== saved.nodes;
    savedNodes.current = saved.nodes;
  }
  last.current = nodes;

  useEffect(() => {
    // Of an empty network there is nothing to fit: the library would wait for the first module and jump to it.
    if (isEmpty || !isMeasured || nodes !== saved.nodes || !isKept.current || width === 0 || height === 0) return;
    const frame = requestAnimationFrame(() => void flow.fitView(fitOptions));
    return () => cancelAnimationFrame(frame);
  }, [flow, isEmpty, isMeasured, nodes, saved.nodes, width, height]);

  return useCallback(() => {
    isKept.current = false;
  }, []);
}
