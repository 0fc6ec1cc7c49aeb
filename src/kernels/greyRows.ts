import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { loadWork, lowestOf, storeWork, type Work, workFor } from './greyWork.ts';
import type { Progress } from './progress.ts';
import { clampedTo, rowsThatGrow, type StructuringElement } from './structuringElement.ts';

/**
 * Grey dilation or erosion by an element of rows, as morphologyPlain.ts does it for bits: each slice is widened by 0, 1, 2 ... voxels
 * along i, then |dk| runs from the outermost slice of the element inwards with one accumulator, into which only the rows go that grew, and
 * which goes into the output slices k + dk and k - dk. A slice is written once the last that reaches it was read, so source and target
 * may be the same. The target has the `wanted` slices alone.
 */
export function greyRows(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  element: StructuringElement,
  isErosion: boolean,
  progress: Progress,
  wanted: Slab,
): void {
  const [ni, nj, nk] = size;
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const growth = rowsThatGrow(clamped);
  const plane = ni * nj;
  // Empty rows above and below let a row be shifted along j by an offset alone.
  const margin = rj * ni;
  const padded = plane + 2 * margin;
  const widened = workFor(source, (ri + 1) * padded);
  const disc = workFor(source, plane);
  const lowest = lowestOf(disc);
  const slices = 2 * rk + 1;
  const ring = workFor(source, slices * plane);
  for (let k = 0; k < nk + rk; k++) {
    progress(k / (nk + rk));
    if (k < nk) {
      loadWork(widened, margin, source.subarray(k * plane, (k + 1) * plane), isErosion);
      for (let h = 1; h <= ri; h++) widenRows(widened, (h - 1) * padded + margin, h * padded + margin, nj, ni);
      disc.fill(lowest);
      for (let dk = rk; dk >= 0; dk--) {
        const rows = growth[dk];
        for (let n = 0; n < rows.length; n += 2) {
          const middle = rows[n + 1] * padded + margin;
          largestOfRows(disc, widened, middle - rows[n] * ni, middle + rows[n] * ni);
        }
        if (k + dk < nk) largestInto(ring, ((k + dk) % slices) * plane, disc);
        if (dk > 0 && k - dk >= 0) largestInto(ring, ((k - dk) % slices) * plane, disc);
      }
    }
    const ready = k - rk;
    if (ready < 0) continue;
    const at = (ready % slices) * plane;
    if (ready >= wanted.start && ready < wanted.end) {
      const to = (ready - wanted.start) * plane;
      storeWork(ring, at, target.subarray(to, to + plane), isErosion);
    }
    ring.fill(lowest, at, at + plane);
  }
  progress(1);
}

/** Writes every row of the slice at `from` to the slice at `to`, each voxel the largest of itself and its two neighbours. */
function widenRows(values: Work, from: number, to: number, nj: number, ni: number): void {
  for (let j = 0; j < nj; j++) {
    const row = from + j * ni;
    const toRow = to + j * ni;
    let before = values[row];
    let value = before;
    for (let i = 1; i < ni; i++) {
      const next = values[row + i];
      let larger = value;
      if (before > larger) larger = before;
      if (next > larger) larger = next;
      values[toRow + i - 1] = larger;
      before = value;
      value = next;
    }
    if (before > value) value = before;
    values[toRow + ni - 1] = value;
  }
}

function largestOfRows(disc: Work, source: Work, a: number, b: number): void {
  for (let n = 0; n < disc.length; n++) {
    let larger = source[a + n];
    const other = source[b + n];
    if (other > larger) larger = other;
    if (larger > disc[n]) disc[n] = larger;
  }
}

function largestInto(ring: Work, at: number, disc: Work): void {
  for (let n = 0; n < disc.length; n++) if (disc[n] > ring[at + n]) ring[at + n] = disc[n];
}
