import { volumeTexts } from '#src/app/texts/volume.ts';
import type { Volume } from '#src/image/volume.ts';
import type { ColourPoint, OpacityPoint, TransferFunction } from './transferFunction.ts';
import type { ValueRange } from './valueRange.ts';

/** The presets with transfer functions of their own; the others follow the window. */
export type TransferPreset = 'CT_AAA' | 'CT_BONE' | 'CT_LUNG' | 'MR_DEFAULT';

interface PresetTable {
  /** What the values of the points are: Hounsfield units, or parts of the image's own range. */
  readonly scale: 'HU' | 'range';
  readonly opacity: readonly OpacityPoint[];
  readonly colour: readonly ColourPoint[];
}

/** In the manner of 3D Slicer's presets of these names, with points of our own. */
const tables: Readonly<Record<TransferPreset, PresetTable>> = {
  CT_AAA: {
    scale: 'HU',
    opacity: [
      [-1000, 0],
      [135, 0],
      [175, 0.12],
      [260, 0.45],
      [600, 0.75],
      [3000, 0.85],
    ],
    colour: [
      [-1000, [0, 0, 0]],
      [130, [0.42, 0.1, 0.06]],
      [190, [0.72, 0.2, 0.13]],
      [280, [0.9, 0.55, 0.38]],
      [450, [0.98, 0.88, 0.74]],
      [3000, [1, 1, 1]],
    ],
  },
  CT_BONE: {
    scale: 'HU',
    opacity: [
      [-1000, 0],
      [150, 0],
      [230, 0.06],
      [420, 0.5],
      [1300, 0.85],
      [3000, 0.95],
    ],
    colour: [
      [-1000, [0, 0, 0]],
      [150, [0.55, 0.32, 0.22]],
      [300, [0.8, 0.62, 0.44]],
      [600, [0.94, 0.87, 0.72]],
      [1500, [1, 0.98, 0.93]],
      [3000, [1, 1, 1]],
    ],
  },
  CT_LUNG: {
    scale: 'HU',
    opacity: [
      [-1000, 0],
      [-930, 0],
      [-860, 0.012],
      [-700, 0.03],
      [-520, 0.09],
      [-380, 0.03],
      [-250, 0],
      [3000, 0],
    ],
    colour: [
      [-1000, [0.1, 0.2, 0.35]],
      [-850, [0.35, 0.55, 0.8]],
      [-650, [0.75, 0.72, 0.78]],
      [-480, [0.9, 0.5, 0.42]],
      [-250, [0.95, 0.85, 0.75]],
    ],
  },
  MR_DEFAULT: {
    scale: 'range',
    opacity: [
      [0, 0],
      [0.12, 0],
      [0.25, 0.06],
      [0.5, 0.22],
      [0.8, 0.45],
      [1, 0.6],
    ],
    colour: [
      [0, [0, 0, 0]],
      [0.15, [0.2, 0.09, 0.05]],
      [0.4, [0.62, 0.4, 0.3]],
      [0.7, [0.92, 0.8, 0.68]],
      [1, [1, 1, 1]],
    ],
  },
};

/** The Hounsfield units that stand for the range of an image that is not in them: air to compact bone. */
const mappedUnits: ValueRange = { min: -1000, max: 1000 };

/** A preset for an image, in its own values. */
export interface PresetTransfer extends TransferFunction {
  /** What was done to make the preset fit, in a sentence; undefined when its values are those of the image. */
  readonly remark?: string;
}

/**
 * The transfer function of a preset for an image of a unit and a range. Hounsfield units are taken as they are where the image
 * has them; of other images the range stands for -1000 to 1000 HU, which the remark says.
 */
export function presetTransfer(preset: TransferPreset, unit: string | undefined, range: ValueRange): PresetTransfer {
  const { scale, opacity, colour } = tables[preset];
  if (scale === 'HU' && unit === 'HU') return { opacity, colour };
  const from = scale === 'HU' ? mappedUnits : { min: 0, max: 1 };
  const gain = (range.max - range.min) / (from.max - from.min);
  const map = (value: number) => range.min + (value - from.min) * gain;
  return {
    opacity: opacity.map(([value, part]) => [map(value), part]),
    colour: colour.map(([value, part]) => [map(value), part]),
    remark:
      scale === 'HU'
        ? volumeTexts.opacity.notHounsfield(shortNumber(range.min), shortNumber(range.max))
        : volumeTexts.opacity.fitted(shortNumber(range.min), shortNumber(range.max)),
  };
}

/** The unit of the values of an image, as far as it is known. */
export function unitOf(volume: Volume | undefined): string | undefined {
  return volume?.meta?.unit;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A transfer function moved along the values. */
export function shiftedTransfer({ opacity, colour }: TransferFunction, shift: number): TransferFunction {
  if (shift === 0) return { opacity, colour };
  return {
    opacity: opacity.map(([value, part]) => [value + shift, part]),
    colour: colour.map(([value, part]) => [value + shift, part]),
  };
}
