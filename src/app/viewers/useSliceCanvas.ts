import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ViewCommand } from './bindings.ts';
import type { SlicePaneProps } from './SlicePane.tsx';
import { type SliceHandlers, sliceGestures } from './sliceGestures.ts';
import { type SlicePainter, slicePainter } from './slicePainter.ts';
import type { SliceTransform } from './sliceTransform.ts';
import type { ViewSize } from './useViewSize.ts';
import { nextAnnotation, toggledFilter } from './viewerDisplay.ts';
import { panned, sliceOf, transformOf, unzoomed, type ViewState, withSlice, zoomed } from './viewState.ts';
import { draggedWindow, type WindowLevel } from './windowLevel.ts';

interface SliceCanvasProps extends SlicePaneProps {
  readonly size: ViewSize | undefined;
  readonly transform: SliceTransform | undefined;
  readonly onPosition: (position: readonly [x: number, y: number] | undefined) => void;
  readonly onInformation: () => void;
  readonly onHelp: () => void;
}

/** Keys pan by this part of the view. */
const panStep = 0.1;

/** Paints a slice on the canvas that gets the returned ref, and turns gestures over it into changes of the owner's state. */
export function useSliceCanvas(props: SliceCanvasProps): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<SlicePainter>(undefined);
  const latest = useRef(props);
  const { picture, window, transform, size, display } = props;
  const { shown } = picture;
  const isSmooth = display.filterMode === 'FILTER_LINEAR';

  useLayoutEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const painting = slicePainter(element);
    painter.current = painting;
    const stopListening = sliceGestures(
      element,
      handlersFor(() => latest.current),
    );
    return () => {
      stopListening();
      painting.dispose();
    };
  }, []);
  useEffect(() => {
    painter.current?.paint(shown && transform && size ? { shown, window, transform, size, isSmooth } : undefined);
  }, [shown, window, transform, size, isSmooth]);
  return canvas;
}

/**
 * What gestures do. Several may come between two renderings, so that changes are functions of the state as it then is, and the
 * transform is computed from that state.
 */
function handlersFor(now: () => SliceCanvasProps): SliceHandlers {
  let windowStart: WindowLevel | undefined;
  const change = (moved: (state: ViewState, transform: SliceTransform) => ViewState) => {
    const { picture, size, fitting, onState } = now();
    const geometry = picture.shown?.geometry;
    if (!geometry || !size) return;
    onState((state) => moved(state, transformOf(state, geometry, size.width, size.height, fitting)));
  };
  const goTo = (sliceFrom: (current: number, last: number) => number) => {
    const { geometry } = now().picture.grid;
    if (!geometry) return;
    const last = geometry.grid.size[2] - 1;
    now().onState((state) => withSlice(state, geometry, sliceFrom(sliceOf(state, geometry), last)));
  };
  const zoom = (factor: number, x: number, y: number) =>
    change((state, transform) => zoomed(state, transform, factor, x, y));
  const pan = (dx: number, dy: number) => change((state, transform) => panned(state, transform, dx, dy));
  const step = (slices: number) => goTo((current) => current + slices);

  const command = (asked: ViewCommand) => {
    const { display, onDisplay, onState, size, onInformation, onHelp } = now();
    switch (asked.kind) {
      case 'step':
        return step(asked.slices);
      case 'end':
        return goTo((_, last) => (asked.which === 'first' ? 0 : last));
      case 'zoom':
        return size && zoom(asked.factor, size.width / 2, size.height / 2);
      case 'pan':
        return size && pan(asked.x * panStep * size.width, asked.y * panStep * size.height);
      case 'unzoom':
        return onState(unzoomed);
      case 'interpolation':
        return onDisplay(toggledFilter(display));
      case 'annotation':
        return onDisplay(nextAnnotation(display));
      case 'information':
        return onInformation();
      case 'help':
        return onHelp();
      default:
        return asked satisfies never;
    }
  };

  return {
    command,
    step,
    zoom,
    pan,
    dragWindow(dx, dy) {
      const { window, picture, onWindow } = now();
      if (dx === 0 && dy === 0) windowStart = window;
      if (!windowStart || (dx === 0 && dy === 0)) return;
      onWindow(draggedWindow(windowStart, dx, dy, picture.range ?? { min: 0, max: 1 }), true);
    },
    endWindow() {
      windowStart = undefined;
      now().onWindowEnd();
    },
    pixelsPerSlice() {
      const { size, picture } = now();
      const slices = picture.grid.geometry?.grid.size[2] ?? 1;
      return Math.min(24, Math.max(3, ((size?.height ?? 0) * 0.8) / slices));
    },
    point: (position) => now().onPosition(position),
  };
}
