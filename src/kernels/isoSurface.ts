import type { Volume } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { countSurface } from './countSurface.ts';
import { cellCase, cellWord, readCells } from './cubeCells.ts';
import { centreVertex, cornersInOrder, cubeCases, cubeEdges } from './cubeTable.ts';
import { type IsoRange, readCubeValues, readSlice, type ValueSlices, valueSlices } from './cubeValues.ts';
import { countCutEdges, cutEdges } from './cutEdges.ts';
import { packBand } from './pack.ts';
import { padBitmask } from './padBitmask.ts';
import { noProgress, type Progress, part } from './progress.ts';

/** A surface of triangles: x, y, z of each vertex in mm, RAS+; three vertices a triangle, counter-clockwise seen from outside. */
export interface Surface {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** Memory for so many positions and so many indices. */
export type AllocateSurface = (positions: number, indices: number) => Surface;

/** More triangles than that no viewer shows. */
export const mostTriangles = 20_000_000;

/** The part of the work until it is known how much the surface will hold. */
const counting = 0.3;

/** A vertex keeps so far from the voxels beside it, as a part of their distance: so no two vertices are one, and no triangle is a line. */
const nearestToVoxel = 1 / 1024;

/**
 * The surface around the voxels of a range, by marching cubes (see lewinerTables.ts): vertices lie on the lines between neighbouring voxels where the
 * value, linear between them, leaves the range, and some within a cube; triangles share them. Closed, every line between two vertices
 * is an edge of as many triangles one way round as the other: of two, or of four where parts of the surface touch.
 * Throws when there were more than 20,000,000 triangles, before anything is allocated.
 */
export function isoSurface(
  volume: Volume,
  range: IsoRange,
  allocate: AllocateSurface,
  progress: Progress = noProgress,
): Surface {
  const packed = packBand(volume.voxels, volume.size, range.lower, range.upper, () => progress(0));
  const mask = range.isClosed ? padBitmask(packed) : packed;
  progress(0);
  const edgeCount = countCutEdges(mask);
  // Around a vertex of a closed surface lie three triangles or more, so it has as many triangles as vertices at least.
  if (range.isClosed) refuseMoreThanMost(edgeCount);
  const slices = valueSlices(mask.size, range.isClosed ? 1 : 0);
  const { triangles, centres, variants } = countSurface(mask, volume, slices, range, part(progress, 0, counting));
  refuseMoreThanMost(triangles);
  const surface = allocate(3 * (edgeCount + centres), 3 * triangles);
  const walk = walkOf(volume, range, mask, slices, variants, surface.positions);
  const nk = mask.size[2];
  if (nk > 0) readSlice(slices, volume, 0);
  addVertices(walk, 0, 0);
  addVertices(walk, 1, 0);
  let count = 0;
  const tell = part(progress, counting, 1);
  for (let k = 0; k + 1 < nk; k++) {
    tell(k / nk);
    readSlice(slices, volume, k + 1);
    addVertices(walk, 2, k);
    addVertices(walk, 0, k + 1);
    addVertices(walk, 1, k + 1);
    count = addTriangles(walk, k, surface.triangles, count);
  }
  return surface;
}

function refuseMoreThanMost(triangles: number): void {
  if (triangles <= mostTriangles) return;
  throw new Error(
    `The surface has at least ${triangles} triangles, and ${mostTriangles} are the most: smooth the image first, crop it, or take every second voxel (Voxel Sampling)`,
  );
}

/** What is known while the slices are walked through. */
interface Walk {
  readonly volume: Volume;
  readonly range: IsoRange;
  readonly mask: Bitmask;
  /** The values of the slices on both sides. */
  readonly slices: ValueSlices;
  /** Five planes: for each voxel the vertex on its edge along i and j, of an even and an odd slice, and along k; then that within a cube. */
  readonly vertices: Int32Array;
  /** The variants of the cubes that have several, in the order of the walk, and how many of them are done. */
  readonly variants: Uint8Array;
  chosen: number;
  /** A place for the values at the corners of a cube. */
  readonly cube: Float64Array;
  readonly positions: Float32Array;
  count: number;
}

function walkOf(
  volume: Volume,
  range: IsoRange,
  mask: Bitmask,
  slices: ValueSlices,
  variants: Uint8Array,
  positions: Float32Array,
): Walk {
  const plane = mask.size[0] * mask.size[1];
  return {
    ...{ volume, range, mask, slices, variants, positions },
    vertices: new Int32Array(5 * plane + 1),
    cube: new Float64Array(8),
    chosen: 0,
    count: 0,
  };
}

/** Which of the five planes holds the vertices along an axis of slice k. */
function planeOf(axis: number, k: number): number {
  return axis === 2 ? 4 : 2 * axis + (k & 1);
}

/** Adds the vertices on the edges along an axis that begin in slice k. */
function addVertices(walk: Walk, axis: number, k: number): void {
  const { mask, vertices } = walk;
  const { values } = walk.slices;
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
  addPosition(walk, i + (axis === 0 ? part : 0), j + (axis === 1 ? part : 0), k + (axis === 2 ? part : 0));
}

/** Adds a vertex at a place of the mask's grid, and returns its number. */
function addPosition(walk: Walk, i: number, j: number, k: number): number {
  const { volume, positions } = walk;
  const { border } = walk.slices;
  const a = volume.affine;
  const x = i - border;
  const y = j - border;
  const z = k - border;
  const at = 3 * walk.count;
  positions[at] = a[0] * x + a[1] * y + a[2] * z + a[3];
  positions[at + 1] = a[4] * x + a[5] * y + a[6] * z + a[7];
  positions[at + 2] = a[8] * x + a[9] * y + a[10] * z + a[11];
  return walk.count++;
}

/** Adds the vertex within the cube at (i, j, k), which is the nearer to a corner the nearer that is to the surface, and returns its number. */
function addCentre(walk: Walk, i: number, j: number, k: number): number {
  const { slices, range, cube } = walk;
  readCubeValues(slices, range, i, j, k, cube);
  let [x, y, z, whole] = [0, 0, 0, 0];
  for (let n = 0; n < 8; n++) {
    const corner = cornersInOrder[n];
    const weight = 1 / (Number.EPSILON + Math.abs(cube[n]));
    x += (corner & 1) * weight;
    y += ((corner >> 1) & 1) * weight;
    z += (corner >> 2) * weight;
    whole += weight;
  }
  return addPosition(walk, i + x / whole, j + y / whole, k + z / whole);
}

/** Adds the triangles between slices k and k + 1 behind the `count` indices that are there, and returns how many there are then. */
function addTriangles(walk: Walk, k: number, triangles: Uint32Array, count: number): number {
  const { mask, volume, vertices, variants } = walk;
  const [ni, nj] = mask.size;
  const places = edgePlaces(ni, nj, k);
  const centrePlace = vertices.length - 1;
  // A mirroring affine turns the triangles inside out, so that they are written the other way round.
  const [second, third] = isMirrored(volume) ? [2, 1] : [1, 2];
  const { only, several } = cubeCases();
  const cells = cellWord();
  let to = count;
  for (let j = 0; j + 1 < nj; j++) {
    for (let word = 0; word < mask.rowWords; word++) {
      readCells(mask, j, k, word, cells);
      for (let bits = cells.active; bits !== 0; bits &= bits - 1) {
        const bit = 31 - Math.clz32(bits & -bits);
        const cell = ni * j + 32 * word + bit;
        const inside = cellCase(cells.corners, bit);
        let edges = only[inside];
        if (edges === undefined) {
          const variant = several[inside][variants[walk.chosen++]];
          edges = variant.edges;
          if (variant.hasCentre) {
            vertices[centrePlace] = addCentre(walk, 32 * word + bit, j, k);
            places[centreVertex] = centrePlace - cell;
          }
        }
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

/** Where the vertex of each of the twelve edges lies, from the place of the cell on; and a place for that of the vertex within. */
function edgePlaces(ni: number, nj: number, k: number): Int32Array {
  const places = new Int32Array(cubeEdges.length + 1);
  for (const [n, { axis, from }] of cubeEdges.entries()) {
    const [i, j, above] = [from & 1, (from >> 1) & 1, from >> 2];
    places[n] = ni * nj * planeOf(axis, k + above) + ni * j + i;
  }
  return places;
}

function isMirrored({ affine: [a, b, c, , d, e, f, , g, h, i] }: Volume): boolean {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0;
}
