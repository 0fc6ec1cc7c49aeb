import type { VoxelType } from '#src/image/volume.ts';
import { widen } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';

/** MeVisLab's modes, with the titles of its panel. */
export const modes = {
  Original: 'Original',
  Mask: 'Mask',
  InvMask: 'Inverted Mask',
  MaskedOriginal: 'Masked Original',
  MaskedOriginalOnWhite: 'Masked Original On White',
  MaskedOriginalInv: 'Masked Original Inverted',
  MaskOverOriginal: 'Mask Over Original',
  MaskInOriginal: 'Mask In Original',
  InvMaskInOriginal: 'Inverted Mask In Original',
} as const;

export type Mode = keyof typeof modes;

export const blendModes: readonly Mode[] = ['MaskOverOriginal', 'MaskInOriginal', 'InvMaskInOriginal'];

export const backgroundModes: readonly Mode[] = [
  'MaskedOriginal',
  'MaskedOriginalInv',
  'MaskInOriginal',
  'InvMaskInOriginal',
];

/** The modes that write the maximum of the whole image. */
export function needsRange(mode: Mode): boolean {
  return mode === 'MaskedOriginalOnWhite' || mode === 'MaskOverOriginal';
}

/** The type of the result, wide enough for the background; a blend is a float, since it gives fractions. */
export function outputType(mode: Mode, type: VoxelType, background: number): VoxelType {
  switch (mode) {
    case 'Original':
    case 'MaskedOriginalOnWhite':
      return type;
    case 'Mask':
    case 'InvMask':
      return 'uint8';
    case 'MaskedOriginal':
    case 'MaskedOriginalInv':
      return widen(type, [background]);
    case 'MaskOverOriginal':
    case 'MaskInOriginal':
    case 'InvMaskInOriginal':
      return floatTypeFor(type);
    default:
      return mode satisfies never;
  }
}
