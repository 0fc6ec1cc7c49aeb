import type { Vec3, Voxels } from '#src/image/volume.ts';
import { cubeSteps, isOnePart, keepsEuler } from './cubeNeighbours.ts';
import type { Progress } from './progress.ts';

/** Foreground that cannot be taken away as long as its neighbours are the same; other foreground is 1. */
const settled = 3;

/** Places between two reports of progress, which is where a run that nobody wants any more ends. */
const placesAtATime = 2 ** 18;

/**
 * Thins a mask (what is neither 0 nor NaN) to its skeleton of 0 and 1: voxels of the border are taken away from six sides in turn, as long as
 * that changes neither the Euler characteristic nor how the neighbours are connected, ends being kept (T.-C. Lee, R. L. Kashyap and C.-N. Chu,
 * CVGIP 56, 1994). As skimage.morphology.skeletonize of the 3D array[i, j, k], in whose order voxels are looked at again.
 */
export function skeleton3d(source: Voxels, target: Uint8Array, size: Vec3, progress: Progress): void {
  const [ni, nj, nk] = size;
  // Copied with a frame of background and k fastest, so that places ascend in the order of the array.
  const row = nk + 2;
  const plane = (nj + 2) * row;
  const inside = new Uint8Array((ni + 2) * plane);
  let left = 0;
  for (let i = 0; i < ni; i++) {
    progress(0);
    for (let j = 0; j < nj; j++) {
      for (let k = 0; k < nk; k++) {
        const value = source[i + ni * (j + nj * k)];
        if (value === 0 || Number.isNaN(value)) continue;
        inside[(i + 1) * plane + (j + 1) * row + k + 1] = 1;
        left++;
      }
    }
  }
  const places = new Int32Array(left);
  for (let at = 0, n = 0; at < inside.length; at++) {
    if (at % plane === 0) progress(0);
    if (inside[at] === 1) places[n++] = at;
  }
  const offsets = Int32Array.from(
    { length: 26 },
    (_, n) => cubeSteps[3 * n] * plane + cubeSteps[3 * n + 1] * row + cubeSteps[3 * n + 2],
  );
  // A single slice across i is thinned within itself, as scikit-image does.
  const sides = ni === 1 ? [-row, row, 1, -1] : [-row, row, 1, -1, plane, -plane];
  const found = new Int32Array(left);
  const all = left;
  for (let unchanged = 0; unchanged < sides.length; ) {
    unchanged = 0;
    for (const side of sides) {
      // What is left comes close to what will be: the progress of a shell is its share of what there is.
      const tell = () => progress(1 - left / (all + 1));
      tell();
      const count = findCandidates(inside, places, left, side, offsets, found, tell);
      let taken = 0;
      for (let n = 0; n < count; n++) {
        if (n % placesAtATime === 0) tell();
        if (!isOnePart(neighboursOf(inside, found[n], offsets))) continue;
        takeAway(inside, found[n], offsets);
        taken++;
      }
      if (taken === 0) unchanged++;
      else left = keepInside(inside, places, left, tell);
    }
  }
  for (let n = 0; n < left; n++) {
    const i = Math.floor(places[n] / plane);
    const j = Math.floor((places[n] % plane) / row);
    target[i - 1 + ni * (j - 1 + nj * ((places[n] % row) - 1))] = 1;
  }
  progress(1);
}

/** Writes the places that could be taken away, each by itself, from one side, and returns how many there are. */
function findCandidates(
  inside: Uint8Array,
  places: Int32Array,
  count: number,
  side: number,
  offsets: Int32Array,
  found: Int32Array,
  tell: () => void,
): number {
  let candidates = 0;
  for (let n = 0; n < count; n++) {
    if (n % placesAtATime === 0) tell();
    const at = places[n];
    if (inside[at] === settled || inside[at + side] !== 0) continue;
    const neighbours = neighboursOf(inside, at, offsets);
    const isEnd = neighbours !== 0 && (neighbours & (neighbours - 1)) === 0;
    if (!isEnd && keepsEuler(neighbours) && isOnePart(neighbours)) found[candidates++] = at;
    else inside[at] = settled;
  }
  return candidates;
}

/** Makes a place background; what was settled around it is looked at again. */
function takeAway(inside: Uint8Array, at: number, offsets: Int32Array): void {
  inside[at] = 0;
  for (let n = 0; n < 26; n++) inside[at + offsets[n]] &= 1;
}

function neighboursOf(inside: Uint8Array, at: number, offsets: Int32Array): number {
  let bits = 0;
  for (let n = 0; n < 26; n++) bits |= (inside[at + offsets[n]] & 1) << n;
  return bits;
}

/** Drops the places that were taken away, and returns how many are left. */
function keepInside(inside: Uint8Array, places: Int32Array, count: number, tell: () => void): number {
  let kept = 0;
  for (let n = 0; n < count; n++) {
    if (n % placesAtATime === 0) tell();
    if (inside[places[n]] !== 0) places[kept++] = places[n];
  }
  return kept;
}
