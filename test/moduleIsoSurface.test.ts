import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import IsoSurface from '#modules/IsoSurface/index.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { identity, invert, toWorld } from '#src/image/affine.ts';
import type { Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { everyNthVoxel } from '#src/kernels/everyNthVoxel.ts';
import { isoSurface } from '#src/kernels/isoSurface.ts';
import { meshMeasures } from '#src/kernels/meshMeasures.ts';
import { padBitmask } from '#src/kernels/padBitmask.ts';
import { anyAffine } from './anyVolume.ts';
import { askPython, hasPython } from './askPython.ts';
import { anyMask, bytesOf, checkered, hasCleanPadding, packed, randomNumbers } from './naive/masks.ts';
import { recordingContext, row } from './runModule.ts';

const defaults = defaultParams(IsoSurface.params) as unknown as Parameters<typeof IsoSurface.run>[1];
const allocate = (positions: number, indices: number) => ({
  positions: new Float32Array(positions),
  triangles: new Uint32Array(indices),
});

/** How often each edge is run along, by its two vertices. */
function edgesOf({ triangles }: Mesh): Map<string, number> {
  const edges = new Map<string, number>();
  for (let n = 0; n < triangles.length; n++) {
    const next = n % 3 === 2 ? n - 2 : n + 1;
    const edge = `${triangles[n]} ${triangles[next]}`;
    edges.set(edge, (edges.get(edge) ?? 0) + 1);
  }
  return edges;
}

/** A sentence when triangles do not run along an edge as often one way as the other, or more than twice. */
function whyNotClosed(mesh: Mesh): string | undefined {
  const edges = edgesOf(mesh);
  for (const [edge, count] of edges) {
    if (count > 2) return `${count} triangles run along ${edge} the same way`;
    const [from, to] = edge.split(' ');
    const back = edges.get(`${to} ${from}`) ?? 0;
    if (back !== count) return `${count} triangles run along ${edge}, and ${back} back`;
  }
  return undefined;
}

function ball(size: Vec3, centre: Vec3, radius: number): Float32Array {
  const [ni, nj] = size;
  return Float32Array.from({ length: ni * nj * size[2] }, (_, n) => {
    const index = [n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))];
    return radius - Math.hypot(...index.map((at, axis) => at - centre[axis]));
  });
}

