import { identity } from '#src/image/affine.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { randomNumbers } from './naive/masks.ts';

const size: Vec3 = [29, 23, 5];

/** A ball in a slope, with noise; its values do not repeat, so that no order hangs on ties. */
function values(): Float32Array {
  const random = randomNumbers(7);
  return Float32Array.from({ length: size[0] * size[1] * size[2] }, (_, n) => {
    const [i, j, k] = [n % size[0], Math.floor(n / size[0]) % size[1], Math.floor(n / (size[0] * size[1]))];
    return (Math.hypot(i - 13, j - 11, 2 * (k - 2)) < 8 ? 120 : 20) + 2 * i + j + 25 * random();
  });
}

const floats: Volume = { size, affine: identity, voxels: values() };
const integers: Volume = { ...floats, voxels: Int16Array.from(values(), (value) => Math.round(value) - 60) };
const mask: Volume = { ...floats, voxels: Uint8Array.from(values(), (value) => (value > 130 ? 1 : 0)) };
/** Images on which our filters and those of others are compared. */
export const images = { floats, integers, mask };
