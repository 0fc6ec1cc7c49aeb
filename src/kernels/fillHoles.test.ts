import { describe, expect, it } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { copyBitmask } from './bitmask.ts';
import { fillHoles } from './fillHoles.ts';
import { packForeground } from './pack.ts';

const size: Vec3 = [71, 9, 8];

/** A solid block with one tunnel, a voxel wide, that runs to and fro along i and j and climbs along k, from a face or not quite. */
function maze(isOpen: boolean): Uint8Array {
  const [ni, nj, nk] = size;
  const voxels = new Uint8Array(ni * nj * nk).fill(1);
  const dig = (i: number, j: number, k: number) => {
    voxels[i + ni * (j + nj * k)] = 0;
  };
  for (let k = 1; k < nk - 1; k += 2) {
    for (let j = 1; j < nj - 1; j += 2) {
      for (let i = 1; i < ni - 1; i++) dig(i, j, k);
      if (j + 2 < nj - 1) dig(j % 4 === 1 ? ni - 2 : 1, j + 1, k);
    }
    if (k + 2 < nk - 1) dig(k % 4 === 1 ? 1 : ni - 2, k % 4 === 1 ? nj - 2 : 1, k + 1);
  }
  if (isOpen) dig(1, 1, 0);
  return voxels;
}

describe('fillHoles', () => {
  it('leaves a tunnel through the whole volume open when its end is open, and fills it when it is not', () => {
    const open = packForeground(maze(true), size);
    expect(fillHoles(open)).toEqual(open);
    const closed = packForeground(maze(false), size);
    expect(fillHoles(closed)).toEqual(packForeground(new Uint8Array(71 * 9 * 8).fill(1), size));
  });

  it('does not change the mask it is given', () => {
    const mask = packForeground(maze(false), size);
    const before = copyBitmask(mask);
    fillHoles(mask);
    expect(mask).toEqual(before);
  });
});
