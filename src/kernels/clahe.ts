import { borderPlaces } from './convolveBorders.ts';
import { roundHalfEven } from './roundHalfEven.ts';

/** Values are told apart in so many steps, as scikit-image does. */
const greys = 2 ** 14;

/** How a slice is equalised: the tiles' size in voxels, what share of a tile one bin may hold, and the number of bins. */
export interface ClaheSettings {
  readonly tile: readonly [number, number];
  readonly clipLimit: number;
  readonly bins: number;
  /** Whether values are first rounded to 16 bits of their range, as scikit-image does with floats. */
  readonly isRounded: boolean;
}

/** What the slices of an image need, one after the other. */
export interface ClaheMemory {
  readonly binned: Uint16Array;
  readonly maps: Float64Array;
}

/** Memory for slices of this size. */
export function claheMemory(
  ni: number,
  nj: number,
  { tile: [ki, kj], bins }: Pick<ClaheSettings, 'tile' | 'bins'>,
): ClaheMemory {
  return { binned: new Uint16Array(ni * nj), maps: new Float64Array(Math.ceil(ni / ki) * Math.ceil(nj / kj) * bins) };
}

/**
 * Replaces the values of one slice, of which min..max become 0..1, by those of contrast limited adaptive histogram equalisation (Zuiderveld
 * 1994) in whole steps of 0 to 16383, as skimage.exposure's does before it rescales: each tile has a table from its clipped histogram, and
 * each voxel's value is found between those of the four nearest tiles. Beyond the borders the slice is mirrored (c b | a b c).
 */
export function clahe(
  plane: Float64Array,
  ni: number,
  nj: number,
  min: number,
  max: number,
  settings: ClaheSettings,
  { binned, maps }: ClaheMemory,
): void {
  const [ki, kj] = settings.tile;
  const width = max - min;
  const binSize = 1 + Math.floor(greys / settings.bins);
  for (let n = 0; n < plane.length; n++) {
    const exact = width > 0 ? Math.min(Math.max((plane[n] - min) / width, 0), 1) : 0;
    const share = settings.isRounded ? roundHalfEven(exact * 65535) / 65535 : exact;
    binned[n] = Math.floor(roundHalfEven(share * (greys - 1)) / binSize);
  }
  const [ti, tj] = [Math.ceil(ni / ki), Math.ceil(nj / kj)];
  const { bins } = settings;
  fillMaps(maps, binned, ni, nj, ti, tj, settings);
  const [beforeI, beforeJ] = [ki >> 1, kj >> 1];
  for (let j = 0; j < nj; j++) {
    const blockJ = Math.floor((j + beforeJ) / kj);
    const partJ = ((j + beforeJ) % kj) / kj;
    // A block lies between the middles of two tiles; beyond the outermost ones both are the same.
    const lowJ = Math.max(0, blockJ - 1);
    const highJ = Math.min(tj - 1, blockJ);
    for (let i = 0; i < ni; i++) {
      const blockI = Math.floor((i + beforeI) / ki);
      const partI = ((i + beforeI) % ki) / ki;
      const lowI = Math.max(0, blockI - 1);
      const highI = Math.min(ti - 1, blockI);
      const n = i + ni * j;
      const bin = binned[n];
      // The tables of the four tiles around, and within them the entry of the voxel's bin.
      const lowRow = ti * lowJ;
      const highRow = ti * highJ;
      let sum = Math.fround(maps[(lowI + lowRow) * bins + bin] * ((1 - partJ) * (1 - partI)));
      sum = Math.fround(sum + Math.fround(maps[(lowI + highRow) * bins + bin] * (partJ * (1 - partI))));
      sum = Math.fround(sum + Math.fround(maps[(highI + lowRow) * bins + bin] * ((1 - partJ) * partI)));
      sum = Math.fround(sum + Math.fround(maps[(highI + highRow) * bins + bin] * (partJ * partI)));
      plane[n] = Math.trunc(sum);
    }
  }
}

/** For each tile a table from bins to greys. Tiles start at the first voxel; the last ones reach into the mirrored border. */
function fillMaps(
  maps: Float64Array,
  binned: Uint16Array,
  ni: number,
  nj: number,
  ti: number,
  tj: number,
  settings: ClaheSettings,
): void {
  const {
    tile: [ki, kj],
    clipLimit,
    bins,
  } = settings;
  const voxels = ki * kj;
  const limit = clipLimit > 0 ? Math.floor(Math.max(1, clipLimit * voxels)) : voxels;
  const placesI = borderPlaces(ni, ki, 'Mirror');
  const placesJ = borderPlaces(nj, kj, 'Mirror');
  const counts = new Float64Array(bins);
  for (let tile = 0; tile < ti * tj; tile++) {
    const [firstI, firstJ] = [(tile % ti) * ki, Math.floor(tile / ti) * kj];
    counts.fill(0);
    for (let j = firstJ; j < firstJ + kj; j++) {
      const row = placesJ[j + kj] * ni;
      for (let i = firstI; i < firstI + ki; i++) counts[binned[row + placesI[i + ki]]]++;
    }
    clipCounts(counts, limit);
    let below = 0;
    for (let n = 0; n < bins; n++) {
      below += counts[n];
      maps[tile * bins + n] = Math.trunc(Math.min(greys - 1, below * ((greys - 1) / voxels)));
    }
  }
}

/** Cuts counts off at a limit and shares out what was cut off among the others: first evenly, then one by one over the whole range. */
function clipCounts(counts: Float64Array, limit: number): void {
  const { length } = counts;
  let excess = 0;
  for (let n = 0; n < length; n++) {
    if (counts[n] <= limit) continue;
    excess += counts[n] - limit;
    counts[n] = limit;
  }
  const increment = Math.floor(excess / length);
  const upper = limit - increment;
  for (let n = 0; n < length; n++) {
    if (counts[n] < upper) {
      counts[n] += increment;
      excess -= increment;
    }
    // What has just come near the limit is filled up to it as well.
    if (counts[n] >= upper && counts[n] < limit) {
      excess -= limit - counts[n];
      counts[n] = limit;
    }
  }
  while (excess > 0) {
    const before = excess;
    for (let first = 0; first < length && excess > 0; first++) {
      let free = 0;
      for (let n = 0; n < length; n++) if (counts[n] < limit) free++;
      const step = Math.max(1, Math.floor(free / excess));
      for (let n = first; n < length; n += step) {
        if (counts[n] >= limit) continue;
        counts[n]++;
        excess--;
      }
    }
    if (excess === before) return;
  }
}

/** The largest value that `clahe` gives. */
export const claheMaximum = greys - 1;
