import { expect, it } from 'vitest';
import { smallPicture } from './smallPicture.ts';

/** RAS+ voxels of 1 × 2 mm: patient's right is on the left of a picture, and anterior at its top. */
const slice = {
  size: [4, 2, 1] as const,
  affine: [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  voxels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
};

it('lies as the viewers lay it out, in the proportions of millimetres', () => {
  const picture = smallPicture(slice, 4);
  expect(picture).toMatchObject({ width: 4, height: 4 });
  expect([...(picture?.voxels ?? [])]).toEqual([8, 7, 6, 5, 8, 7, 6, 5, 4, 3, 2, 1, 4, 3, 2, 1]);
});

it('is never empty, however flat the image', () => {
  const flat = { ...slice, size: [8, 1, 1] as const, affine: slice.affine.with(0, 1000) };
  expect(smallPicture(flat, 4)).toMatchObject({ width: 4, height: 1 });
});

it('is none of an image whose matrix does not tell how it lies', () => {
  expect(smallPicture({ ...slice, affine: slice.affine.with(0, 0) })).toBeUndefined();
});
