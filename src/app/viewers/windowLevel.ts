import type { ValueRange } from './valueRange.ts';

/** The window of a grey picture: values center - width/2 and below are black, center + width/2 and above white. */
export interface WindowLevel {
  readonly center: number;
  readonly width: number;
}

/** A drag over this many CSS pixels changes the window by the whole range of the image's values. */
const pixelsPerRange = 300;

/**
 * The window after a drag of dx, dy CSS pixels that began at `start`: to the right widens it, down raises its center (the
 * picture darkens). The gain comes from the image's own range, so a mask of 0 and 1 and a CT react alike. The values are
 * rounded to a hundredth of what one pixel changes, which keeps documents short; the width stays above a thousandth of the
 * range and the center within one range of the image's values.
 */
export function draggedWindow(start: WindowLevel, dx: number, dy: number, range: ValueRange): WindowLevel {
  const span = range.max - range.min || 1;
  const gain = span / pixelsPerRange;
  const grain = 10 ** Math.floor(Math.log10(gain) - 1);
  const center = Math.min(range.max + span, Math.max(range.min - span, start.center + dy * gain));
  const width = Math.max(span / 1000, start.width + dx * gain);
  return { center: roundTo(center, grain), width: Math.max(grain, roundTo(width, grain)) };
}

/** Multiples of a power of ten; toPrecision drops the binary remainder (0.30000000000000004). */
function roundTo(value: number, grain: number): number {
  return Number((Math.round(value / grain) * grain).toPrecision(12));
}
