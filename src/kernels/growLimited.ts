import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { type Neighbours, neighbourSteps } from './neighbourSteps.ts';

/** What has grown, and whether it could have grown further. */
export interface Grown {
  readonly mask: Bitmask;
  readonly isComplete: boolean;
}

/**
 * Grows from the seeds through the mask in rounds, each adding all neighbours of what was added last, and stops before the round that
 * would make more than `mostVoxels`. So what is kept does not depend on the order of seeds. Seeds are voxel indices within the mask; returns
 * a mask of its own, empty where the seeds alone are too many.
 */
export function growLimited(mask: Bitmask, seeds: Int32Array, neighbours: Neighbours, mostVoxels: number): Grown {
  const [ni, nj, nk] = mask.size;
  const { rowWords } = mask;
  const plane = ni * nj;
  const steps = neighbourSteps(neighbours);
  const grown = emptyBitmask(mask.size);
  let queue = new Int32Array(1024);
  let count = 0;
  for (let n = 0; n < seeds.length; n++) {
    const i = seeds[n] % ni;
    const at = (i >> 5) + rowWords * ((seeds[n] - i) / ni);
    if (((mask.words[at] & ~grown.words[at]) >>> (i & 31)) & 1) {
      grown.words[at] |= 1 << (i & 31);
      if (count === queue.length) queue = twiceAsLong(queue);
      queue[count++] = seeds[n];
    }
  }
  let first = 0;
  while (first < count && count <= mostVoxels) {
    const end = count;
    for (; first < end; first++) {
      const voxel = queue[first];
      const i = voxel % ni;
      const row = (voxel - i) / ni;
      const j = row % nj;
      const k = (row - j) / nj;
      for (let n = 0; n < steps.length; n += 3) {
        const toI = i + steps[n];
        const toJ = j + steps[n + 1];
        const toK = k + steps[n + 2];
        if (toI < 0 || toI >= ni || toJ < 0 || toJ >= nj || toK < 0 || toK >= nk) continue;
        const at = (toI >> 5) + rowWords * (toJ + nj * toK);
        const bit = 1 << (toI & 31);
        if ((mask.words[at] & bit) === 0 || (grown.words[at] & bit) !== 0) continue;
        grown.words[at] |= bit;
        if (count === queue.length) queue = twiceAsLong(queue);
        queue[count++] = toI + ni * toJ + plane * toK;
      }
    }
  }
  if (count <= mostVoxels) return { mask: grown, isComplete: true };
  // What the last round added is too much.
  for (let n = first; n < count; n++) {
    const i = queue[n] % ni;
    grown.words[(i >> 5) + rowWords * ((queue[n] - i) / ni)] &= ~(1 << (i & 31));
  }
  return { mask: grown, isComplete: false };
}

function twiceAsLong(queue: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * queue.length);
  longer.set(queue);
  return longer;
}
