import { unitTexts } from './texts/units.ts';

/** "1.5 MiB" */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < unitTexts.bytes.length - 1) {
    value /= 1024;
    unit++;
  }
  return unitTexts.size(value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1), unitTexts.bytes[unit]);
}

/** "12 ms", "3.4 s" */
export function durationText(ms: number): string {
  if (ms < 0.95) return unitTexts.lessThanMillisecond;
  return ms < 1000 ? unitTexts.milliseconds(Math.round(ms)) : unitTexts.seconds((ms / 1000).toFixed(1));
}

/** A number as people read it: at most six significant digits. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(6)));
}
