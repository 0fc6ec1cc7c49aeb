import { longPress } from './longPress.ts';
import { type VolumeCommand, volumeCommandOf } from './volumeBindings.ts';

/** What gestures over a 3D view ask for; distances in CSS pixels. */
export interface VolumeHandlers {
  turn(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
  /** A window drag so far; it begins with 0, 0. */
  dragWindow(dx: number, dy: number): void;
  endWindow(): void;
  command(command: VolumeCommand): void;
  /** The pointer has come, or the keyboard. */
  wake(): void;
}

type Kind = 'turn' | 'pan' | 'window';

/**
 * Left drag or one finger turns, right drag or a long press sets the window, middle drag, Shift and left drag or two fingers move,
 * wheel and pinch zoom, until the returned function is called.
 */
export function volumeGestures(element: HTMLElement, handlers: VolumeHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const pointers = new Map<number, readonly [x: number, y: number]>();
  let kind: Kind | undefined;
  let start: readonly [x: number, y: number] = [0, 0];

  const end = () => {
    press.end();
    if (kind === 'window') handlers.endWindow();
    kind = undefined;
  };
  const beginWindow = (x: number, y: number) => {
    kind = 'window';
    start = [x, y];
    handlers.dragWindow(0, 0);
  };
  const press = longPress(beginWindow);
  const down = (event: PointerEvent) => {
    element.focus({ preventScroll: true });
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    element.setPointerCapture(event.pointerId);
    if (pointers.size > 1) return end();
    if (kind !== undefined) return;
    if (event.button === 2) return beginWindow(event.clientX, event.clientY);
    kind = event.button === 1 || event.shiftKey ? 'pan' : 'turn';
    if (event.pointerType === 'touch') press.begin(event.clientX, event.clientY);
  };
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const two = middleOf(pointers);
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (two) {
      const now = middleOf(pointers) ?? two;
      if (two.spread > 0) handlers.zoom(now.spread / two.spread);
      return handlers.pan(now.x - two.x, now.y - two.y);
    }
    press.move(event.clientX, event.clientY);
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    if (kind === 'window') handlers.dragWindow(event.clientX - start[0], event.clientY - start[1]);
    if (kind === 'pan') handlers.pan(dx, dy);
    if (kind === 'turn') handlers.turn(dx, dy);
  };
  const up = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) end();
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const delta = Math.max(-100, Math.min(100, event.deltaY * (event.deltaMode === 0 ? 1 : 33)));
    handlers.zoom(Math.exp(-delta / 600));
  };
  const keyDown = (event: KeyboardEvent) => {
    const command = volumeCommandOf(event);
    if (!command) return;
    // What the view understands is not for the editor around it, which searches modules by typing.
    event.preventDefault();
    event.stopPropagation();
    handlers.command(command);
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', keyDown, { signal });
  element.addEventListener('pointerenter', handlers.wake, { signal });
  element.addEventListener('focus', handlers.wake, { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  return () => {
    end();
    listening.abort();
  };
}

/** The middle of two pointers and the distance between them; undefined for any other number of them. */
function middleOf(pointers: ReadonlyMap<number, readonly [x: number, y: number]>) {
  if (pointers.size !== 2) return undefined;
  const [a, b] = [...pointers.values()];
  return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, spread: Math.hypot(a[0] - b[0], a[1] - b[1]) };
}
