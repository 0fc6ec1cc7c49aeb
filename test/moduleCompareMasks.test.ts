import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import CompareMasks from '#modules/CompareMasks/index.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { cropBitmask } from '#src/kernels/cropBitmask.ts';
import { surfaceDistances } from '#src/kernels/surfaceDistances.ts';
import { surfaceVoxels } from '#src/kernels/surfaceVoxels.ts';
import { askPython, hasPython } from './askPython.ts';
import { anyMask, type ByteMask, bytesOf, drawn, packed } from './naive/masks.ts';
import { recordingContext } from './runModule.ts';

const defaults = { distances: true } as const;

function mask(text: string): Volume {
  const { size, bytes } = drawn(text);
  return { size, affine: [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 5, 0, 0, 0, 0, 1], voxels: bytes };
}

/** The voxels at which a mask ends, as indices. */
function surfaceOf({ size: [ni, nj, nk], bytes }: ByteMask): Vec3[] {
  const at = (i: number, j: number, k: number) =>
    i >= 0 && j >= 0 && k >= 0 && i < ni && j < nj && k < nk ? bytes[i + ni * (j + nj * k)] : 0;
  const found: Vec3[] = [];
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      for (let i = 0; i < ni; i++) {
        const inner = at(i - 1, j, k) & at(i + 1, j, k) & at(i, j - 1, k) & at(i, j + 1, k) & at(i, j, k - 1);
        if (at(i, j, k) === 1 && (inner & at(i, j, k + 1)) === 0) found.push([i, j, k]);
      }
    }
  }
  return found;
}

function nearest([i, j, k]: Vec3, others: readonly Vec3[], [si, sj, sk]: Vec3): number {
  return Math.min(...others.map(([a, b, c]) => Math.hypot((i - a) * si, (j - b) * sj, (k - c) * sk)));
}

describe('CompareMasks', () => {
  test('shares, volumes and distances of two strips side by side', async () => {
    const [input0, input1] = [mask('####..\n......'), mask('..##..\n..##..')];
    const found = await CompareMasks.run({ input0, input1 }, defaults, recordingContext());
    // Four voxels and four, two of them common; a voxel of 2 x 3 x 5 mm is 0.03 ml.
    expect(found).toMatchObject({ dice: 0.5, jaccard: 1 / 3, sensitivity: 0.5, precision: 0.5 });
    expect(found.volume).toBeCloseTo(0.12, 12);
    // From the mask 4, 2, 0, 0 mm; from the reference 0, 0, 3, 3 mm. Ranks of 95 %: 6.65 of 0 0 0 0 2 3 3 4.
    expect(found.hausdorff).toBe(4);
    expect(found.hausdorff95).toBeCloseTo(3.65, 12);
    expect(found.meanDistance).toBe(1.5);
  });

  test('a mask equals itself', async () => {
    const input0 = mask('##.\n.#.');
    const found = await CompareMasks.run({ input0, input1: input0 }, defaults, recordingContext());
    expect(found).toMatchObject({ dice: 1, jaccard: 1, hausdorff: 0, hausdorff95: 0, meanDistance: 0 });
  });

  test('an empty mask has no distances, and says so', async () => {
    const context = recordingContext();
    const [input0, input1] = [mask('..'), mask('#.')];
    const found = await CompareMasks.run({ input0, input1 }, defaults, context);
    expect(found).toMatchObject({ dice: 0, precision: Number.NaN, hausdorff: Number.NaN });
    expect(context.warnings).toEqual(['The mask is empty, so there are no distances']);
  });

  test('masks of different grids are refused by both names', () => {
    const inputs = { input0: mask('.#'), input1: mask('.#.') };
    expect(() => CompareMasks.run(inputs, defaults, recordingContext())).toThrow(
      'Mask (2×1×1) and Reference (3×1×1) lie on different grids',
    );
  });

  const script = `
import sys, json, numpy as np, nibabel as nib
from scipy.ndimage import distance_transform_edt, binary_erosion, generate_binary_structure
from skimage.metrics import hausdorff_distance
a, b = [nib.load(p) for p in sys.argv[1:3]]
spacing = a.header.get_zooms()[:3]
a, b = [np.asarray(m.dataobj) > 0 for m in (a, b)]
def surface(m): return m ^ binary_erosion(m, structure=generate_binary_structure(3, 1), iterations=1)
def toward(m, r): return distance_transform_edt(~surface(r), sampling=spacing)[surface(m)]
d1, d2 = toward(a, b), toward(b, a)
print(json.dumps([2 * (a & b).sum() / (a.sum() + b.sum()), (a & b).sum() / (a | b).sum(), max(d1.max(), d2.max()),
  np.percentile(np.hstack((d1, d2)), 95), np.mean((d1.mean(), d2.mean()))]))
scaled = hausdorff_distance(surface(a), surface(b))
print(json.dumps(float(scaled)))
`;
  test.runIf(hasPython('skimage', 'CompareMasks'))('equals scipy and scikit-image', async () => {
    const size: Vec3 = [23, 19, 17];
    const ball = (ci: number, cj: number, ck: number, radius: number) =>
      Uint8Array.from({ length: 23 * 19 * 17 }, (_, n) =>
        Math.hypot((n % 23) - ci, (Math.floor(n / 23) % 19) - cj, Math.floor(n / 437) - ck) <= radius ? 1 : 0,
      );
    const affine = [1.5, 0, 0, 0, 0, 0.75, 0, 0, 0, 0, 2.5, 0, 0, 0, 0, 1];
    const [input0, input1] = [ball(9, 9, 8, 7.3), ball(13, 8, 9, 5.1)].map((voxels) => ({ size, affine, voxels }));
    const files = [input0, input1].map((one, n) => [`${n}.nii`, writeNifti(one)] as const);
    const [expected, inVoxels] = askPython(script, files) as [number[], number];
    const found = await CompareMasks.run({ input0, input1 }, defaults, recordingContext());
    const measures = [found.dice, found.jaccard, found.hausdorff, found.hausdorff95, found.meanDistance];
    for (const [n, value] of measures.entries()) expect(value).toBeCloseTo(expected[n], 10);
    const cube = [input0, input1].map((one) => ({ ...one, affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }));
    const plain = await CompareMasks.run({ input0: cube[0], input1: cube[1] }, defaults, recordingContext());
    expect(plain.hausdorff).toBeCloseTo(inVoxels, 10);
  });
});

