import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { copySkew } from './copySkew.ts';
import type { GridPlaces, LinePlaces } from './gatherVoxels.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn, windowBytes, windowRoom } from './voxelWindow.ts';

/** Rows of a target's slices that are made together, and the rows of the source between which theirs lie. */
interface Rows {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** As gatherVoxels, for a source and a target of one type: some rows of a slice at a time. */
export function gatherSimd(
  { exports, scratch }: Simd,
  source: Voxels,
  size: Vec3,
  target: Voxels,
  [along, down, deep]: GridPlaces,
  fillValue: number,
  progress: Progress,
): void {
  const width = source.BYTES_PER_ELEMENT;
  const rowBytes = width * size[0];
  const targetRow = width * along.places.length;
  const plane = along.places.length * down.places.length;
  const count = Math.max(0, along.high - along.low);
  const isFull = count === along.places.length && down.low === 0 && down.high === down.places.length;
  const blocks = blocksOf(down, rowBytes, targetRow);
  const mostRead = rowBytes * Math.max(...blocks.map(({ first, last }) => last - first + 1));
  const mostRows = Math.max(...blocks.map(({ start, end }) => end - start));
  const step = stepOf(along);
  const [read, written] = [bytesOfVoxels(source), bytesOfVoxels(target)];
  const Numbers = voxelArrays[voxelTypeOf(target)];
  scratch.use(() => {
    const [columns, rows, block, result] = scratch.reserve(
      4 * count,
      4 * mostRows,
      mostRead + windowRoom,
      mostRows * targetRow + windowRoom,
    );
    const columnOffsets = scratch.counts(columns, count);
    const rowOffsets = scratch.counts(rows, mostRows);
    for (let n = 0; n < count; n++) columnOffsets[n] = width * along.places[along.low + n];
    for (let k = 0; k < deep.places.length; k++) {
      progress(k / deep.places.length);
      if (k < deep.low || k >= deep.high || count === 0) {
        target.fill(fillValue, k * plane, (k + 1) * plane);
        continue;
      }
      if (k > deep.low && deep.places[k] === deep.places[k - 1]) {
        target.copyWithin(k * plane, (k - 1) * plane, k * plane);
        continue;
      }
      for (const { start, end, first, last } of blocks) {
        const at = targetRow * (start + down.places.length * k);
        const to = result + copySkew(written, at);
        const bytes = scratch.bytes(to, (end - start) * targetRow);
        if (!isFull) new Numbers(bytes.buffer, to, bytes.length / width).fill(fillValue);
        const [low, high] = [Math.max(start, down.low), Math.min(end, down.high)];
        if (low < high) {
          const begin = rowBytes * (first + size[1] * deep.places[k]);
          const from = block + copySkew(read, begin);
          copyIn(scratch, from, read.subarray(begin, begin + rowBytes * (last - first + 1)));
          for (let j = low; j < high; j++) rowOffsets[j - low] = rowBytes * (down.places[j] - first);
          const inner = to + targetRow * (low - start) + width * along.low;
          exports.gatherRows(width, from, inner, columns, count, rows, high - low, targetRow, step);
        }
        written.set(bytes, at);
      }
    }
  });
}

/** As many rows together as a window holds of the target and of the source, at least one. */
function blocksOf({ places, low, high }: LinePlaces, rowBytes: number, targetRow: number): readonly Rows[] {
  const blocks: Rows[] = [];
  let [start, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = 0; n < places.length; n++) {
    const isInside = n >= low && n < high;
    const from = isInside ? Math.min(first, places[n]) : first;
    const to = isInside ? Math.max(last, places[n]) : last;
    const isMore = (n + 1 - start) * targetRow > windowBytes || (to - from + 1) * rowBytes > windowBytes;
    if (n > start && isMore) {
      blocks.push({ start, end: n, ...rowsFrom(first, last) });
      start = n;
      first = isInside ? places[n] : Number.POSITIVE_INFINITY;
      last = isInside ? places[n] : Number.NEGATIVE_INFINITY;
    } else {
      first = from;
      last = to;
    }
  }
  if (places.length > 0) blocks.push({ start, end: places.length, ...rowsFrom(first, last) });
  return blocks;
}

/** No row of the source is needed where all are filled. */
function rowsFrom(first: number, last: number): Pick<Rows, 'first' | 'last'> {
  return first <= last ? { first, last } : { first: 0, last: -1 };
}

/** 1 or 2 where all columns are so many voxels apart, else 0. */
function stepOf({ places, low, high }: LinePlaces): number {
  const step = high - low > 1 ? places[low + 1] - places[low] : 1;
  if (step !== 1 && step !== 2) return 0;
  for (let n = low + 1; n < high; n++) if (places[n] - places[n - 1] !== step) return 0;
  return step;
}
