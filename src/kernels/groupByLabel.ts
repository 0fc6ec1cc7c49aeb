import { chunkLength } from '#src/image/chunks.ts';
import { isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { rawBits } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { voxelCounter } from './voxelCounter.ts';

/** The voxels of an image by the region that they lie in. */
export interface Groups {
  /** In ascending order. */
  readonly labels: readonly number[];
  /** The voxels of the regions, one region after the other, each in the order of the image. */
  readonly values: Voxels;
  /** Where the regions begin in `values`, and the end of the last. */
  readonly starts: readonly number[];
}

/** More regions than that are noise, and nobody reads their rows. */
export const mostLabels = 65_536;

const tooManyLabels =
  `The label image has more than ${mostLabels} labels: connect labels of regions (of an image's grey values choose Mask), ` +
  'or remove small regions first';

/**
 * Collects the voxels of each region of a label image of the same length, 0 and NaN being outside. Throws when a label is no whole
 * number, or there are more than 65,536.
 */
export function groupByLabel(voxels: Voxels, labels: Voxels, progress: Progress = noProgress): Groups {
  const table = labelTable(labels);
  if (table) return groupByTable(voxels, rawBits(labels), table, progress);
  const found = labelSlots(labels);
  const sizes = countSlots(labels, found, progress);
  const starts = [0];
  for (const size of sizes.subarray(1)) starts.push(starts[starts.length - 1] + size);
  const values = new voxelArrays[voxelTypeOf(voxels)](starts[starts.length - 1]);
  // The place of the next voxel of each slot; what is outside has slot 0.
  const places = Float64Array.of(0, ...starts.slice(0, -1));
  const [from, to] = [rawBits(voxels), rawBits(values)];
  forEachSlots(labels, found, (slots, count, start) => {
    progress(0.5 + (0.5 * start) / labels.length);
    scatter(from, start, slots, count, places, to);
  });
  return { labels: found.labels, values, starts };
}

/** How often each label of an integer type occurs: `counts[bits - lowest]` voxels have these bits. */
interface LabelTable {
  readonly lowest: number;
  readonly counts: Uint32Array;
  /** The label at each place of the counts. */
  readonly labelAt: (place: number) => number;
}

/** Labels of 32 bits have a table where they lie no further apart than this. */
const longestTable = 2 ** 22;

/** Undefined for floats, and for labels that lie too far apart. */
function labelTable(labels: Voxels): LabelTable | undefined {
  const { integer, min: lowestOfType } = voxelTypes[voxelTypeOf(labels)];
  if (!integer || labels.length === 0) return undefined;
  if (isSmallIntegers(labels)) {
    const { first, counts } = voxelCounter().countIntegers(labels);
    const byBits = new Uint32Array(counts.length);
    for (let n = 0; n < counts.length; n++) byBits[(first + n) & (counts.length - 1)] = counts[n];
    // The upper half of the bits of a signed type is negative.
    const end = counts.length + lowestOfType;
    return { lowest: 0, counts: byBits, labelAt: (place) => (place < end ? place : place - counts.length) };
  }
  const { min, max } = voxelCounter().extremes(labels, 'All');
  if (max - min >= longestTable || max >= 2 ** 31) return undefined;
  const counts = new Uint32Array(max - min + 1);
  countBits(rawBits(labels), min, counts);
  return { lowest: min, counts, labelAt: (place) => min + place };
}

function countBits(labels: Bits, lowest: number, counts: Uint32Array): void {
  for (let n = 0; n < labels.length; n++) counts[labels[n] - lowest]++;
}

/** Voxels between two reports of progress. */
const voxelsAtATime = 2 ** 20;

function groupByTable(voxels: Voxels, labels: Bits, table: LabelTable, progress: Progress): Groups {
  const { lowest, counts, labelAt } = table;
  const found: { readonly label: number; readonly place: number }[] = [];
  for (let place = 0; place < counts.length; place++) {
    const label = labelAt(place);
    if (counts[place] > 0 && label !== 0) found.push({ label, place });
  }
  if (found.length > mostLabels) throw new Error(tooManyLabels);
  found.sort((a, b) => a.label - b.label);
  // The place of the next voxel of each label. A label image has fewer than 2 to the 32nd voxels.
  const next = new Uint32Array(counts.length);
  const starts = [0];
  for (const { place } of found) {
    next[place] = starts[starts.length - 1];
    starts.push(next[place] + counts[place]);
  }
  const values = new voxelArrays[voxelTypeOf(voxels)](starts[starts.length - 1]);
  const [from, to] = [rawBits(voxels), rawBits(values)];
  for (let start = 0; start < labels.length; start += voxelsAtATime) {
    progress(start / labels.length);
    scatterBits(from, labels, lowest, start, Math.min(labels.length, start + voxelsAtATime), next, to);
  }
  return { labels: found.map(({ label }) => label), values, starts };
}

/** Bits of zeros are the label 0 in every type. */
function scatterBits(
  from: Bits,
  labels: Bits,
  lowest: number,
  start: number,
  end: number,
  next: Uint32Array,
  to: Bits,
): void {
  for (let n = start; n < end; n++) {
    const label = labels[n];
    if (label !== 0) to[next[label - lowest]++] = from[n];
  }
}

/** The labels in ascending order, and which slot each has. */
interface Slots {
  readonly labels: readonly number[];
  readonly slotOf: ReadonlyMap<number, number>;
}

function labelSlots(labels: Voxels): Slots {
  const found = new Set<number>();
  const values = new Float64Array(Math.min(chunkLength, labels.length));
  for (let start = 0; start < labels.length; start += chunkLength) {
    const count = Math.min(chunkLength, labels.length - start);
    values.set(labels.subarray(start, start + count));
    addLabels(values, count, found);
    if (found.size > mostLabels) {
      throw new Error(tooManyLabels);
    }
  }
  const ascending = [...found].sort((a, b) => a - b);
  return { labels: ascending, slotOf: new Map(ascending.map((label, n) => [label, n + 1])) };
}

function addLabels(values: Float64Array, count: number, found: Set<number>): void {
  let last = 0;
  for (let n = 0; n < count; n++) {
    const label = values[n];
    // Neighbours mostly have one label.
    if (label === last || Number.isNaN(label)) continue;
    last = label;
    if (label === 0) continue;
    if (!Number.isInteger(label)) {
      throw new Error(`Labels are whole numbers, but one voxel of the label image holds ${label}: choose Mask instead`);
    }
    found.add(label);
  }
}

function countSlots(labels: Voxels, { labels: found, slotOf }: Slots, progress: Progress): Float64Array {
  const sizes = new Float64Array(found.length + 1);
  forEachSlots(labels, { labels: found, slotOf }, (slots, count, start) => {
    progress((0.5 * start) / labels.length);
    for (let n = 0; n < count; n++) sizes[slots[n]]++;
  });
  return sizes;
}

function forEachSlots(
  labels: Voxels,
  { slotOf }: Slots,
  visit: (slots: Int32Array, count: number, start: number) => void,
): void {
  const values = new Float64Array(Math.min(chunkLength, labels.length));
  const slots = new Int32Array(values.length);
  for (let start = 0; start < labels.length; start += chunkLength) {
    const count = Math.min(chunkLength, labels.length - start);
    values.set(labels.subarray(start, start + count));
    lookUp(values, count, slotOf, slots);
    visit(slots, count, start);
  }
}

function lookUp(values: Float64Array, count: number, slotOf: ReadonlyMap<number, number>, slots: Int32Array): void {
  let [last, slot] = [0, 0];
  for (let n = 0; n < count; n++) {
    const label = values[n];
    if (label !== last) {
      last = label;
      slot = slotOf.get(label) ?? 0;
    }
    slots[n] = slot;
  }
}

type Bits = ReturnType<typeof rawBits>;

function scatter(from: Bits, start: number, slots: Int32Array, count: number, places: Float64Array, to: Bits): void {
  for (let n = 0; n < count; n++) if (slots[n] !== 0) to[places[slots[n]]++] = from[start + n];
}