test('surfaces and their distances are those of voxels looked at one by one', () => {
  const spacing: Vec3 = [1.5, 0.75, 2];
  const other = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(anyMask(5, 40), other, (first, seed) => {
      const bytes = first.bytes.map((byte, n) => ((n * 31 + seed) % 7 < 2 ? 1 - byte : byte));
      const second = { size: first.size, bytes };
      const [a, b] = [surfaceOf(first), surfaceOf(second)];
      const plane = first.size[0] * first.size[1];
      const places = a.map(([i, j, k]) => i + first.size[0] * j + plane * k);
      const found = bytesOf(surfaceVoxels(packed(first)));
      expect([...found.keys()].filter((n) => found[n] === 1)).toEqual(places);
      if (a.length === 0 || b.length === 0 || a.length * b.length > 40_000) return;
      const { fromFirst, fromSecond } = surfaceDistances(packed(first), packed(second), spacing);
      for (const [n, voxel] of a.entries()) expect(fromFirst[n]).toBeCloseTo(nearest(voxel, b, spacing), 9);
      for (const [n, voxel] of b.entries()) expect(fromSecond[n]).toBeCloseTo(nearest(voxel, a, spacing), 9);
    }),
    { numRuns: 60 },
  );
});

test('a cropped mask holds the voxels of its extent', () => {
  fc.assert(
    fc.property(anyMask(4, 100), fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }), (whole, at) => {
      const ends = whole.size.map((n, axis) => [at[axis] % n, at[axis + 3] % n].toSorted((a, b) => a - b));
      const [[i0, i1], [j0, j1], [k0, k1]] = ends;
      const found = bytesOf(cropBitmask(packed(whole), { start: [i0, j0, k0], end: [i1, j1, k1] }));
      const expected: number[] = [];
      for (let k = k0; k <= k1; k++) {
        for (let j = j0; j <= j1; j++) {
          const row = whole.size[0] * (j + whole.size[1] * k);
          expected.push(...whole.bytes.subarray(row + i0, row + i1 + 1));
        }
      }
      expect([...found]).toEqual(expected);
    }),
  );
});
