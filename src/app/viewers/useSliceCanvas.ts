import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { SlicePaneProps } from './SlicePane.tsx';
import { sliceGestures } from './sliceGestures.ts';
import { sliceHandlers } from './sliceHandlers.ts';
import type { SliceLayer } from './sliceLayers.ts';
import { type Colors, type SlicePainter, slicePainter } from './slicePainter.ts';
import type { SliceLayout } from './useSliceLayout.ts';
import type { ViewSize } from './useViewSize.ts';

export interface SliceCanvasProps extends SlicePaneProps {
  readonly layers: readonly SliceLayer[];
  readonly colors: Colors;
  readonly size: ViewSize | undefined;
  readonly layout: SliceLayout;
  readonly onPosition: (position: readonly [x: number, y: number] | undefined) => void;
  readonly onInformation: () => void;
  readonly onHelp: () => void;
  readonly onCine: () => void;
}

/** Paints slices on the canvas that gets the returned ref, and turns gestures over it into changes of the owner's state. */
export function useSliceCanvas(props: SliceCanvasProps): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<SlicePainter>(undefined);
  const latest = useRef(props);
  const { layers, layout, window, size, display } = props;
  const { map, isInverted } = props.colors;
  const isSmooth = display.filterMode === 'FILTER_LINEAR' && map !== 'labels';

  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const painting = slicePainter(element);
    painter.current = painting;
    const stopListening = sliceGestures(
      element,
      sliceHandlers(() => latest.current),
    );
    return () => {
      stopListening();
      painting.dispose();
    };
  }, []);
  // Before the browser paints what was rendered, and not in a task after it: the picture would be a frame late.
  useLayoutEffect(() => {
    const { tiles, boxes, transform } = layout;
    const colors = { map, isInverted };
    painter.current?.paint(
      transform && size ? { tiles, boxes, layers, window, colors, transform, size, isSmooth } : undefined,
    );
  }, [layout, layers, window, map, isInverted, size, isSmooth]);
  return canvas;
}
