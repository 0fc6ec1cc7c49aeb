import { type ViewSide, viewSides } from './volumeCamera.ts';

/** What a key does in a 3D view. */
export type VolumeCommand =
  | { readonly kind: 'turn'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'side'; readonly side: ViewSide }
  | { readonly kind: 'shift'; readonly steps: number }
  | { readonly kind: 'time'; readonly steps: number }
  | { readonly kind: 'reset' | 'help' | 'opacity' | 'cut' | 'layers' };

/** Half degrees of an arrow key. */
const turnStep = 10;
const panStep = 0.05;

const arrows: Readonly<Partial<Record<string, readonly [x: number, y: number]>>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const commands = new Map<string, VolumeCommand>([
  ['+', { kind: 'zoom', factor: 1.25 }],
  ['-', { kind: 'zoom', factor: 1 / 1.25 }],
  ['[', { kind: 'shift', steps: -1 }],
  [']', { kind: 'shift', steps: 1 }],
  ['pageup', { kind: 'time', steps: 1 }],
  ['pagedown', { kind: 'time', steps: -1 }],
  ['0', { kind: 'reset' }],
  ['o', { kind: 'opacity' }],
  ['c', { kind: 'cut' }],
  ['s', { kind: 'layers' }],
  ['?', { kind: 'help' }],
]);

/** The command of a key, or undefined. Keys with Alt or Meta, and with Ctrl but for arrows, belong to the editor and the browser. */
export function volumeCommandOf(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>,
): VolumeCommand | undefined {
  if (event.altKey || event.metaKey) return undefined;
  const arrow = arrows[event.key];
  if (arrow && event.ctrlKey) return { kind: 'pan', dx: arrow[0] * panStep, dy: arrow[1] * panStep };
  if (event.ctrlKey) return undefined;
  const step = event.shiftKey ? 3 * turnStep : turnStep;
  if (arrow) return { kind: 'turn', dx: arrow[0] * step, dy: arrow[1] * step };
  if (event.code === 'Numpad5' || event.key === 'Home') return { kind: 'reset' };
  const { key } = event;
  const letter = key.toUpperCase();
  if (Object.hasOwn(viewSides, letter)) return { kind: 'side', side: letter as ViewSide };
  return commands.get(key.toLowerCase());
}
