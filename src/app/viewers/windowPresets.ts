import { viewerTexts } from '#src/app/texts/viewers.ts';
import type { VolumeMeta } from '#src/image/volume.ts';
import type { ValueRange } from './valueRange.ts';
import type { WindowLevel } from './windowLevel.ts';

/** Windows in common use for CT, in Hounsfield units. */
export const ctPresets: readonly { readonly name: string; readonly window: WindowLevel }[] = [
  { name: viewerTexts.window.brain, window: { center: 40, width: 80 } },
  { name: viewerTexts.window.lung, window: { center: -600, width: 1500 } },
  { name: viewerTexts.window.bone, window: { center: 400, width: 1800 } },
  { name: viewerTexts.window.softTissue, window: { center: 40, width: 400 } },
  { name: viewerTexts.window.liver, window: { center: 60, width: 160 } },
];

/** Air and dense bone: the Hounsfield units that stand for the ends of the range of an image that has none. */
const mappedUnits: ValueRange = { min: -1000, max: 1000 };

/** The unit of an image's values: what it says itself, and Hounsfield units for CT. */
export function unitOf(meta: VolumeMeta | undefined): string | undefined {
  return meta?.unit ?? (meta?.modality === 'CT' ? 'HU' : undefined);
}

/** A window in Hounsfield units for an image whose values are none: -1000 HU becomes the lowest value of its range, 1000 HU the highest. */
export function mappedWindow({ center, width }: WindowLevel, range: ValueRange): WindowLevel {
  const scale = (range.max - range.min) / (mappedUnits.max - mappedUnits.min);
  return {
    center: Number((range.min + (center - mappedUnits.min) * scale).toPrecision(6)),
    width: Number((width * scale).toPrecision(6)),
  };
}
