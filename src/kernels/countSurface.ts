import type { Volume } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { cellCase, cellWord, readCells } from './cubeCells.ts';
import { cubeCases } from './cubeTable.ts';
import { type IsoRange, readCubeValues, readSlice, type ValueSlices } from './cubeValues.ts';
import { cubeVariant } from './cubeVariant.ts';
import type { Progress } from './progress.ts';

/** What a surface will hold. */
export interface SurfaceCount {
  readonly triangles: number;
  /** Vertices that lie within cubes, beside those on cut edges. */
  readonly centres: number;
  /** Of each cube whose case has several variants which one it is, in the order of the walk: along i, then j, then k. */
  readonly variants: Uint8Array;
}

/**
 * Counts the triangles of the surface around a mask, and chooses the variants of its cubes by the values of the volume, of which `slices` is a
 * place for those on both sides.
 */
export function countSurface(
  mask: Bitmask,
  volume: Volume,
  slices: ValueSlices,
  range: IsoRange,
  progress: Progress,
): SurfaceCount {
  const [, nj, nk] = mask.size;
  const { counts, cases } = cubeCases();
  const cells = cellWord();
  const values = new Float64Array(8);
  let triangles = 0;
  let centres = 0;
  let count = 0;
  let variants = new Uint8Array(1024);
  if (nk > 0) readSlice(slices, volume, 0);
  for (let k = 0; k + 1 < nk; k++) {
    progress(k / nk);
    readSlice(slices, volume, k + 1);
    for (let j = 0; j + 1 < nj; j++) {
      for (let word = 0; word < mask.rowWords; word++) {
        readCells(mask, j, k, word, cells);
        for (let bits = cells.active; bits !== 0; bits &= bits - 1) {
          const bit = 31 - Math.clz32(bits & -bits);
          const inside = cellCase(cells.corners, bit);
          if (counts[inside] < 255) {
            triangles += counts[inside];
            continue;
          }
          readCubeValues(slices, range, 32 * word + bit, j, k, values);
          const one = cases[inside];
          const variant = cubeVariant(one, values);
          triangles += one.variants[variant].edges.length / 3;
          if (one.variants[variant].hasCentre) centres++;
          if (count === variants.length) variants = grown(variants);
          variants[count++] = variant;
        }
      }
    }
  }
  return { triangles, centres, variants: variants.subarray(0, count) };
}

function grown(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes);
  return larger;
}