describe('IsoSurface', () => {
  test.each([
    ['as it is', identity],
    ['mirrored', [-1, 0, 0, 5, 0, 1, 0, -3, 0, 0, 1, 2, 0, 0, 0, 1]],
    ['with axes exchanged, which mirrors too', [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]],
  ])('one voxel has an octahedron around it, %s', async (_, affine) => {
    const input0 = { ...row(Uint8Array.of(1)), affine };
    const { mesh, area, volume, triangles } = await IsoSurface.run({ input0 }, defaults, recordingContext());
    // Six corners half a voxel from the centre: 4/3 r³ and 4 sqrt(3) r².
    expect([mesh.positions.length / 3, triangles]).toEqual([6, 8]);
    expect(volume).toBeCloseTo(1 / 6 / 1000, 12);
    expect(area).toBeCloseTo(Math.sqrt(3), 6);
    expect(whyNotClosed(mesh)).toBeUndefined();
  });

  test('vertices lie where the value is reached, between voxels in mm', async () => {
    const input0 = { ...row(Int16Array.of(0, 40, 0)), affine: [2, 0, 0, 10, 0, 3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1] };
    const { mesh } = await IsoSurface.run({ input0 }, { ...defaults, isoMinValue: 30 }, recordingContext());
    const x = [...mesh.positions].filter((_, n) => n % 3 === 0).toSorted((a, b) => a - b);
    // 30 is three quarters of the way from 0 to 40: 0.25 voxels of 2 mm on both sides of x = 12.
    expect([x[0], x[5]]).toEqual([11.5, 12.5]);
  });

  test('an upper value makes a shell', async () => {
    const input0 = { size: [11, 11, 11] as const, affine: identity, voxels: ball([11, 11, 11], [5, 5, 5], 5) };
    const shell = { ...defaults, isoMinValue: 1, useMaxValue: true, isoMaxValue: 3 };
    const { mesh, volume } = await IsoSurface.run({ input0 }, shell, recordingContext());
    expect(whyNotClosed(mesh)).toBeUndefined();
    const expected = (4 / 3) * Math.PI * (4 ** 3 - 2 ** 3);
    expect(Math.abs(1000 * volume - expected) / expected).toBeLessThan(0.04);
    const turned = { ...shell, isoMaxValue: 0 };
    expect(() => IsoSurface.run({ input0 }, turned, recordingContext())).toThrow('No value lies between 1 and 0');
  });

  test('warns where there is no surface', async () => {
    const context = recordingContext();
    const found = await IsoSurface.run({ input0: row(Uint8Array.of(0, 0)) }, defaults, context);
    expect(found).toMatchObject({ area: 0, volume: 0, triangles: 0 });
    expect(context.warnings).toHaveLength(1);
  });

  test('every second voxel keeps its place', () => {
    const volume: Volume = {
      size: [3, 2, 1],
      affine: [2, 0, 0, 1, 0, 3, 0, 5, 0, 0, 4, 7, 0, 0, 0, 1],
      voxels: Int16Array.of(1, 2, 3, 4, 5, 6),
    };
    const { size, affine, voxels } = everyNthVoxel(volume, 2);
    expect({ size, voxels }).toEqual({ size: [2, 1, 1], voxels: Int16Array.of(1, 3) });
    expect(toWorld(affine, [1, 0, 0])).toEqual(toWorld(volume.affine, [2, 0, 0]));
  });

  test('a surface of too many triangles is refused before it is made', () => {
    const { size, bytes } = checkered([240, 200, 140]);
    const asked: number[] = [];
    const make = () =>
      isoSurface({ size, affine: identity, voxels: bytes }, { lower: 0.5, upper: 2, isClosed: true }, (a, b) => {
        asked.push(a, b);
        return allocate(0, 0);
      });
    expect(make).toThrow('20160000 triangles, and 20000000 are the most');
    expect(asked).toEqual([]);
  });

  const script = `
import sys, json, numpy as np, nibabel as nib
from skimage.measure import marching_cubes, mesh_surface_area
for path in sys.argv[1:]:
    image = nib.load(path); v = np.asarray(image.dataobj).astype(float)
    verts, faces, _, _ = marching_cubes(v, 0.5, spacing=image.header.get_zooms()[:3])
    t = verts[faces]
    print(json.dumps([len(verts), len(faces), float(mesh_surface_area(verts, faces)), float(abs(np.einsum('ij,ij->', t[:, 0], np.cross(t[:, 1], t[:, 2])) / 6))]))
`;
  test.runIf(hasPython('skimage', 'IsoSurface'))('vertices, area and volume are those of scikit-image', async () => {
    const size: Vec3 = [29, 31, 27];
    const affine = [1.5, 0, 0, 3, 0, 1, 0, 0, 0, 0, 0.75, 0, 0, 0, 0, 1];
    const smooth = ball(size, [14.2, 15.1, 13.3], 9.7);
    const noise = Float32Array.from(smooth, (value, n) => (value > -3 ? value + Math.sin(n * 12.9898) : -1));
    const images: readonly Voxels[] = [smooth, Uint8Array.from(smooth, (v) => (v > 0 ? 1 : 0)), noise];
    const volumes = images.map((voxels) => ({ size, affine, voxels }));
    const expected = askPython(
      script,
      volumes.map((one, n) => [`${n}.nii`, writeNifti(one)] as const),
    ) as number[][];
    for (const [n, input0] of volumes.entries()) {
      const { mesh, area, volume, triangles } = await IsoSurface.run({ input0 }, defaults, recordingContext());
      expect(whyNotClosed(mesh)).toBeUndefined();
      // A vertex keeps away from voxel centres, which moves a few of the smooth ball's and of the noise's.
      expect([mesh.positions.length / 3, triangles]).toEqual(expected[n].slice(0, 2));
      const tolerance = n === 1 ? 1e-6 : 1e-4;
      for (const [at, value] of [area, 1000 * volume].entries())
        expect(Math.abs(value / expected[n][2 + at] - 1)).toBeLessThan(tolerance);
    }
  });

  const middles = `
import sys, json, numpy as np
from skimage.measure import marching_cubes
v = np.fromfile(sys.argv[1], np.int16).reshape((9, 8, 7), order='F')
verts, faces, _, _ = marching_cubes(v, 4.5)
print(json.dumps(np.round(verts[faces].mean(1), 4).tolist()))
`;
  test.runIf(hasPython('skimage', 'IsoSurface'))('every triangle is one of scikit-image, in noise too', async () => {
    const random = randomNumbers(3);
    const voxels = Int16Array.from({ length: 9 * 8 * 7 }, () => Math.floor(10 * random()));
    const [expected] = askPython(middles, [['noise', new Uint8Array(voxels.buffer)]]) as number[][][];
    const input0 = row(voxels, [9, 8, 7]);
    const { mesh } = await IsoSurface.run(
      { input0 },
      { ...defaults, isoMinValue: 4.5, closed: false },
      recordingContext(),
    );
    const middle = (n: number, axis: number) =>
      [0, 1, 2].reduce((sum, corner) => sum + mesh.positions[3 * mesh.triangles[n + corner] + axis], 0) / 3;
    const found = Array.from({ length: mesh.triangles.length / 3 }, (_, n) =>
      [0, 1, 2].map((axis) => middle(3 * n, axis)),
    );
    const isNear = (a: readonly number[], b: readonly number[]) => a.every((at, axis) => Math.abs(at - b[axis]) < 2e-4);
    expect(found).toHaveLength(expected.length);
    expect(found.filter((one) => !expected.some((other) => isNear(one, other)))).toEqual([]);
  });
});

