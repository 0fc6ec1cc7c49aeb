import { sliceTexts } from '#src/app/texts/slices.ts';
import { unitTexts } from '#src/app/texts/units.ts';

/**
 * The length of a ruler, mm, for a view that shows `scale` CSS pixels per mm: the longest of 1, 2, 5, 10, 20, 50 ... (also below
 * 1 mm) that is at most `maxPixels` long. Undefined for a scale of 0.
 */
export function rulerLength(scale: number, maxPixels: number): number | undefined {
  const most = maxPixels / scale;
  if (!Number.isFinite(most) || !(most > 0)) return undefined;
  const power = 10 ** Math.floor(Math.log10(most));
  const lead = most / power;
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

/** "50 mm", "10 cm", "0.5 mm". */
export function rulerText(mm: number): string {
  return mm >= 100
    ? sliceTexts.annotations.centimetres(Number((mm / 10).toPrecision(6)))
    : unitTexts.millimetres(Number(mm.toPrecision(6)));
}
