/** What gestures over a 3D view ask for; distances in CSS pixels. */
export interface VolumeHandlers {
  turn(dx: number, dy: number): void;
  zoom(factor: number): void;
  /** A window drag so far; it begins with 0, 0. */
  dragWindow(dx: number, dy: number): void;
  endWindow(): void;
}

/** Left drag turns, right drag sets the window, wheel and pinch zoom, until the returned function is called. */
export function volumeGestures(element: HTMLElement, handlers: VolumeHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const pointers = new Map<number, readonly [x: number, y: number]>();
  let button: number | undefined;
  let start: readonly [x: number, y: number] = [0, 0];

  const end = () => {
    if (button === 2) handlers.endWindow();
    button = undefined;
  };
  const down = (event: PointerEvent) => {
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    element.setPointerCapture(event.pointerId);
    if (button !== undefined) return;
    button = event.button;
    start = [event.clientX, event.clientY];
    if (button === 2) handlers.dragWindow(0, 0);
  };
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const spread = spreadOf(pointers);
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (pointers.size === 2) return spread > 0 && handlers.zoom(spreadOf(pointers) / spread);
    if (button === 2) handlers.dragWindow(event.clientX - start[0], event.clientY - start[1]);
    else handlers.turn(event.clientX - before[0], event.clientY - before[1]);
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
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  return () => {
    end();
    listening.abort();
  };
}

/** The distance between two pointers, 0 for any other number of them. */
function spreadOf(pointers: ReadonlyMap<number, readonly [x: number, y: number]>): number {
  if (pointers.size !== 2) return 0;
  const [a, b] = [...pointers.values()];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
