import { describe, expect, it } from 'vitest';
import { toWorld } from '#src/image/affine.ts';
import { boxPlanes, clipPlanes } from './clipPlanes.ts';
import { boxOfParts, partsOfBox } from './cropParts.ts';
import { textureBox } from './textureBox.ts';
import { vertexNormals } from './vertexNormals.ts';
import { type Camera, movedBy, seenFrom, type ViewSide } from './volumeCamera.ts';
import { gridExtent, positionsExtent, projectionOf } from './volumeProjection.ts';

const extent = { min: [-10, -10, -10], max: [10, 10, 10] } as const;
const camera: Camera = { azimuth: 160, elevation: 15, zoom: 1 };
const sizes = { R: [1, 0, 0], L: [-1, 0, 0], A: [0, 1, 0], P: [0, -1, 0], H: [0, 0, 1], F: [0, 0, -1] } as const;

describe('the sides of a patient', () => {
  it.each([
    ['A', 'L', 'H'],
    ['P', 'R', 'H'],
    ['L', 'P', 'H'],
    ['R', 'A', 'H'],
    ['H', 'R', 'A'],
    ['F', 'L', 'A'],
  ] as const)('are seen as a visitor sees them: from %s, %s is on the right and %s above', (side, right, above) => {
    const { clip } = projectionOf(seenFrom(camera, side as ViewSide), extent, 1);
    const at = (letter: keyof typeof sizes) => toWorld(clip, sizes[letter]);
    expect(at(right)[0]).toBeGreaterThan(0);
    expect(at(above)[1]).toBeGreaterThan(0);
    // What lies on the side from which one looks is nearest.
    expect(at(side)[2]).toBeLessThan(-0.01);
  });
});

describe('a projection', () => {
  it('holds all depths whatever the zoom, and shows a millimetre equally long both ways', () => {
    for (const zoom of [0.2, 1, 10]) {
      const { clip } = projectionOf({ ...camera, zoom }, extent, 2);
      for (const x of [-10, 10]) {
        for (const y of [-10, 10]) {
          for (const z of [-10, 10]) expect(Math.abs(toWorld(clip, [x, y, z])[2])).toBeLessThanOrEqual(1);
        }
      }
    }
    const { clip } = projectionOf({ azimuth: 180, elevation: 0, zoom: 1 }, extent, 2);
    expect(2 * Math.abs(toWorld(clip, [1, 0, 0])[0])).toBeCloseTo(Math.abs(toWorld(clip, [0, 0, 1])[1]), 12);
  });

  it('shows the whole of a long box from the front and a little above, and boxes like cubes no smaller than before', () => {
    const long = { min: [-20, -20, -80], max: [20, 20, 80] } as const;
    for (let azimuth = 0; azimuth < 360; azimuth += 15) {
      const { clip } = projectionOf({ ...camera, azimuth }, long, 2);
      for (const x of [-20, 20]) {
        for (const y of [-20, 20]) {
          for (const z of [-80, 80]) expect(Math.abs(toWorld(clip, [x, y, z])[1])).toBeLessThanOrEqual(1);
        }
      }
    }
    const { clip } = projectionOf({ azimuth: 180, elevation: 0, zoom: 1 }, extent, 2);
    expect(toWorld(clip, [0, 0, 10])[1]).toBeCloseTo(1 / (0.8 * Math.sqrt(3)), 12);
  });

  it('follows a moved camera to the right and down', () => {
    const moved = movedBy({ azimuth: 180, elevation: 0, zoom: 1 }, 0.25, 0.1);
    const [x, y] = toWorld(projectionOf(moved, extent, 1).clip, [0, 0, 0]);
    expect([x, y]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(-0.2, 12)]);
  });
});

describe('an extent', () => {
  it('reaches to the edges of the outermost voxels, and holds every vertex', () => {
    const affine = [2, 0, 0, 0, 0, -1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1];
    expect(gridExtent({ size: [2, 3, 4], affine })).toEqual({ min: [-1, -2.5, -1.5], max: [3, 0.5, 10.5] });
    expect(positionsExtent(new Float32Array([1, 2, 3, -4, 5, -6]))).toEqual({ min: [-4, 2, -6], max: [1, 5, 3] });
    expect(positionsExtent(new Float32Array())).toBeUndefined();
  });
});

