import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Progress } from './progress.ts';

/** Neighbourhoods, and in which passes scikit-image takes the voxel away there: neither (0), the first (1), the second (2), both (3). */
const differing =
  '3:1 6:1 10:3 11:1 12:1 14:1 24:2 26:2 40:3 48:0 56:2 96:2 104:2 108:2 129:0 130:3 131:1 134:1 160:3 161:1 176:2 192:2 194:1 198:1 224:2';

/**
 * In which passes a voxel is taken away, by its neighbourhood: by the rule of Zhang and Suen, but where scikit-image differs from it in order to leave
 * lines of one voxel's width.
 */
const passes: Uint8Array = passesOfNeighbours();

function passesOfNeighbours(): Uint8Array {
  const table = new Uint8Array(256);
  for (let bits = 0; bits < 256; bits++) {
    const has = (n: number) => (bits >> (n & 7)) & 1;
    let count = 0;
    let rises = 0;
    for (let n = 0; n < 8; n++) {
      count += has(n);
      if (has(n) === 0 && has(n + 1) === 1) rises++;
    }
    if (count < 2 || count > 6 || rises !== 1) continue;
    const [up, right, down, left] = [has(1), has(3), has(5), has(7)];
    const first = up * right * down === 0 && right * down * left === 0;
    const second = up * right * left === 0 && up * down * left === 0;
    table[bits] = (first ? 1 : 0) + (second ? 2 : 0);
  }
  for (const pair of differing.split(' ')) {
    const [bits, value] = pair.split(':').map(Number);
    table[bits] = value;
  }
  return table;
}

/**
 * Thins each slice of a mask (what is neither 0 nor NaN) to its skeleton of 0 and 1, in two passes in turn (T. Y. Zhang and C. Y. Suen,
 * Communications of the ACM 27, 1984). As skimage.morphology.skeletonize of each 2D array[i, j].
 */
export function skeleton2d(source: Voxels, target: Uint8Array, [ni, nj, nk]: Vec3, progress: Progress): void {
  const row = ni + 2;
  const inside = new Uint8Array(row * (nj + 2));
  const places = new Int32Array(ni * nj);
  const taken = new Int32Array(ni * nj);
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    inside.fill(0);
    let left = 0;
    for (let j = 0; j < nj; j++) {
      const from = ni * (j + nj * k);
      const to = 1 + (j + 1) * row;
      for (let i = 0; i < ni; i++) {
        const value = source[from + i];
        if (value === 0 || Number.isNaN(value)) continue;
        places[left++] = to + i;
        inside[to + i] = 1;
      }
    }
    for (let hasChanged = true; hasChanged; ) {
      progress(k / nk);
      hasChanged = false;
      for (let pass = 1; pass <= 2; pass++) {
        let count = 0;
        for (let n = 0; n < left; n++) {
          const at = places[n];
          // What stayed in this pass stays as long as its neighbours are the same.
          if ((inside[at] & (2 * pass)) !== 0) continue;
          if ((passes[neighboursOf(inside, at, row)] & pass) !== 0) taken[count++] = at;
          else inside[at] |= 2 * pass;
        }
        for (let n = 0; n < count; n++) {
          const at = taken[n];
          inside[at] = 0;
          for (let side = at - row; side <= at + row; side += row) {
            inside[side - 1] &= 1;
            inside[side] &= 1;
            inside[side + 1] &= 1;
          }
        }
        if (count === 0) continue;
        hasChanged = true;
        let kept = 0;
        for (let n = 0; n < left; n++) if (inside[places[n]] !== 0) places[kept++] = places[n];
        left = kept;
      }
    }
    for (let n = 0; n < left; n++) {
      const i = (places[n] % row) - 1;
      target[i + ni * (Math.floor(places[n] / row) - 1) + k * ni * nj] = 1;
    }
  }
  progress(1);
}

/** The neighbours as bits, around the voxel in turn, from the one before it along both axes on and first along j. */
function neighboursOf(inside: Uint8Array, at: number, row: number): number {
  return (
    (inside[at - 1 - row] & 1) |
    ((inside[at - 1] & 1) << 1) |
    ((inside[at - 1 + row] & 1) << 2) |
    ((inside[at + row] & 1) << 3) |
    ((inside[at + 1 + row] & 1) << 4) |
    ((inside[at + 1] & 1) << 5) |
    ((inside[at + 1 - row] & 1) << 6) |
    ((inside[at - row] & 1) << 7)
  );
}
