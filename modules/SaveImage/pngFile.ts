import { type GreyPicture, writePng } from '#src/formats/writePng.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { type SliceChoice, type SlicePicture, slicePicture } from './slicePicture.ts';

/** How values become grey: as they are where that is possible, or by a window. */
export interface GreyChoice {
  readonly grey: 'exact' | 'window';
  /** The values that become black and white are half a width below and above the level. */
  readonly level: number;
  readonly width: number;
}

/**
 * A slice or a montage as a PNG picture. Exact: whole numbers of 0 and 1 are written as one bit, up to 255 as 8 bits, up to 65535 as 16 bits,
 * each as it is. What does not fit is spread over 0 to 255 from its smallest to its largest value, and `warn` says so. By a
 * window: the value at its lower end and below is 0, at its upper end and above 255, between them rounded to the nearest.
 */
export async function pngFile(
  image: Volume,
  slices: SliceChoice,
  choice: GreyChoice,
  warn: (sentence: string) => void,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const picture = slicePicture(image, slices);
  const { width, height, spacing } = picture;
  return writePng({ width, height, spacing, ...samplesOf(picture, choice, warn) });
}

function samplesOf(
  picture: SlicePicture,
  choice: GreyChoice,
  warn: (sentence: string) => void,
): Pick<GreyPicture, 'depth' | 'samples'> {
  const { values } = picture;
  if (choice.grey === 'window') {
    if (!(choice.width > 0))
      throw new Error(`A window of width ${choice.width} shows nothing: give it a width above 0`);
    return windowed(picture, choice.level - choice.width / 2, choice.level + choice.width / 2);
  }
  const { min, max, isWhole, notFinite } = rangeOf(values);
  if (isWhole && min >= 0 && max <= 65535) {
    const samples = new (max <= 255 ? Uint8Array : Uint16Array)(values.length);
    samples.set(values);
    return { depth: max <= 1 ? 1 : max <= 255 ? 8 : 16, samples };
  }
  const rest = notFinite > 0 ? `, and ${notFinite} of its values are no numbers, which are black or white` : '';
  warn(
    `A PNG picture holds whole numbers of 0 to 65535, and this one has ${isWhole ? '' : 'fractions '}from ${min} to ${max}${rest}: ` +
      `${min} is written as 0 and ${max} as 255. Choose a window, or another format to keep the values`,
  );
  return windowed(picture, min, max);
}

/** 8 bits; NaN is black, and so is what no slice fills. */
function windowed({ values, filled }: SlicePicture, low: number, high: number): Pick<GreyPicture, 'depth' | 'samples'> {
  const samples = new Uint8Array(values.length);
  const range = high > low ? high - low : Infinity;
  for (let n = 0; n < values.length; n++) {
    const grey = Math.round(((values[n] - low) * 255) / range);
    if (filled?.[n] === 0) continue;
    samples[n] = Math.min(255, Math.max(0, grey || 0));
  }
  return { depth: 8, samples };
}

/** The range of the finite values. */
function rangeOf(values: Voxels) {
  let [min, max, isWhole, notFinite] = [Infinity, -Infinity, true, 0];
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    if (!Number.isFinite(value)) {
      notFinite++;
      isWhole = false;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
  }
  return notFinite === values.length ? { min: 0, max: 0, isWhole, notFinite } : { min, max, isWhole, notFinite };
}
