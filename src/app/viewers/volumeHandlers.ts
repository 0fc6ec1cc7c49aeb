import type { VolumeCard, VolumePaneProps } from './VolumePane.tsx';
import type { ValueRange } from './valueRange.ts';
import type { VolumeCommand } from './volumeBindings.ts';
import { initialCamera, movedBy, nearer, seenFrom, turned } from './volumeCamera.ts';
import type { VolumeHandlers } from './volumeGestures.ts';
import { isTransferPreset, lookParams } from './volumeLook.ts';
import { draggedWindow, type WindowLevel } from './windowLevel.ts';

interface VolumeNow extends VolumePaneProps {
  readonly window: WindowLevel;
  readonly range: ValueRange;
  readonly wake: () => void;
  readonly toggle: (card: VolumeCard) => void;
}

/** A key shifts a preset by this part of the range of values. */
const shiftSteps = 100;

/** A shift rounded to a thousandth of the range, which keeps documents short. */
export function roundedShift(shift: number, { min, max }: ValueRange): number {
  const grain = 10 ** Math.floor(Math.log10((max - min) / 1000 || 1));
  return Number((Math.round(shift / grain) * grain).toPrecision(12));
}

/** What gestures over a 3D view do; several may come between two renderings, so that the state is asked anew each time. */
export function handlersFor(now: () => VolumeNow, element: HTMLElement): VolumeHandlers {
  let start: { readonly window: WindowLevel; readonly shift: number } | undefined;

  const pan = (dx: number, dy: number) => {
    const side = Math.max(1, Math.min(element.clientWidth, element.clientHeight));
    now().onCamera((camera) => movedBy(camera, dx / side, dy / side));
  };
  const setShift = (shift: number, gesture?: string) =>
    now().onParams({ shift: roundedShift(shift, now().range) }, gesture);

  const command = (asked: VolumeCommand) => {
    const { onCamera, params, range, toggle } = now();
    switch (asked.kind) {
      case 'turn':
        return onCamera((camera) => turned(camera, asked.dx, asked.dy));
      case 'pan':
        return onCamera((camera) => movedBy(camera, asked.dx, asked.dy));
      case 'zoom':
        return onCamera((camera) => nearer(camera, asked.factor));
      case 'side':
        return onCamera((camera) => seenFrom(camera, asked.side));
      case 'reset':
        return onCamera(() => initialCamera);
      case 'shift':
        return setShift(lookParams(params).shift + (asked.steps * (range.max - range.min)) / shiftSteps);
      case 'time':
        return now().onTime?.(asked.steps);
      case 'opacity':
      case 'cut':
      case 'layers':
      case 'help':
        return toggle(asked.kind);
      default:
        return asked satisfies never;
    }
  };

  return {
    turn: (dx, dy) => now().onCamera((camera) => turned(camera, dx, dy)),
    pan,
    zoom: (factor) => now().onCamera((camera) => nearer(camera, factor)),
    dragWindow(dx, dy) {
      const { window, params, range, onParams } = now();
      const look = lookParams(params);
      if (dx === 0 && dy === 0) start = { window, shift: look.shift };
      else if (start && isTransferPreset(look.preset)) {
        setShift(start.shift + (dx * (range.max - range.min)) / 600, 'shift');
      } else if (start) {
        const { center, width } = draggedWindow(start.window, dx, dy, range);
        onParams({ autoLUT: false, lutCenter: center, lutWidth: width }, 'window');
      }
    },
    endWindow() {
      start = undefined;
      now().onEnd();
    },
    command,
    wake: () => now().wake(),
  };
}