describe('cuts', () => {
  const isKept = (planes: ReturnType<typeof clipPlanes>, [x, y, z]: readonly number[]) =>
    planes.every(([nx, ny, nz, d]) => nx * x + ny * y + nz * z + d >= 0);

  it('keep the side that is named', () => {
    const planes = clipPlanes({ sides: ['KEEP_LOW', 'OFF', 'KEEP_HIGH'], point: [5, 0, 7] }, [0, 0, 0]);
    expect(planes).toHaveLength(2);
    expect([isKept(planes, [4, 99, 8]), isKept(planes, [6, 0, 8]), isKept(planes, [4, 0, 6])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('at an angle cut away what lies nearer to a viewer there', () => {
    const oblique = { azimuth: 180, elevation: 0, distance: 3 };
    const planes = clipPlanes({ sides: ['OFF', 'OFF', 'OFF'], point: [0, 0, 0], oblique }, [0, 10, 0]);
    expect([isKept(planes, [0, 6, 0]), isKept(planes, [0, 8, 0])]).toEqual([true, false]);
  });
});

describe('a crop box', () => {
  const grid = { size: [10, 20, 40], affine: [-2, 0, 0, 50, 0, 1, 0, 0, 0, 0, 1, -5, 0, 0, 0, 1] } as const;

  it('comes back from its hundredths, along the axes of the image', () => {
    const parts = [10, 25, 0, 90, 75, 50];
    const box = boxOfParts(parts, grid);
    expect(partsOfBox(box, grid)).toEqual(parts);
    expect(textureBox(box, grid)).toEqual([
      [expect.closeTo(0.1, 9), expect.closeTo(0.25, 9), expect.closeTo(0, 9)],
      [expect.closeTo(0.9, 9), expect.closeTo(0.75, 9), expect.closeTo(0.5, 9)],
    ]);
  });

  it('is everything when there is none, and nothing beside the image', () => {
    expect(textureBox([], grid)).toEqual([[0, 0, 0], [1, 1, 1]]); // biome-ignore format: short
    const [low, high] = textureBox([1000, 0, 0, 1100, 5, 5], grid);
    expect(high[0] - low[0]).toBe(0);
  });
});

describe('surfaces', () => {
  it('are cut by the sides of a box along the axes of the image', () => {
    // Turned by 45 degrees about z; the box is 10 mm around the origin along i and j.
    const half = Math.SQRT1_2;
    const affine = [half, -half, 0, 0, half, half, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    const planes = boxPlanes([0, -10 * Math.SQRT2, -5, 0, 10 * Math.SQRT2, 5], affine);
    const isKept = (x: number, y: number, z: number) =>
      planes.every(([a, b, c, d]) => a * x + b * y + c * z + d >= -1e-9);
    expect(planes).toHaveLength(6);
    expect([isKept(0, 14, 0), isKept(14, 0, 4), isKept(10, 10, 0), isKept(0, 0, 6)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(boxPlanes([], affine)).toEqual([]);
  });

  it('have normals outwards, the mean of the triangles around a vertex by their area', async () => {
    const positions = Float32Array.of(0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 9, 9, 9);
    const mesh = { positions, triangles: Uint32Array.of(0, 2, 1, 0, 3, 2) };
    const normals = (await vertexNormals(mesh, async () => true)) ?? [];
    expect([...normals.slice(4, 8)]).toEqual([0, 0, -127, 0]);
    expect([...normals.slice(12, 16)]).toEqual([-127, 0, 0, 0]);
    expect([...normals.slice(0, 4)]).toEqual([-57, 0, -114, 0]);
    expect([...normals.slice(16, 20)]).toEqual([0, 0, 0, 0]);
  });

  it('have normals that are found in pieces, and not at all where nobody wants them any more', async () => {
    const triangles = new Uint32Array(3 * 300_000);
    for (let t = 0; t < triangles.length; t += 3) triangles.set([0, 1, 2], t);
    const mesh = { positions: Float32Array.of(0, 0, 0, 2, 0, 0, 0, 2, 0), triangles };
    let pauses = 0;
    const normals = await vertexNormals(mesh, async () => pauses++ >= 0);
    expect(pauses).toBeGreaterThan(3);
    expect([...(normals ?? [])]).toEqual([0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0]);
    expect(await vertexNormals(mesh, async () => false)).toBeUndefined();
  });
});
