import { longPress } from './longPress.ts';

/** What two fingers on a picture ask for; positions and distances in CSS pixels of the picture. */
export interface TwoFingerHandlers {
  /** They have moved together by dx, dy and apart by a factor, around x, y. */
  pinch(dx: number, dy: number, factor: number, x: number, y: number): void;
  /** They rested and are now dragged: the drag so far; it begins with 0, 0. */
  dragWindow(dx: number, dy: number): void;
  endWindow(): void;
}

/** A first finger that has drawn for longer than this, ms, and further than `strayPixels`, is not disturbed by a second. */
const momentMilliseconds = 300;
const strayPixels = 10;

interface Finger {
  readonly target: Element;
  startX: number;
  startY: number;
  readonly since: number;
  x: number;
  y: number;
}

/**
 * Listens for two fingers on a picture until the returned function is called, before its tools do. The second finger takes back what the
 * first has begun: whoever had that gets a pointercancel, and hears no more of the fingers until all are lifted. One that comes late, while
 * a tool draws, is ignored: it may be the palm of the hand.
 */
export function twoFingers(picture: HTMLElement, handlers: TwoFingerHandlers): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  const fingers = new Map<number, Finger>();
  /** Fingers that nobody else hears of. */
  const taken = new Set<number>();
  let pair: readonly [Finger, Finger] | undefined;
  /** While others are told that a finger is no longer theirs. */
  let isTelling = false;
  let windowStart: { readonly x: number; readonly y: number } | undefined;

  const rest = longPress(() => {
    if (!pair) return;
    windowStart = middleOf(pair);
    handlers.dragWindow(0, 0);
  });

  const endPair = () => {
    rest.end();
    if (windowStart) handlers.endWindow();
    windowStart = undefined;
    pair = undefined;
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !(event.target instanceof Element) || !isPicture(event.target)) return;
    const [x, y] = positionIn(picture, event);
    const finger: Finger = { target: event.target, startX: x, startY: y, since: event.timeStamp, x, y };
    const [first] = fingers;
    if (!first) {
      fingers.set(event.pointerId, finger);
      return;
    }
    event.stopImmediatePropagation();
    taken.add(event.pointerId);
    const [firstId, held] = first;
    // Of two that have pinched one may be lifted and put down again.
    const isOurs = taken.has(firstId);
    if (fingers.size > 1 || (!isOurs && isDrawing(picture, held, event.timeStamp))) return;
    fingers.set(event.pointerId, finger);
    if (!isOurs) takeBack(firstId, held);
    for (const id of fingers.keys()) picture.setPointerCapture(id);
    [held.startX, held.startY] = [held.x, held.y];
    pair = [held, finger];
    const { x: mx, y: my } = middleOf(pair);
    rest.begin(mx, my);
  };

  const takeBack = (pointerId: number, { target }: Finger) => {
    isTelling = true;
    target.dispatchEvent(new PointerEvent('pointercancel', { pointerId, pointerType: 'touch', bubbles: true }));
    isTelling = false;
    taken.add(pointerId);
  };

  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (taken.has(event.pointerId)) event.stopImmediatePropagation();
    if (!finger) return;
    const before = pair && middleOf(pair);
    [finger.x, finger.y] = positionIn(picture, event);
    if (!pair || !before) return;
    const after = middleOf(pair);
    if (Math.abs(after.distance - distanceAtStart(pair)) > strayPixels) rest.end();
    rest.move(after.x, after.y);
    if (windowStart) return handlers.dragWindow(after.x - windowStart.x, after.y - windowStart.y);
    const factor = before.distance > 0 ? after.distance / before.distance : 1;
    handlers.pinch(after.x - before.x, after.y - before.y, factor, after.x, after.y);
  };

  const up = (event: PointerEvent) => {
    if (isTelling) return;
    if (taken.delete(event.pointerId)) event.stopImmediatePropagation();
    if (fingers.delete(event.pointerId)) endPair();
  };

  picture.addEventListener('pointerdown', down, options);
  picture.addEventListener('pointermove', move, options);
  picture.addEventListener('pointerup', up, options);
  picture.addEventListener('pointercancel', up, options);
  return () => {
    endPair();
    listening.abort();
  };
}

/** Whether a finger is on what is seen and drawn, and not on a button over it. */
function isPicture(target: Element): boolean {
  return target instanceof HTMLCanvasElement || target.closest('.tool-handle') !== null;
}

function isDrawing(picture: HTMLElement, finger: Finger, now: number): boolean {
  const isFar = Math.hypot(finger.x - finger.startX, finger.y - finger.startY) > strayPixels;
  return (
    isFar &&
    now - finger.since > momentMilliseconds &&
    picture.querySelector('.tool-layer[data-active="true"]') !== null
  );
}

function positionIn(picture: HTMLElement, event: PointerEvent): readonly [x: number, y: number] {
  const box = picture.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function middleOf([a, b]: readonly [Finger, Finger]) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.hypot(a.x - b.x, a.y - b.y) };
}

function distanceAtStart([a, b]: readonly [Finger, Finger]): number {
  return Math.hypot(a.startX - b.startX, a.startY - b.startY);
}
