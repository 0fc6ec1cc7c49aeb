import { expect, it } from 'vitest';
import { seededRandom } from '#src/image/seededRandom.ts';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { emptyBitmask, releaseBitmasks, sliceMask } from '#src/kernels/bitmask.ts';
import { flagVoxels } from '#src/kernels/flagVoxels.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import { band } from '#src/kernels/voxelRule.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];
const length = 70_001;

it.each(types)('a mask of %s voxels is the same where it is written over them', (type) => {
  const random = seededRandom(3);
  const voxels = new voxelArrays[type](length);
  for (let n = 0; n < length; n++) voxels[n] = 128 * random();
  const flag = (source = voxels.slice(), target = new Uint8Array(source.buffer, 0, length)) => {
    flagVoxels(source, target, band(30, 90));
    return target;
  };
  const apart = flag(voxels, new Uint8Array(length));
  expect(Buffer.compare(flag(), apart)).toBe(0);
  expect(Buffer.compare(withoutSimd(flag), apart)).toBe(0);
});

it('a mask is unpacked over whatever lies there', () => {
  const mask = packForeground(Uint8Array.of(0, 1, 1, 0), [4, 1, 1]);
  const unpacked = () => {
    const voxels = new Uint8Array(4).fill(7);
    unpackInto(mask, voxels);
    return [...voxels];
  };
  expect(unpacked()).toEqual([0, 1, 1, 0]);
  expect(withoutSimd(unpacked)).toEqual([0, 1, 1, 0]);
});

it('a released mask gives its memory, emptied, to one other mask, and one that is a part of another gives none', () => {
  const old = emptyBitmask([64, 3, 2]);
  old.words.fill(-1);
  releaseBitmasks(sliceMask(old, { start: 0, end: 1 }), old, old);
  const next = emptyBitmask([32, 6, 2]);
  expect(next.words).toBe(old.words);
  expect(next.words.every((word) => word === 0)).toBe(true);
  expect(emptyBitmask([64, 3, 2]).words).not.toBe(old.words);
  expect(emptyBitmask([64, 3, 1]).words.buffer).not.toBe(old.words.buffer);
});
