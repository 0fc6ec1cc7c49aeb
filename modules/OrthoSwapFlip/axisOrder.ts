import { axisCodes, toWorld } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import type { AxisOrder } from '#src/kernels/permuteAxes.ts';

/** The order of the axes that turns the voxels of an affine so that they run in the directions of three letters, such as "RAS". */
export function orderFor(affine: Affine, target: string): AxisOrder {
  const codes = axisCodes(affine);
  const pairs = ['RL', 'AP', 'SI'];
  const found = [...target].map((letter) => {
    const pair = pairs.find((both) => both.includes(letter)) ?? '';
    const axis = codes.findIndex((code) => pair.includes(code));
    return { axis, isFlipped: codes[axis] !== letter };
  });
  const [i, j, k] = found;
  return { axes: [i.axis, j.axis, k.axis], flips: [i.isFlipped, j.isFlipped, k.isFlipped] };
}

/** The size after the axes were put into another order. */
export function orderedSize(size: Vec3, { axes }: AxisOrder): Vec3 {
  return [size[axes[0]], size[axes[1]], size[axes[2]]];
}

/** The affine after that: every voxel keeps its place in the world. */
export function orderedAffine(affine: Affine, size: Vec3, { axes, flips }: AxisOrder): Affine {
  const first: [number, number, number] = [0, 0, 0];
  for (let n = 0; n < 3; n++) if (flips[n]) first[axes[n]] = size[axes[n]] - 1;
  const origin = toWorld(affine, first);
  const rows = [0, 1, 2].flatMap((row) => [
    ...axes.map((axis, n) => (flips[n] ? -affine[4 * row + axis] : affine[4 * row + axis]) + 0),
    origin[row],
  ]);
  return [...rows, 0, 0, 0, 1];
}