test('any mask on any grid has a closed surface that faces outward', () => {
  fc.assert(
    fc.property(anyMask(5, 40), anyAffine, ({ size, bytes }, affine) => {
      const mesh = isoSurface({ size, affine, voxels: bytes }, { lower: 0.5, upper: 1, isClosed: true }, allocate);
      expect(whyNotClosed(mesh)).toBeUndefined();
      const { volume } = meshMeasures(mesh.positions, mesh.triangles);
      expect(volume > 0).toBe(bytes.includes(1));
    }),
  );
});

test('of any values, every vertex lies on an edge that the range ends on, and every one is used', () => {
  const size: Vec3 = [5, 4, 3];
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, Infinity, -Infinity));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 60, maxLength: 60 }),
      fc.boolean(),
      anyAffine,
      (values, isClosed, affine) => {
        const voxels = Float64Array.from(values);
        const range = { lower: -1, upper: 1, isClosed };
        const mesh = isoSurface({ size, affine: identity, voxels }, range, allocate);
        const isInside = (i: number, j: number, k: number) => {
          const isThere = i >= 0 && j >= 0 && k >= 0 && i < 5 && j < 4 && k < 3;
          const at = voxels[i + 5 * (j + 4 * k)];
          return isThere && at >= -1 && at <= 1;
        };
        for (let n = 0; n < mesh.positions.length; n += 3) {
          const [x, y, z] = mesh.positions.subarray(n, n + 3);
          const between = [x, y, z].filter((at) => !Number.isInteger(at)).length;
          // What lies on no edge lies in the midst of a cube that the surface passes in several parts.
          if (between !== 1) continue;
          const ends = [Math.floor, Math.ceil].map((end) => isInside(end(x), end(y), end(z)));
          expect(ends[0]).not.toBe(ends[1]);
        }
        expect(new Set(mesh.triangles).size).toBe(isClosed ? mesh.positions.length / 3 : new Set(mesh.triangles).size);
        if (isClosed) expect(whyNotClosed(mesh)).toBeUndefined();
        // The same in another world: only the places differ.
        const moved = isoSurface({ size, affine, voxels }, range, allocate);
        const inverse = invert(affine);
        for (let n = 0; n < moved.positions.length; n += 3) {
          const [x, y, z] = moved.positions.subarray(n, n + 3);
          const index = toWorld(inverse, [x, y, z]);
          for (let axis = 0; axis < 3; axis++)
            expect(Math.abs(index[axis] - mesh.positions[n + axis])).toBeLessThan(0.1);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a padded mask is the mask with a layer around it', () => {
  fc.assert(
    fc.property(anyMask(4, 100), ({ size, bytes }) => {
      const padded = padBitmask(packed({ size, bytes }));
      const [ni, nj] = padded.size;
      const found = bytesOf(padded);
      expect(hasCleanPadding(padded)).toBe(true);
      expect(found.filter((byte) => byte === 1)).toHaveLength(bytes.filter((byte) => byte === 1).length);
      for (let n = 0; n < bytes.length; n++) {
        const [i, j, k] = [n % size[0], Math.floor(n / size[0]) % size[1], Math.floor(n / (size[0] * size[1]))];
        if (found[i + 1 + ni * (j + 1 + nj * (k + 1))] !== bytes[n]) throw new Error(`voxel ${n} is another one`);
      }
    }),
  );
});
