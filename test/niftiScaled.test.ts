import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { readContext, sourceOf } from './sources.ts';

it('scales each voxel of a large image as it would alone, whatever its type and the scale', async () => {
  const scale = fc.oneof(
    fc.constantFrom(0.125, 2, -1, 0.1, 1e-3),
    fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e6), max: Math.fround(1e6) }),
  );
  const type = fc.constantFrom('uint8' as const, 'int8' as const, 'uint16' as const, 'int16' as const);
  const check = async (stored: 'uint8' | 'int8' | 'uint16' | 'int16', slope: number, intercept: number) => {
    // So many that every value of 16 bits is among them, and the last piece is no whole one.
    const size = [7, 10_007, 1] as const;
    const raw = new voxelArrays[stored](7 * 10_007);
    for (let n = 0; n < raw.length; n++) raw[n] = n * 17;
    const bytes = writeNifti({ size, affine, voxels: raw });
    const view = new DataView(bytes.buffer);
    view.setFloat32(112, slope, true);
    view.setFloat32(116, intercept, true);
    const { voxels } = await readNifti(sourceOf(bytes), readContext());
    expect(voxels.length).toBe(raw.length);
    const [a, b] = [view.getFloat32(112, true), view.getFloat32(116, true)];
    const isScaled = a !== 0 && !(a === 1 && b === 0);
    const round = voxelTypeOf(voxels) === 'float32' ? Math.fround : (value: number) => value;
    for (let n = 0; n < voxels.length; n++) {
      if (voxels[n] !== (isScaled ? round(raw[n] * a + b) : raw[n])) throw new Error(`Voxel ${n} is ${voxels[n]}`);
    }
  };
  await fc.assert(fc.asyncProperty(type, scale, scale, check), { numRuns: 40, seed: 5 });
});

it('keeps the sign of a zero where the scale has no intercept, as nibabel does', async () => {
  const bytes = writeNifti({ size: [3, 1, 1], affine, voxels: Float32Array.of(0, -0, 2) });
  new DataView(bytes.buffer).setFloat32(112, -2, true);
  const { voxels } = await readNifti(sourceOf(bytes), readContext());
  expect([...voxels]).toEqual([-0, 0, -4]);
});

it('gives a single slice the thickness of its qform, as nibabel does', async () => {
  const bytes = writeNifti({ size: [3, 2, 1], affine, voxels: new Uint8Array(6) });
  const view = new DataView(bytes.buffer);
  for (const [at, value] of [[40, 2], [252, 1], [254, 0]]) view.setInt16(at, value, true); // biome-ignore format: in rows
  for (const [axis, length] of [0.5, 0.75, 4].entries()) view.setFloat32(80 + 4 * axis, length, true);
  const { affine: found } = await readNifti(sourceOf(bytes), readContext());
  expect([found[0], found[5], found[10]]).toEqual([0.5, 0.75, 4]);
});

const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
