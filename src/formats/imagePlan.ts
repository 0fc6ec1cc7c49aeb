import { sizeText } from '#src/image/affine.ts';
import type { Affine, Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import type { Colours } from './colours.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';
import type { NiftiLayout } from './niftiLayout.ts';
import type { StoredType } from './niftiTypes.ts';
import { chosenFrame } from './readChoice.ts';

/** How the voxels are packed in the file: as they are, as numbers in words, or compressed. */
export type Packing = 'raw' | 'text' | 'gzip' | 'zlib';

/** What a header declares, judged, for all formats that are a header and voxels in order, i fastest. */
export interface ImagePlan extends NiftiLayout {
  readonly affine: Affine;
  readonly littleEndian: boolean;
  readonly packing: Packing;
  /** Bytes of the file before the (packed) voxels; `start` counts in what is unpacked from there on. */
  readonly offset: number;
  /** The raw voxels are the last bytes of the file, whatever comes before them. */
  readonly fromEnd?: boolean;
  /** Bytes of the file that the (packed) voxels take, where the header says so. */
  readonly length?: number;
  /** The name of the file that holds the voxels, where it is not the header's. */
  readonly dataFile?: string;
}

/**
 * The part of a plan that follows from size and type alone. Both come from a file and are checked here, in whole safe numbers. Axes
 * beyond the third count images, the last of them slowest.
 */
export function planVoxels(
  declared: readonly number[],
  stored: StoredType,
  name: string,
  limits: Limits,
  chosen: number | undefined,
  colours?: Colours,
): Pick<ImagePlan, 'size' | 'stored' | 'type' | 'colours' | 'start' | 'bytes' | 'scale' | 'frames' | 'frame'> {
  const { size, frames } = sizeOf(declared, name);
  const type = colours?.type ?? typeInMemory(stored);
  const count = size[0] * size[1] * size[2];
  const bytes = count * bytesOf(stored) * (colours?.components ?? 1);
  const most = Math.max(bytes, count * voxelTypes[type].bytes);
  if (!Number.isSafeInteger(bytes * frames) || most > limits.imageBytes) {
    throw new Error(
      `${name} declares ${sizeText(size)} voxels, ${bytesText(most)} as ${stored}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: crop or downsample it first${orRaise('imageBytes', most)}`,
    );
  }
  const frame = chosenFrame(frames, declared, chosen, name);
  return { size, stored, type, colours, start: frame * bytes, bytes, scale: undefined, frames, frame };
}

/** Bytes of one stored voxel. */
export function bytesOf(stored: StoredType): number {
  return stored === 'int64' || stored === 'uint64' ? 8 : voxelTypes[stored].bytes;
}

/** 64-bit integers start as 32-bit ones, and widen if they must. */
function typeInMemory(stored: StoredType): VoxelType {
  if (stored === 'int64') return 'int32';
  return stored === 'uint64' ? 'uint32' : stored;
}

function sizeOf(declared: readonly number[], name: string): { readonly size: Vec3; readonly frames: number } {
  if (declared.length === 0 || !declared.every((n) => Number.isSafeInteger(n) && n >= 1)) {
    throw new Error(
      `${name} declares ${declared.join('×') || 'no'} voxels, and each number must be whole and at least 1: the header is damaged`,
    );
  }
  const [i, j = 1, k = 1, ...further] = declared;
  return { size: [i, j, k], frames: further.reduce((product, n) => product * n, 1) };
}
