import type { ViewCommand } from './bindings.ts';
import { isInside, placeCrosshair } from './crosshair.ts';
import { boxAt } from './mosaicLayout.ts';
import type { SliceHandlers } from './sliceGestures.ts';
import { worldAt } from './slicePlace.ts';
import type { SliceTransform } from './sliceTransform.ts';
import type { SliceCanvasProps } from './useSliceCanvas.ts';
import { boxesOf } from './useSliceLayout.ts';
import { nextAnnotation, nextColorMap, thickened, toggledConvention, toggledFilter } from './viewerDisplay.ts';
import { panned, sliceOf, transformOf, unzoomed, type ViewState, withSlice, zoomed } from './viewState.ts';
import { draggedWindow, type WindowLevel } from './windowLevel.ts';

/** Keys pan by this part of the view. */
const panStep = 0.1;

/**
 * What gestures over a view do. Several may come between two renderings, so that changes are functions of the state as it then is, and the
 * transform is computed from that state.
 */
export function sliceHandlers(now: () => SliceCanvasProps): SliceHandlers {
  let windowStart: WindowLevel | undefined;
  let pointer: readonly [x: number, y: number] | undefined;
  const change = (moved: (state: ViewState, transform: SliceTransform) => ViewState) => {
    const { picture, size, fitting, onState, display } = now();
    const geometry = picture.shown?.geometry;
    if (!geometry || !size) return;
    const [{ width, height }] = boxesOf(geometry, display.numSlices, size);
    onState((state) => moved(state, transformOf(state, geometry, width, height, fitting)));
  };
  const goTo = (sliceFrom: (current: number, last: number) => number) => {
    const { geometry } = now().picture.grid;
    if (!geometry) return;
    const last = geometry.grid.size[2] - 1;
    now().onState((state) => withSlice(state, geometry, sliceFrom(sliceOf(state, geometry), last)));
  };
  /** In a mosaic a point of the view is one of its picture. */
  const inBox = (x: number, y: number) => {
    const hit = boxAt(now().layout.boxes, x, y);
    return hit ? ([hit.x, hit.y] as const) : ([x, y] as const);
  };
  const zoom = (factor: number, x: number, y: number) =>
    change((state, transform) => zoomed(state, transform, factor, ...inBox(x, y)));
  const zoomMiddle = (factor: number) =>
    change((state, transform) => zoomed(state, transform, factor, transform.width / 2, transform.height / 2));
  const pan = (dx: number, dy: number) => change((state, transform) => panned(state, transform, dx, dy));
  const step = (slices: number) => goTo((current) => current + slices);

  const place = (x: number, y: number) => {
    const { layout, display, picture } = now();
    const hit = boxAt(layout.boxes, x, y);
    const there = hit && layout.places[hit.index];
    const { geometry } = picture.grid;
    if (!display.showCrosshair || !there || !geometry) return;
    const world = worldAt(there, hit.x, hit.y);
    if (isInside(geometry, world)) placeCrosshair(world);
  };

  const command = (asked: ViewCommand) => {
    const { display, onDisplay, onState, onWindow, window, isAuto, size, layout } = now();
    switch (asked.kind) {
      case 'step':
        return step(asked.slices);
      case 'end':
        return goTo((_, last) => (asked.which === 'first' ? 0 : last));
      case 'zoom':
        return zoomMiddle(asked.factor);
      case 'pan':
        return size && pan(asked.x * panStep * size.width, asked.y * panStep * size.height);
      case 'mosaic':
        return onDisplay({ ...display, numSlices: asked.slices });
      case 'slab':
        return onDisplay(thickened(display, asked.slices));
      case 'time':
        return now().onTime?.(asked.steps);
      case 'unzoom':
        return onState(unzoomed);
      case 'reset':
        onState(unzoomed);
        if (!isAuto) onWindow(undefined, false);
        return;
      case 'interpolation':
        return onDisplay(toggledFilter(display));
      case 'annotation':
        return onDisplay(nextAnnotation(display));
      case 'auto':
        return onWindow(isAuto ? window : undefined, false);
      case 'invert':
        return onDisplay({ ...display, invertLUT: !display.invertLUT });
      case 'colors':
        return onDisplay(nextColorMap(display));
      case 'convention':
        return onDisplay(toggledConvention(display));
      case 'crosshair':
        return onDisplay({ ...display, showCrosshair: !display.showCrosshair });
      case 'place': {
        const [there] = layout.places;
        const [x, y] = pointer ?? [(there?.transform.width ?? 0) / 2, (there?.transform.height ?? 0) / 2];
        return place(x, y);
      }
      case 'cine':
        return now().onCine();
      case 'information':
        return now().onInformation();
      case 'help':
        return now().onHelp();
      default:
        return asked satisfies never;
    }
  };

  return {
    command,
    step,
    zoom,
    pan,
    place,
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
    point(position) {
      pointer = position;
      now().onPosition(position);
    },
  };
}
