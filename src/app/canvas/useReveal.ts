import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { select } from '#src/app/store.ts';
import { canvasView } from './canvasView.ts';

/** Lets the rest of the editor go to a module: it is selected, has the focus, and is brought into sight where it is not. */
export function useReveal(root: RefObject<HTMLElement | null>, leaveFit: () => void): void {
  const flow = useReactFlow();
  useEffect(() => {
    canvasView.reveal = (node) => {
      const found = flow.getInternalNode(node);
      if (!found) return;
      select([node]);
      const { width = 0, height = 0 } = found.measured;
      const { x, y } = found.internals.positionAbsolute;
      const pane = root.current?.getBoundingClientRect();
      const corner = flow.flowToScreenPosition({ x, y });
      const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
      const isSeen = pane && corner.x > pane.left && corner.y > pane.top && end.x < pane.right && end.y < pane.bottom;
      if (!isSeen) {
        leaveFit();
        void flow.setCenter(x + width / 2, y + height / 2, { zoom: Math.max(flow.getZoom(), 0.75) });
      }
      // One that was out of sight may be drawn only now.
      requestAnimationFrame(() => {
        root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.focus();
      });
    };
  }, [flow, root, leaveFit]);
}
