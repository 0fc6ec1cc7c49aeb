import { describe, expect, test } from 'vitest';
import SaveMesh from '#modules/SaveMesh/index.ts';
import SmoothMesh from '#modules/SmoothMesh/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { identity } from '#src/image/affine.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import { isoSurface } from '#src/kernels/isoSurface.ts';
import { meshMeasures } from '#src/kernels/meshMeasures.ts';
import { recordingContext } from './runModule.ts';

const smoothing = defaultParams(SmoothMesh.params) as unknown as Parameters<typeof SmoothMesh.run>[1];

/** A tetrahedron of three sides of 1 mm, seen from outside counter-clockwise. */
const corner: Mesh = {
  positions: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1),
  triangles: Uint32Array.of(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3),
};

/** The surface of a ball of voxels, in steps. */
function steps(): Mesh {
  const voxels = Uint8Array.from({ length: 21 ** 3 }, (_, n) => {
    const index = [n % 21, Math.floor(n / 21) % 21, Math.floor(n / 441)];
    return Math.hypot(...index.map((at) => at - 10)) <= 8 ? 1 : 0;
  });
  return isoSurface(
    { size: [21, 21, 21], affine: identity, voxels },
    { lower: 0.5, upper: 1, isClosed: true },
    (a, b) => ({
      positions: new Float32Array(a),
      triangles: new Uint32Array(b),
    }),
  );
}

test('a tetrahedron measures what it does, wherever it lies', () => {
  const area = 1.5 + Math.sqrt(3) / 2;
  for (const moved of [0, 1000]) {
    const found = meshMeasures(
      corner.positions.map((at) => at + moved),
      corner.triangles,
    );
    expect(found.area).toBeCloseTo(area, 6);
    expect(found.volume).toBeCloseTo(1 / 6, 6);
  }
});

describe('SmoothMesh', () => {
  test('a vertex moves towards the mean of its neighbours', async () => {
    const params = { ...smoothing, method: 'Laplacian', iterations: 1, lambda: 0.5 } as const;
    const { mesh } = await SmoothMesh.run({ input0: corner }, params, recordingContext());
    // From 0 halfway to (1/3, 1/3, 1/3); from (1, 0, 0) halfway to (0, 1/3, 1/3).
    const expected = [1 / 6, 1 / 6, 1 / 6, 1 / 2, 1 / 6, 1 / 6];
    for (const [n, at] of expected.entries()) expect(mesh.positions[n]).toBeCloseTo(at, 6);
    expect(mesh.triangles).toEqual(corner.triangles);
  });

  test('Taubin smooths steps away and keeps the volume, Laplace shrinks', async () => {
    const input0 = steps();
    const before = meshMeasures(input0.positions, input0.triangles);
    const taubin = await SmoothMesh.run({ input0 }, smoothing, recordingContext());
    const laplace = await SmoothMesh.run({ input0 }, { ...smoothing, method: 'Laplacian' }, recordingContext());
    const kept = (1000 * taubin.volume) / before.volume;
    expect(Math.abs(kept - 1)).toBeLessThan(0.02);
    expect((1000 * laplace.volume) / before.volume).toBeLessThan(0.96);
    // Steps have more area than the ball that they stand for.
    const ball = (36 * Math.PI * (1000 * taubin.volume) ** 2) ** (1 / 3);
    expect(before.area / ball).toBeGreaterThan(1.05);
    expect(taubin.area / ball).toBeLessThan(1.02);
  });

  test('refuses a pass band that smooths nothing', () => {
    const params = { ...smoothing, lambda: 1, passBand: 1 };
    expect(() => SmoothMesh.run({ input0: corner }, params, recordingContext())).toThrow('must be below 1, not 1');
  });
});

