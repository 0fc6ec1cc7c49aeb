import { useReactFlow } from '@xyflow/react';
import type { PointerEvent, RefObject } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import { currentDocument, useApp } from '#src/app/store.ts';
import type { Position } from '#src/graph/document.ts';
import { canvasView, type SearchFor } from './canvasView.ts';
import { freeRoom } from './nodeCorner.ts';
import { fitOptions } from './useFit.ts';

/** Opens the quick search with a text, at a place of the screen (the pointer, else the middle), for what is wanted. */
export type OpenSearch = (text: string, at?: Position, wanted?: SearchFor) => void;

/** Follows the pointer over the canvas and answers what the rest of the editor asks of the canvas. */
export function useSearch(root: RefObject<HTMLElement | null>) {
  const flow = useReactFlow();
  const pointer = useRef<Position>(undefined);
  const isPointing = useRef(false);

  const centerOfScreen = useCallback((): Position => {
    const box = root.current?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
  }, [root]);

  const openSearch: OpenSearch = useCallback(
    (text, at, wanted) => {
      const pointed = at ?? pointer.current;
      const screen = pointed ?? centerOfScreen();
      const place = flow.screenToFlowPosition(screen);
      const canvas = pointed ? place : freeRoom(currentDocument(), place, canvasView.sizeOf);
      useApp.setState({ quickSearch: { ...wanted, screen, canvas, text, isByKey: !pointed } });
    },
    [flow, centerOfScreen],
  );

  useEffect(() => {
    canvasView.fit = () => {
      const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
      void flow.fitView({ ...fitOptions, duration: isStill ? 0 : 150 });
    };
    canvasView.openSearch = openSearch;
    canvasView.center = () => flow.screenToFlowPosition(centerOfScreen());
    canvasView.pointer = () => flow.screenToFlowPosition(pointer.current ?? centerOfScreen());
    canvasView.networkOf = (at) => flow.screenToFlowPosition(at);
    canvasView.screenOf = (at) => flow.flowToScreenPosition(at);
    canvasView.takePointing = () => {
      const wasPointing = isPointing.current;
      isPointing.current = false;
      return wasPointing;
    };
  }, [flow, openSearch, centerOfScreen]);

  const follow = {
    onPointerMove(event: PointerEvent) {
      pointer.current = { x: event.clientX, y: event.clientY };
      isPointing.current = true;
    },
    onPointerEnter() {
      // Typing goes to what is pointed at: a view that was clicked before keeps the keys only while the pointer is on it.
      const focused = window.document.activeElement;
      if (focused instanceof HTMLElement && focused.matches('.dv-groupview canvas')) focused.blur();
    },
    onPointerLeave() {
      pointer.current = undefined;
      isPointing.current = false;
    },
  };
  return { openSearch, follow };
}
