import { sizeText } from '#src/image/affine.ts';
import type { Affine, Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { type Channel, channelType, componentOf } from '#src/kernels/colourChannel.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';

/** What the header of a picture, or of a stack of them, declares, in the words of all formats. */
export interface PictureFacts {
  /** Pixels along i and j, and pictures along k. */
  readonly size: Vec3;
  /** Values of a pixel: 1 grey, 2 grey and alpha, 3 red, green, blue, 4 with alpha. */
  readonly components: number;
  readonly stored: VoxelType;
  /** Distances in mm, as far as the file says them in a unit of length. */
  readonly spacing?: readonly (number | undefined)[];
}

/** What is read of a picture. */
export interface PicturePlan extends PictureFacts {
  readonly channel: Channel;
  /** Type in memory. */
  readonly type: VoxelType;
  readonly affine: Affine;
}

/**
 * What is read of a picture: the chosen channel, luminance where none is, on a grid whose rows run to the patient's left and whose
 * columns run to the back, as ITK places pictures: so viewers show it as viewers of photographs do, and voxel (i, j, k) is array[k, j, i].
 * What no unit of length is known of is 1 mm, with a warning. Throws, with the values, where there is no such channel, and when the picture asks for
 * more than the limits.
 */
export function planPicture(
  facts: PictureFacts,
  channel: Channel | undefined,
  name: string,
  limits: Limits,
  warn: (sentence: string) => void,
): PicturePlan {
  const { size, components, stored } = facts;
  if (!size.every((n) => Number.isSafeInteger(n) && n >= 1)) {
    throw new Error(
      `${name} declares ${sizeText(size)} pixels, and each number must be at least 1: the file is damaged`,
    );
  }
  const chosen = channel ?? 'luminance';
  requireChannel(chosen, components, name);
  const type = channelType(chosen, stored);
  const bytes = size[0] * size[1] * size[2] * voxelTypes[type].bytes;
  if (!Number.isSafeInteger(bytes) || bytes > limits.imageBytes) {
    throw new Error(
      `${name} declares ${sizeText(size)} pixels, ${bytesText(bytes)} as ${type}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: crop or downsample it first${orRaise('imageBytes', bytes)}`,
    );
  }
  return { ...facts, channel: chosen, type, affine: pictureAffine(facts, name, warn) };
}

/** Throws a sentence where pixels of so many values have no such channel. */
export function requireChannel(channel: Channel, components: number, name: string): void {
  if (componentOf(channel, components) !== undefined || (components >= 3 && channel !== 'alpha')) return;
  const has = ['one value a voxel', 'grey and alpha', 'red, green and blue'][components - 1];
  throw new Error(`${name} has ${has}, and no ${channel}: choose another channel (Automatic gives its values)`);
}

function pictureAffine({ spacing = [], size }: PictureFacts, name: string, warn: (sentence: string) => void): Affine {
  const [x, y, z] = spacing;
  if (x === undefined || y === undefined) {
    warn(`${name} does not say how large its pixels are: they are placed 1 mm apart`);
  } else if (z === undefined && size[2] > 1) {
    warn(`${name} does not say how far apart its ${size[2]} pictures lie: they are placed 1 mm apart`);
  }
  return [-(x ?? 1), 0, 0, 0, 0, -(y ?? 1), 0, 0, 0, 0, z ?? 1, 0, 0, 0, 0, 1];
}

/**
 * The distance of pixels in mm from their number a unit of length (mm); undefined where it is none, and for 72 and 96 an inch, which
 * programs write of any picture for a screen.
 */
export function pixelDistance(pixels: number, unit: number): number | undefined {
  const distance = unit / pixels;
  const perInch = Math.round((25.4 / distance) * 10) / 10;
  return distance > 0 && Number.isFinite(distance) && ![72, 96].includes(perInch) ? distance : undefined;
}

/**
 * Where i and j run in the picture that is to be shown, by the orientation of Exif and TIFF (tag 0x112): along its rows (x) or
 * its columns (y), from left and top or from right and bottom.
 */
const turns = [
  [
    ['x', 1],
    ['y', 1],
  ],
  [
    ['x', -1],
    ['y', 1],
  ],
  [
    ['x', -1],
    ['y', -1],
  ],
  [
    ['x', 1],
    ['y', -1],
  ],
  [
    ['y', 1],
    ['x', 1],
  ],
  [
    ['y', 1],
    ['x', -1],
  ],
  [
    ['y', -1],
    ['x', -1],
  ],
  [
    ['y', -1],
    ['x', 1],
  ],
] as const;

/**
 * The grid of a picture that is to be shown turned, as a camera has noted it: the picture then stands upright in a viewer, though its pixels
 * stay as they are stored. One turned by a quarter lies on its side there, and `warn` says so. An orientation that is none is passed over.
 */
export function turnedGrid(
  affine: Affine,
  orientation: number,
  name: string,
  warn: (sentence: string) => void,
): Affine {
  const turn = turns[orientation - 1];
  if (orientation === 1 || !turn) return affine;
  if (orientation >= 5) {
    warn(
      `${name} is to be shown turned by a quarter (orientation ${orientation}): its pixels are read as they are stored, and lie on ` +
        'their side in a viewer',
    );
  }
  const result = affine.slice();
  const distances = [affine[0], affine[5]];
  for (const [axis, [along, sign]] of turn.entries()) {
    result[axis] = along === 'x' ? sign * distances[axis] : 0;
    result[4 + axis] = along === 'y' ? sign * distances[axis] : 0;
  }
  return result;
}
