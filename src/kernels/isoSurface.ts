import type { Volume } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { cellCase, cellWord, countTriangles, readCells } from './cubeCells.ts';
import { cubeEdges, cubeTriangles } from './cubeTable.ts';
import { countCutEdges, cutEdges } from './cutEdges.ts';
import { packBand } from './pack.ts';
import { padBitmask } from './padBitmask.ts';
import { noProgress, type Progress } from './progress.ts';

/** A surface of triangles: x, y, z of each vertex in mm, RAS+; three vertices a triangle, counter-clockwise seen from outside. */
export interface Surface {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** What lies inside: the values from `lower` to `upper`, both included; NaN is outside. */
export interface IsoRange {
  readonly lower: number;
  readonly upper: number;
  /** Whether what lies beyond the border of the image is outside too, so that the surface is closed there, at the outer faces of the voxels. */
  readonly isClosed: boolean;
}

/** Memory for so many positions and so many indices. */
export type AllocateSurface = (positions: number, indices: number) => Surface;

/** More triangles than that no viewer shows. */
export const mostTriangles = 20_000_000;

/** A vertex keeps so far from the voxels beside it, as a part of their distance: so no two vertices are one, and no triangle is a line. */
const nearestToVoxel = 1 / 1024;

/**
 * The surface around the voxels of a range, by marching cubes (see cubeTable.ts): vertices lie on the lines between neighbouring voxels where the
 * value, linear between them, leaves the range; triangles share them. Closed, no edge has more or less than two triangles.
 * Throws when there were more than 20,000,000 triangles, before anything is allocated.
 */
export function isoSurface(
  volume: Volume,
  range: IsoRange,
  allocate: AllocateSurface,
  progress: Progress = noProgress,
): Surface {
  const packed = packBand(volume.voxels, volume.size, range.lower, range.upper);
  const mask = range.isClosed ? padBitmask(packed) : packed;
  const triangleCount = countTriangles(mask);
  if (triangleCount > mostTriangles) {
    throw new Error(
      `The surface has ${triangleCount} triangles, and ${mostTriangles} are the most: smooth the image first, crop it, or take every second voxel (Voxel Sampling)`,
    );
  }
  const surface = allocate(3 * countCutEdges(mask), 3 * triangleCount);
  const walk = walkOf(volume, range, mask, surface.positions);
  const nk = mask.size[2];
  if (nk > 0) readSlice(walk, 0);
  addVertices(walk, 0, 0);
  addVertices(walk, 1, 0);
  let count = 0;
  for (let k = 0; k + 1 < nk; k++) {
    progress(k / nk);
    readSlice(walk, k + 1);
    addVertices(walk, 2, k);
    addVertices(walk, 0, k + 1);
    addVertices(walk, 1, k + 1);
    count = addTriangles(walk, k, surface.triangles, count);
  }
  return surface;
}

/** What is known while the slices are walked through. */
interface Walk {
  readonly volume: Volume;
  readonly range: IsoRange;
  readonly mask: Bitmask;
  /** 1 where the mask has a layer around the image. */
  readonly border: number;
  /** The values of an even and an odd slice, with the border as NaN. */
  readonly values: readonly [Float64Array, Float64Array];
  /** Five planes: for each voxel the vertex on its edge along i and j, of an even and an odd slice, and along k. */
  readonly vertices: Int32Array;
  readonly positions: Float32Array;
  count: number;
}

function walkOf(volume: Volume, range: IsoRange, mask: Bitmask, positions: Float32Array): Walk {
  const plane = mask.size[0] * mask.size[1];
  return {
    ...{ volume, range, mask, positions },
    border: range.isClosed ? 1 : 0,
    values: [new Float64Array(plane).fill(Number.NaN), new Float64Array(plane).fill(Number.NaN)],
    vertices: new Int32Array(5 * plane),
    count: 0,
  };
}

function readSlice({ volume, mask, border, values }: Walk, k: number): void {
  const [ni, nj, nk] = volume.size;
  const slice = values[k & 1];
  const from = k - border;
  if (from < 0 || from >= nk) {
    slice.fill(Number.NaN);
    return;
  }
  for (let j = 0; j < nj; j++) {
    const row = ni * (j + nj * from);
    slice.set(volume.voxels.subarray(row, row + ni), mask.size[0] * (j + border) + border);
  }
}

/** Which of the five planes holds the vertices along an axis of slice k. */
function planeOf(axis: number, k: number): number {
  return axis === 2 ? 4 : 2 * axis + (k & 1);
}

/** Adds the vertices on the edges along an axis that begin in slice k. */
function addVertices(walk: Walk, axis: number, k: number): void {
  const { mask, values, vertices } = walk;
  const [ni, nj] = mask.size;
  const plane = ni * nj * planeOf(axis, k);
  const from = values[k & 1];
  const to = axis === 2 ? values[(k + 1) & 1] : from;
  const step = axis === 0 ? 1 : axis === 1 ? ni : 0;
  for (let j = 0; j < nj; j++) {
    for (let word = 0; word < mask.rowWords; word++) {
      for (let bits = cutEdges(mask, axis, j, k, word); bits !== 0; bits &= bits - 1) {
        const i = 32 * word + 31 - Math.clz32(bits & -bits);
        const at = ni * j + i;
        vertices[plane + at] = walk.count;
        addVertex(walk, axis, i, j, k, whereCut(from[at], to[at + step], walk.range));
      }
    }
  }
}

/** Which part of the way from one value to the next lies before the end of the range. */
function whereCut(a: number, b: number, { lower, upper }: IsoRange): number {
  const outside = a >= lower && a <= upper ? b : a;
  const end = outside < lower ? lower : upper;
  const part = (end - a) / (b - a);
  // Beyond the border, and beside NaN and infinity, halfway.
  if (!(part >= 0 && part <= 1)) return 0.5;
  return Math.min(1 - nearestToVoxel, Math.max(nearestToVoxel, part));
}

function addVertex(walk: Walk, axis: number, i: number, j: number, k: number, part: number): void {
  const { volume, border, positions } = walk;
  const a = volume.affine;
  const x = i - border + (axis === 0 ? part : 0);
  const y = j - border + (axis === 1 ? part : 0);
  const z = k - border + (axis === 2 ? part : 0);
  const at = 3 * walk.count++;
  positions[at] = a[0] * x + a[1] * y + a[2] * z + a[3];
  positions[at + 1] = a[4] * x + a[5] * y + a[6] * z + a[7];
  positions[at + 2] = a[8] * x + a[9] * y + a[10] * z + a[11];
}

/** Adds the triangles between slices k and k + 1 behind the `count` indices that are there, and returns how many there are then. */
function addTriangles({ mask, volume, vertices }: Walk, k: number, triangles: Uint32Array, count: number): number {
  const [ni, nj] = mask.size;
  const places = edgePlaces(ni, nj, k);
  // A mirroring affine turns the triangles inside out, so that they are written the other way round.
  const [second, third] = isMirrored(volume) ? [2, 1] : [1, 2];
  const table = cubeTriangles();
  const cells = cellWord();
  let to = count;
  for (let j = 0; j + 1 < nj; j++) {
    for (let word = 0; word < mask.rowWords; word++) {
      readCells(mask, j, k, word, cells);
      for (let bits = cells.active; bits !== 0; bits &= bits - 1) {
        const bit = 31 - Math.clz32(bits & -bits);
        const cell = ni * j + 32 * word + bit;
        const edges = table[cellCase(cells.corners, bit)];
        for (let n = 0; n < edges.length; n += 3) {
          triangles[to] = vertices[places[edges[n]] + cell];
          triangles[to + second] = vertices[places[edges[n + 1]] + cell];
          triangles[to + third] = vertices[places[edges[n + 2]] + cell];
          to += 3;
        }
      }
    }
  }
  return to;
}

/** Where the vertex of each of the twelve edges lies, from the place of the cell on. */
function edgePlaces(ni: number, nj: number, k: number): Int32Array {
  return Int32Array.from(cubeEdges, ({ axis, from }) => {
    const [i, j, above] = [from & 1, (from >> 1) & 1, from >> 2];
    return ni * nj * planeOf(axis, k + above) + ni * j + i;
  });
}

function isMirrored({ affine: [a, b, c, , d, e, f, , g, h, i] }: Volume): boolean {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0;
}
