import type { VoxelType } from '#src/image/volume.ts';
import { smallestTypeFor, voxelTypes, widen } from '#src/image/voxelType.ts';
import type { Written } from '#src/kernels/thresholdStep.ts';

/** What Threshold can write, by MeVisLab's names and with the labels of its panel. */
export const writeOptions = {
  UserDef: 'User defined value',
  ImgMin: 'Image minimum',
  ImgMax: 'Image maximum',
  ImgOrig: 'Original value',
  ImgMaxMinusImgOrig: 'Image maximum minus original value',
} as const;

export type Write = keyof typeof writeOptions;

/** A choice of what to write, with the value that belongs to UserDef. */
export interface Choice {
  readonly write: Write;
  readonly user: number;
}

/** Whether a choice depends on the minimum or maximum of the whole image. */
export function needsRange({ write }: Choice): boolean {
  return write === 'ImgMin' || write === 'ImgMax' || write === 'ImgMaxMinusImgOrig';
}

/** The choice for an image whose values lie in `range`. */
export function writtenOf({ write, user }: Choice, range: { readonly min: number; readonly max: number }): Written {
  switch (write) {
    case 'UserDef':
      return { kind: 'constant', value: user };
    case 'ImgMin':
      return { kind: 'constant', value: range.min };
    case 'ImgMax':
      return { kind: 'constant', value: range.max };
    case 'ImgOrig':
      return { kind: 'original' };
    case 'ImgMaxMinusImgOrig':
      return { kind: 'mirrored', from: range.max };
    default:
      return write satisfies never;
  }
}

/**
 * The smallest type that holds every value that the choices can write for any image of a type: user values as they are, the
 * image's minimum, maximum and own values its type, and maximum - original, which is never negative and at most as large as
 * the type's range, the unsigned type of the same width.
 */
export function typeOfWritten(type: VoxelType, choices: readonly Choice[]): VoxelType {
  const users = choices.flatMap(({ write, user }) => (write === 'UserDef' ? [user] : []));
  const mirrors = choices.some(({ write }) => write === 'ImgMaxMinusImgOrig');
  const keeps = choices.some(({ write }) => write === 'ImgMin' || write === 'ImgMax' || write === 'ImgOrig');
  if (!mirrors && !keeps) return smallestTypeFor(users);
  const { integer, min, max } = voxelTypes[type];
  if (!mirrors || !integer) return widen(type, users);
  const mirrored = smallestTypeFor([0, max - min]);
  return widen(mirrored, keeps ? [...users, min, max] : users);
}
