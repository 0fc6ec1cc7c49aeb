/** What a drag over a slice changes. */
export type DragKind = 'window' | 'slice' | 'zoom' | 'pan' | 'crosshair';

export interface DragStart {
  readonly button: number;
  readonly pointerType: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What a key does in a 2D view. */
export type ViewCommand =
  | { readonly kind: 'step'; readonly slices: number }
  | { readonly kind: 'end'; readonly which: 'first' | 'last' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'mosaic'; readonly slices: number }
  | { readonly kind: 'slab'; readonly slices: number }
  | { readonly kind: 'time'; readonly steps: number }
  | { readonly kind: PlainCommand };

/** What a key does that needs no further word. */
type PlainCommand =
  | 'unzoom'
  | 'reset'
  | 'interpolation'
  | 'annotation'
  | 'information'
  | 'help'
  | 'auto'
  | 'invert'
  | 'colors'
  | 'convention'
  | 'crosshair'
  | 'place'
  | 'cine';

/**
 * What a drag that begins like this changes, in MeVisLab's manner; the plain left button, which tools over the picture may take, places the
 * cross-hair. With Ctrl the left button zooms and with Shift or the space bar it pans, for hands without a middle button; one finger
 * moves through the slices, for hands without a wheel.
 */
export function dragKindOf(start: DragStart, isSpaceHeld: boolean): DragKind | undefined {
  if (start.pointerType === 'touch') return 'slice';
  const isZoom = start.ctrlKey || start.metaKey;
  if (start.button === 2) return 'window';
  if (start.button === 1) return isZoom ? 'zoom' : start.shiftKey ? 'pan' : 'slice';
  if (start.button !== 0) return undefined;
  return isZoom ? 'zoom' : start.shiftKey || isSpaceHeld ? 'pan' : 'crosshair';
}

const step = (slices: number): ViewCommand => ({ kind: 'step', slices });
const pan = (x: number, y: number): ViewCommand => ({ kind: 'pan', x, y });
const zoomIn: ViewCommand = { kind: 'zoom', factor: 1.25 };
const zoomOut: ViewCommand = { kind: 'zoom', factor: 1 / 1.25 };

/** The number block by position, since its digits arrive as arrows where NumLock is off. */
const commandsByCode = new Map<string, ViewCommand>([
  ['Numpad5', { kind: 'unzoom' }],
  ['NumpadMultiply', { kind: 'interpolation' }],
  ['Numpad0', { kind: 'colors' }],
  ['NumpadAdd', zoomIn],
  ['NumpadSubtract', zoomOut],
  ['Numpad4', pan(-1, 0)],
  ['Numpad6', pan(1, 0)],
  ['Numpad8', pan(0, -1)],
  ['Numpad2', pan(0, 1)],
]);

const commandsByKey = new Map<string, ViewCommand>([
  ['ArrowUp', step(1)],
  ['ArrowDown', step(-1)],
  ['PageUp', step(1)],
  ['PageDown', step(-1)],
  ['Home', { kind: 'end', which: 'first' }],
  ['End', { kind: 'end', which: 'last' }],
  ['+', zoomIn],
  ['-', zoomOut],
  ['*', { kind: 'interpolation' }],
  ['a', { kind: 'annotation' }],
  ['i', { kind: 'information' }],
  ['w', { kind: 'auto' }],
  ['r', { kind: 'reset' }],
  ['v', { kind: 'invert' }],
  ['n', { kind: 'convention' }],
  ['c', { kind: 'crosshair' }],
  ['x', { kind: 'place' }],
  ['p', { kind: 'cine' }],
  [']', { kind: 'slab', slices: 1 }],
  ['[', { kind: 'slab', slices: -1 }],
  ['ArrowRight', { kind: 'time', steps: 1 }],
  ['ArrowLeft', { kind: 'time', steps: -1 }],
  ...Array.from({ length: 9 }, (_, n) => [`${n + 1}`, { kind: 'mosaic', slices: n + 1 }] as const),
  ['?', { kind: 'help' }],
]);

/** The command of a key, or undefined. Keys with Ctrl, Alt or Meta belong to the editor and the browser. */
export function viewCommandOf(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
): ViewCommand | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const { key } = event;
  return commandsByCode.get(event.code) ?? commandsByKey.get(key.length === 1 ? key.toLowerCase() : key);
}

/** Slices that a wheel turn steps, and what is left of it for the next event. A notch up is the next slice. */
export function wheelSteps(rest: number, deltaY: number, deltaMode: number): readonly [steps: number, rest: number] {
  // Lines and pages are whole notches, and so is every pixel count of a mouse wheel; touch pads send many small counts.
  if (deltaMode !== 0 || Math.abs(deltaY) >= 40) return [deltaY === 0 ? 0 : -Math.sign(deltaY), 0];
  const sum = rest + deltaY;
  const steps = Math.trunc(sum / 40);
  return [steps === 0 ? 0 : -steps, sum - steps * 40];
}
