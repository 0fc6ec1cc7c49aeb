import { dropEntry, pushEntry } from './floodHeap';
import { sortable, unsortable } from './floodKeys';

/*
 * The flood of a watershed over a padded grid, `blocked` being the label of what lies outside of it, of the mask, and on lines. Its state at `state`
 * are numbers of four bytes: entries of the heap, age, then the addresses of labels, keys, heap and steps, the number of steps, `blocked`, and
 * the rows and slices of the padded grid in voxels; behind them the compactness in eight bytes.
 */

const labelsAt: usize = 8;
const keysAt: usize = 12;
const heapAt: usize = 16;
const stepsAt: usize = 20;
const stepCountAt: usize = 24;
const blockedAt: usize = 28;
const rowAt: usize = 32;
const planeAt: usize = 36;
const compactnessAt: usize = 40;

/** Puts the markers of `count` voxels, `stride` voxels apart from place `place` on, into the heap, and returns how many there are in it. */
function markers<K>(state: usize, place: i32, count: i32, stride: i32): i32 {
  const labels = load<usize>(state, labelsAt);
  const keys = load<usize>(state, keysAt);
  const heap = load<usize>(state, heapAt);
  const blocked = load<i32>(state, blockedAt);
  let entries = load<i32>(state);
  for (let n = 0; n < count; n++) {
    const label = load<i32>(labels + ((<usize>place) << 2));
    if (label !== 0 && label !== blocked) {
      pushEntry<K>(heap, entries++, load<K>(keys + <usize>place * sizeof<K>()), 0, place, place);
    }
    place += stride;
  }
  store<i32>(state, entries);
  return entries;
}

/** Floods up to `most` voxels, each labelled when it is reached, and returns how many entries are left. */
function flood<K>(state: usize, most: i32): i32 {
  const labels = load<usize>(state, labelsAt);
  const keys = load<usize>(state, keysAt);
  const heap = load<usize>(state, heapAt);
  const steps = load<usize>(state, stepsAt);
  const end = steps + ((<usize>load<i32>(state, stepCountAt)) << 2);
  let entries = load<i32>(state);
  let age = load<u32>(state, 4);
  for (let n = 0; n < most && entries > 0; n++) {
    const place = load<i32>(heap, 8);
    dropEntry<K>(heap, --entries);
    const label = load<i32>(labels + ((<usize>place) << 2));
    for (let step = steps; step < end; step += 4) {
      const to = place + load<i32>(step);
      const target = labels + ((<usize>to) << 2);
      if (load<i32>(target) !== 0) continue;
      store<i32>(target, label);
      pushEntry<K>(heap, entries++, load<K>(keys + <usize>to * sizeof<K>()), ++age, to, 0);
    }
  }
  store<i32>(state, entries);
  store<u32>(state, age, 4);
  return entries;
}

/** The same where voxels are labelled as they leave the heap, since lines are kept or the way from the marker counts. */
function floodLater<K>(state: usize, most: i32, isLined: bool): i32 {
  const labels = load<usize>(state, labelsAt);
  const keys = load<usize>(state, keysAt);
  const heap = load<usize>(state, heapAt);
  const steps = load<usize>(state, stepsAt);
  const end = steps + ((<usize>load<i32>(state, stepCountAt)) << 2);
  const blocked = load<i32>(state, blockedAt);
  const compactness = load<f64>(state, compactnessAt);
  let entries = load<i32>(state);
  let age = load<u32>(state, 4);
  for (let n = 0; n < most && entries > 0; n++) {
    const place = load<i32>(heap, 8);
    const source = load<i32>(heap, 12);
    dropEntry<K>(heap, --entries);
    const own = labels + ((<usize>place) << 2);
    const before = load<i32>(own);
    if (before === blocked || (before !== 0 && place !== source)) continue;
    if (isLined && meetsTwo(labels, place, steps, end, blocked)) {
      store<i32>(own, blocked);
      continue;
    }
    if (before === 0) store<i32>(own, load<i32>(labels + ((<usize>source) << 2)));
    for (let step = steps; step < end; step += 4) {
      const to = place + load<i32>(step);
      if (load<i32>(labels + ((<usize>to) << 2)) !== 0) continue;
      let key = load<K>(keys + <usize>to * sizeof<K>());
      if (sizeof<K>() === 8 && compactness > 0) {
        key = <K>sortable(unsortable(<u64>key) + compactness * distance(state, to, source));
      }
      pushEntry<K>(heap, entries++, key, ++age, to, source);
    }
  }
  store<i32>(state, entries);
  store<u32>(state, age, 4);
  return entries;
}

/** Whether the neighbours of a voxel have two different labels. */
function meetsTwo(labels: usize, place: i32, steps: usize, end: usize, blocked: i32): bool {
  let first = 0;
  for (let step = steps; step < end; step += 4) {
    const label = load<i32>(labels + ((<usize>(place + load<i32>(step))) << 2));
    if (label === 0 || label === blocked || label === first) continue;
    if (first !== 0) return true;
    first = label;
  }
  return false;
}

/** How far two places lie from each other, in voxels. */
function distance(state: usize, a: i32, b: i32): f64 {
  const row = load<i32>(state, rowAt);
  const plane = load<i32>(state, planeAt);
  const dk = <f64>(a / plane - b / plane);
  const dj = <f64>((a % plane) / row - (b % plane) / row);
  const di = <f64>((a % row) - (b % row));
  return Math.sqrt(di * di + dj * dj + dk * dk);
}

export function floodMarkersNarrow(state: usize, place: i32, count: i32, stride: i32): i32 {
  return markers<u32>(state, place, count, stride);
}
export function floodMarkersWide(state: usize, place: i32, count: i32, stride: i32): i32 {
  return markers<u64>(state, place, count, stride);
}
export function floodNarrow(state: usize, most: i32): i32 {
  return flood<u32>(state, most);
}
export function floodWide(state: usize, most: i32): i32 {
  return flood<u64>(state, most);
}
export function floodLaterNarrow(state: usize, most: i32, isLined: bool): i32 {
  return floodLater<u32>(state, most, isLined);
}
export function floodLaterWide(state: usize, most: i32, isLined: bool): i32 {
  return floodLater<u64>(state, most, isLined);
}
