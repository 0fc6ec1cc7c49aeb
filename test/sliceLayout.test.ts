import { describe, expect, it } from 'vitest';
import { sliceGeometry } from '#src/app/viewers/sliceGeometry.ts';
import { sliceLayout } from '#src/image/sliceLayout.ts';
import type { Affine } from '#src/image/volume.ts';

/** The 48 ways to store a grid along the axes of the patient. */
const grids: Affine[] = [];
for (const order of [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]) {
  for (let signs = 0; signs < 8; signs++) {
    const affine = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    for (let axis = 0; axis < 3; axis++) affine[4 * order[axis] + axis] = signs & (1 << axis) ? -1 : 1;
    grids.push(affine);
  }
}

describe('sliceLayout', () => {
  it('lays stored slices out as the 2D viewers do', () => {
    for (const affine of grids) {
      const { iRight, jDown } = sliceGeometry({ size: [2, 3, 4], affine });
      expect(sliceLayout(affine, 2)).toEqual({ across: 0, down: 1, acrossSign: iRight, downSign: jDown });
    }
  });

  it('lays slices across i and j upright, however they are stored', () => {
    for (const affine of grids) {
      for (const axis of [0, 1]) {
        const { across, down, acrossSign, downSign } = sliceLayout(affine, axis);
        const towards = (index: number, sign: number) =>
          [0, 1, 2].map((row) => affine[4 * row + index] * sign || 0).join();
        const cut = towards(axis, 1).replace('-', '');
        const [left, posterior, inferior] = ['-1,0,0', '0,-1,0', '0,0,-1'];
        const expected = { '0,0,1': [left, posterior], '0,1,0': [left, inferior], '1,0,0': [posterior, inferior] }[cut];
        expect([towards(across, acrossSign), towards(down, downSign)]).toEqual(expected);
      }
    }
  });
});