describe('SaveMesh', () => {
  const saved = async (format: '.stl' | '.obj' | '.ply', space: 'RAS' | 'LPS' = 'RAS', input0 = corner) => {
    const { file } = await SaveMesh.run(
      { input0 },
      { fileName: '', format, space, provenance: false },
      recordingContext(),
    );
    expect(file.suffix).toBe(format);
    return file.parts[0];
  };
  const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

  test('STL has a comment, the number of triangles, and each with its normal', async () => {
    const bytes = await saved('.stl');
    const view = new DataView(bytes.buffer);
    expect(text(bytes.subarray(0, 80)).replace(/\0+$/, '')).toBe('Voxgraph surface in mm. SPACE=RAS');
    expect([bytes.length, view.getUint32(80, true)]).toEqual([84 + 4 * 50, 4]);
    const floats = Array.from({ length: 12 }, (_, n) => view.getFloat32(84 + 4 * n, true));
    // The bottom looks down.
    expect(floats).toEqual([0, 0, -1, 0, 0, 0, 0, 1, 0, 1, 0, 0]);
  });

  test('LPS turns x and y round, in the comment too, and the surface keeps its outside', async () => {
    const bytes = await saved('.stl', 'LPS');
    const view = new DataView(bytes.buffer);
    expect(text(bytes.subarray(0, 80))).toContain('SPACE=LPS');
    const floats = Array.from({ length: 12 }, (_, n) => view.getFloat32(84 + 4 * n, true) + 0);
    expect(floats).toEqual([0, 0, -1, 0, 0, 0, 0, -1, 0, -1, 0, 0]);
  });

  test('OBJ counts vertices from 1 and writes numbers that are read back the same', async () => {
    const odd = {
      positions: Float32Array.of(0.1, -123.456, 1e-7, 1, 2, 3, 4, 5, 6),
      triangles: Uint32Array.of(0, 1, 2),
    };
    const lines = text(await saved('.obj', 'RAS', odd)).split('\n');
    expect(lines[0]).toBe('# Voxgraph surface in mm. SPACE=RAS');
    const [, ...first] = lines[1].split(' ');
    expect(Float32Array.from(first, Number)).toEqual(odd.positions.subarray(0, 3));
    expect(lines.slice(2)).toEqual(['v 1 2 3', 'v 4 5 6', 'f 1 2 3', '']);
  });

  test('PLY declares and holds vertices and triangles', async () => {
    const bytes = await saved('.ply');
    const end = text(bytes).indexOf('end_header\n') + 11;
    expect(text(bytes.subarray(0, end)).split('\n')).toContain('element face 4');
    expect(bytes.length).toBe(end + 4 * 12 + 4 * 13);
    const view = new DataView(bytes.buffer, end);
    expect([view.getFloat32(12, true), view.getUint8(48), view.getInt32(53, true)]).toEqual([1, 3, 2]);
  });

  test('large text is written whole, each number as the shortest one of nine digits', async () => {
    const many = 9000;
    const random = seededRandom(3);
    // Of all sizes, and with the halves of a ninth digit among them.
    const positions = Float32Array.from({ length: 3 * many }, (_, n) => {
      if (n % 3 === 0) return (random() - 0.5) * 10 ** (20 * random() - 10);
      return n % 3 === 1 ? Math.floor(2 ** 24 * random()) / 8 ** (n % 4) : n;
    });
    const input0 = { positions, triangles: Uint32Array.from({ length: 3 * many }, (_, n) => n % many) };
    const lines = text(await saved('.obj', 'RAS', input0))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1 + 2 * many);
    const shortest = Array.from(positions, (value) => String(Number(value.toPrecision(9)) + 0));
    const written = lines.slice(1, many + 1).flatMap((line) => line.split(' ').slice(1));
    expect(written.join(' ')).toBe(shortest.join(' '));
    expect(lines[2 * many]).toBe(`f ${many - 2} ${many - 1} ${many}`);
  });

  test('a surface without triangles makes a file without any, with a warning', async () => {
    const context = recordingContext();
    const input0 = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
    const { file } = await SaveMesh.run(
      { input0 },
      { fileName: '', format: '.stl', space: 'RAS', provenance: false },
      context,
    );
    expect(file.parts[0]).toHaveLength(84);
    expect(context.warnings).toHaveLength(1);
  });
});

test.each(['.stl', '.ply', '.obj'] as const)('of a %s file nearly as much is foreseen as it has', async (format) => {
  const mesh = steps();
  const params = { ...defaultParams(SaveMesh.params), format } as unknown as Parameters<typeof SaveMesh.run>[1];
  const told = await SaveMesh.forecast?.({}, params, { input0: { triangles: mesh.triangles.length / 3 } });
  const { file } = await SaveMesh.run({ input0: mesh }, params, recordingContext());
  expect((told?.scratch ?? 0) / file.parts[0].length).toBeGreaterThan(0.8);
});
