import { normOf } from '#src/image/bins.ts';
import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { addMoments, type Extremes, type Moments, noMoments, type Sample } from '#src/image/voxelCounter.ts';
import { sumOfTables } from './countsSimd.ts';
import { bytesBetweenWords, noTell, type Tell } from './progress.ts';
import { type Simd, seeing } from './simd.ts';
import { bytesOfVoxels, readAt, windowRoom } from './voxelWindow.ts';

/** The passes over voxels of four and eight bytes; those of the narrower types are counted instead. */
const passes = [
  [Uint32Array, 'Uint32'],
  [Int32Array, 'Int32'],
  [Float32Array, 'Float32'],
  [Float64Array, 'Float64'],
] as const;

/** The extremes of a sample and the number of voxels that are not NaN. */
export function extremesSimd(
  fast: Simd,
  voxels: Voxels,
  sample: Sample,
  tell: Tell = noTell,
): Extremes & { readonly count: number } {
  let { min, max, count }: Extremes & { count: number } = noMoments;
  eachSummary(fast, voxels, sample, tell, (summary) => {
    min = Math.min(min, summary[0]);
    max = Math.max(max, summary[1]);
    count += summary[2];
  });
  return { min, max, count };
}

/** Extremes, number, sum and squared distances from the mean, of whatever is not NaN. */
export function momentsSimd(fast: Simd, voxels: Voxels, tell: Tell = noTell): Moments {
  const name = wideType(voxels);
  let moments = noMoments;
  eachSummary(fast, voxels, 'All', tell, ([min, max, count, sum], { exports }, source, length) => {
    const squares = exports[`deviations${name}`](source, length, sum / count);
    moments = addMoments(moments, { min, max, count, sum, squares });
  });
  return moments;
}

/** Adds the voxels between the first and the last edge to the bins, as numpy.histogram. */
export function addToBinsSimd(
  fast: Simd,
  voxels: Voxels,
  edges: Float64Array,
  bins: Float64Array,
  tell: Tell = noTell,
): void {
  const { exports, scratch } = fast;
  const add = exports[`addToBins${wideType(voxels)}`];
  const norm = normOf(edges);
  const highest = edges[bins.length];
  // Behind each table is a counter for what is in no bin.
  const range = bins.length + 1;
  scratch.use(() => {
    const [limits, tables] = scratch.reserve(edges.byteLength, 16 * range);
    const limited = edges.slice().fill(Number.POSITIVE_INFINITY, bins.length);
    scratch.bytes(limits, edges.byteLength).set(bytesOfVoxels(limited));
    scratch.bytes(tables, 16 * range).fill(0);
    eachWindow(fast, voxels, tell, (source, length) => add(source, length, limits, highest, bins.length, norm, tables));
    const counts = sumOfTables(scratch.words(tables, 4 * range), range);
    for (let n = 0; n < bins.length; n++) bins[n] += counts[n];
  });
}

/** Hands each window's summary to `visit`, with its address in the memory of the kernels that see it. */
function eachSummary(
  kernels: Simd,
  voxels: Voxels,
  sample: Sample,
  tell: Tell,
  visit: (summary: readonly number[], seen: Simd, source: number, length: number) => void,
): void {
  const fast = seeing(kernels, voxels);
  const { exports, scratch } = fast;
  const summarize = exports[`summarize${wideType(voxels)}`];
  const all = sample === 'All' ? -1 : 0;
  scratch.use(() => {
    const [result] = scratch.reserve(32);
    eachWindow(fast, voxels, tell, (source, length) => {
      summarize(source, length, all, 0, result);
      const [min, max, count, sum] = new Float64Array(scratch.bytes(result, 32).buffer, result, 4);
      visit([min + 0, max + 0, count, sum], fast, source, length);
    });
  });
}

/** Windows as long as the chunks of the plain form, so that sums are added up in the same order. */
function eachWindow(fast: Simd, voxels: Voxels, tell: Tell, visit: (source: number, length: number) => void): void {
  const width = voxels.BYTES_PER_ELEMENT;
  const bytes = bytesOfVoxels(voxels);
  const [place] = fast.scratch.reserve(width * chunkLength + windowRoom);
  for (let start = 0; start < voxels.length; start += chunkLength) {
    if (start > 0 && (width * start) % bytesBetweenWords === 0) tell();
    const end = Math.min(start + chunkLength, voxels.length);
    visit(readAt(fast, bytes, width * start, width * end, place), end - start);
  }
}

function wideType(voxels: Voxels): (typeof passes)[number][1] {
  for (const [type, name] of passes) if (voxels instanceof type) return name;
  throw new Error(`Voxels of ${voxels.BYTES_PER_ELEMENT} bytes are counted by their values: use countIntegers`);
}
