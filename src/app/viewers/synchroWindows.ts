import type { ParamValue } from '#src/graph/module.ts';
import type { WindowParams } from './fedWindow.ts';
import { type ValueRange, windowOf } from './valueRange.ts';
import { numberOf } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** The side of a SynchroView2D: 1 is left, 2 right. */
export type Side = 1 | 2;

/** The parameters whose window a side shows: with synchLUTs those of the left. */
export function windowParams(params: Params, side: Side): WindowParams {
  const lead = params.synchLUTs === true ? 1 : side;
  return { auto: `autoLUT${lead}`, center: `lut${lead}c`, width: `lut${lead}w` };
}

/**
 * The window of a side. An automatic one comes from the side's own image; with synchLUTs both sides take the left image's (the
 * right one's while nothing is on the left), so that equal values look equal.
 */
export function synchroWindow(
  params: Params,
  side: Side,
  ranges: Readonly<Record<Side, ValueRange | undefined>>,
): { readonly window: WindowLevel; readonly isAuto: boolean } {
  const lead = params.synchLUTs === true ? 1 : side;
  if (params[`autoLUT${lead}`] !== false) {
    const range = (params.synchLUTs === true ? (ranges[1] ?? ranges[2]) : ranges[side]) ?? { min: 0, max: 1 };
    return { window: windowOf(range), isAuto: true };
  }
  return {
    window: { center: numberOf(params, `lut${lead}c`, 0), width: numberOf(params, `lut${lead}w`, 1) },
    isAuto: false,
  };
}

/** The parameters after a side has got a window, or the automatic one (undefined): with synchLUTs those of both sides. */
export function withSynchroWindow(params: Params, side: Side, window: WindowLevel | undefined): Params {
  const sides = params.synchLUTs === true ? [1, 2] : [side];
  return Object.fromEntries(
    sides.flatMap((n): [string, ParamValue][] =>
      window
        ? [
            [`autoLUT${n}`, false],
            [`lut${n}c`, window.center],
            [`lut${n}w`, window.width],
          ]
        : [[`autoLUT${n}`, true]],
    ),
  );
}

/** The parameters after synchLUTs has been switched: switched on, the right side takes over the left side's window. */
export function withSynchLuts(params: Params, isOn: boolean): Params {
  if (!isOn) return { synchLUTs: false };
  return {
    synchLUTs: true,
    autoLUT2: params.autoLUT1 !== false,
    lut2c: numberOf(params, 'lut1c', 0),
    lut2w: numberOf(params, 'lut1w', 1),
  };
}
