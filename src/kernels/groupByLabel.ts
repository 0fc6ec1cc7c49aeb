import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { rawBits } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';

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

/**
 * Collects the voxels of each region of a label image of the same length, 0 and NaN being outside. Throws when a label is no whole
 * number, or there are more than 65,536.
 */
export function groupByLabel(voxels: Voxels, labels: Voxels, progress: Progress = noProgress): Groups {
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
      throw new Error(
        `The label image has more than ${mostLabels} labels: connect labels of regions (of an image's grey values choose Mask), or remove small regions first`,
      );
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
