import { expect, it } from 'vitest';
import { voxelArrays } from '#src/image/voxelType.ts';
import { percentilesOfVoxels } from '#src/kernels/summarizeValues.ts';
import { randomNumbers } from './naive/masks.ts';
import { withoutSimd } from './withoutSimd.ts';

const percents = [50, 0, 100, 5, 25.3, 75, 99.99];
const length = 65536 + 11;

it.each([
  ['float32', 'of any size, with NaN and infinities', 1e30],
  ['float32', 'near each other', 1e-3],
  ['int32', 'of any size', 2 ** 31],
  ['uint32', 'of any size', 2 ** 32],
] as const)('percentiles of %s %s are the same as WebAssembly and in TypeScript', (type, _what, reach) => {
  const random = randomNumbers(7);
  const from = type === 'uint32' ? 0 : -0.4;
  const voxels = voxelArrays[type].from(
    Array.from({ length }, () => Math.floor(1e9 * reach * (random() + from)) / 1e9),
  );
  let count = length;
  if (type === 'float32' && reach > 1) {
    const bits = new Uint32Array(voxels.buffer);
    // A NaN that begins as infinity does, two others, infinities and zeros of both signs.
    for (const [n, pattern] of [0x7f800001, 0x7fc00000, 0xffc00000, 0xff800000, 0x7f800000, 0, 0x80000000].entries()) {
      bits.fill(pattern, 500 * n, 500 * (n + 1));
    }
    count -= 1500;
  }
  const found = percentilesOfVoxels(voxels, count, percents);
  expect(found).toEqual(withoutSimd(() => percentilesOfVoxels(voxels, count, percents)));
});

it('of nothing but NaN percentiles are NaN', () => {
  expect(percentilesOfVoxels(new Float32Array(length).fill(Number.NaN), 0, [50])).toEqual([Number.NaN]);
});
