import { type DragKind, dragKindOf, type ViewCommand, viewCommandOf, wheelSteps } from './bindings.ts';
import { longPress } from './longPress.ts';
import { twoFingers } from './twoFingers.ts';

/** What gestures over a 2D view ask for; positions and distances in CSS pixels of the view. */
export interface SliceHandlers {
  command(command: ViewCommand): void;
  step(slices: number): void;
  zoom(factor: number, x: number, y: number): void;
  pan(dx: number, dy: number): void;
  /** A window drag so far; it begins with 0, 0. */
  dragWindow(dx: number, dy: number): void;
  endWindow(): void;
  /** The plain left button, pressed or dragged. */
  place(x: number, y: number): void;
  /** Pixels of a slice drag for one slice. */
  pixelsPerSlice(): number;
  /** Where the pointer is, undefined when it has left. */
  point(position: readonly [x: number, y: number] | undefined): void;
}

interface Drag {
  readonly kind: DragKind;
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  /** Pixels of a slice drag that are not yet a slice. */
  rest: number;
}

/**
 * Listens to the pointer, the wheel and the keys of a canvas until the returned function is called. Browsers deliver pointer
 * moves and wheel turns at most once a frame, so nothing is thinned out here.
 */
export function sliceGestures(canvas: HTMLCanvasElement, handlers: SliceHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let drag: Drag | undefined;
  let isSpaceHeld = false;
  let wheelRest = 0;

  /** A finger that rests sets the window, since it has no right button. */
  const press = longPress((x, y) => {
    if (drag?.kind !== 'slice') return;
    drag = { ...drag, kind: 'window', startX: x, startY: y };
    handlers.dragWindow(0, 0);
  });

  const end = () => {
    press.end();
    if (drag?.kind === 'window') handlers.endWindow();
    drag = undefined;
  };

  const down = (event: PointerEvent) => {
    canvas.focus({ preventScroll: true });
    const [x, y] = positionOf(event);
    // A second button belongs to the drag under way.
    if (drag) return;
    const kind = dragKindOf(event, isSpaceHeld);
    if (!kind) return;
    canvas.setPointerCapture(event.pointerId);
    drag = { kind, startX: x, startY: y, x, y, rest: 0 };
    if (event.pointerType === 'touch') press.begin(x, y);
    if (kind === 'window') handlers.dragWindow(0, 0);
    if (kind === 'crosshair') handlers.place(x, y);
  };

  const move = (event: PointerEvent) => {
    const [x, y] = positionOf(event);
    handlers.point([x, y]);
    if (!drag) return;
    press.move(x, y);
    const dx = x - drag.x;
    const dy = y - drag.y;
    if (drag.kind === 'window') handlers.dragWindow(x - drag.startX, y - drag.startY);
    if (drag.kind === 'crosshair') handlers.place(x, y);
    if (drag.kind === 'pan') handlers.pan(dx, dy);
    if (drag.kind === 'zoom') handlers.zoom(Math.exp(-dy / 100), drag.startX, drag.startY);
    if (drag.kind === 'slice') {
      const perSlice = handlers.pixelsPerSlice();
      const slices = Math.trunc((drag.rest - dy) / perSlice);
      drag.rest = drag.rest - dy - slices * perSlice;
      if (slices !== 0) handlers.step(slices);
    }
    drag.x = x;
    drag.y = y;
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const [x, y] = positionOf(event);
    // A pinch on a touch pad arrives as a wheel with Ctrl.
    if (event.ctrlKey || event.metaKey) {
      const delta = Math.max(-100, Math.min(100, event.deltaY * (event.deltaMode === 0 ? 1 : 33)));
      return handlers.zoom(Math.exp(-delta / 400), x, y);
    }
    const [steps, rest] = wheelSteps(wheelRest, event.deltaY, event.deltaMode);
    wheelRest = rest;
    if (steps !== 0) handlers.step(steps);
  };

  const keyDown = (event: KeyboardEvent) => {
    const isSpace = event.code === 'Space';
    if (isSpace) isSpaceHeld = true;
    const command = viewCommandOf(event);
    if (command) handlers.command(command);
    // What the view understands is not for the editor around it, which searches modules by typing.
    if (command || isSpace) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const releaseSpace = () => {
    isSpaceHeld = false;
  };
  const keyUp = (event: KeyboardEvent) => {
    if (event.code === 'Space') releaseSpace();
  };

  // Two fingers may lie on what a tool has drawn over the canvas.
  const stopTwoFingers = twoFingers(canvas.parentElement ?? canvas, {
    pinch(dx, dy, factor, x, y) {
      handlers.pan(dx, dy);
      handlers.zoom(factor, x, y);
    },
    dragWindow: handlers.dragWindow,
    endWindow: handlers.endWindow,
  });

  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', end, { signal });
  canvas.addEventListener('pointercancel', end, { signal });
  canvas.addEventListener('pointerleave', () => handlers.point(undefined), { signal });
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  // The middle button would scroll the page by itself.
  canvas.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  canvas.addEventListener('keydown', keyDown, { signal });
  canvas.addEventListener('keyup', keyUp, { signal });
  canvas.addEventListener('blur', releaseSpace, { signal });
  return () => {
    end();
    stopTwoFingers();
    listening.abort();
  };
}

function positionOf(event: MouseEvent): readonly [x: number, y: number] {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
