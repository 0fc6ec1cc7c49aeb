import { entryBytes, runAt, startsAt } from './sliceTable';
import { linkPairs, unite, unitePairs } from './unite';

/*
 * Connecting the runs of a slice by faces: with the row before (j - 1), and with the same row of the slice below (k - 1). How many runs
 * touch in 64 voxels cannot be foreseen, so two pairs are noted in any case, whether they are there or not, and only more of them in a
 * loop; the pairs of a row are united afterwards, one after the other.
 *
 * Nothing hangs on a run before its row is connected, so the first that it touches becomes its parent without a question asked: these pairs
 * are noted apart, and are the most of them.
 */

/** The bytes of `pairs`: every second voxel may begin a run, beside and below, and a few more are written behind the last. */
export function pairsBytes(rowEntries: i32): usize {
  return firstsBytes(rowEntries) + <usize>(64 * rowEntries + 4) * pairBytes;
}

/** The bytes of the first pairs of runs. */
function firstsBytes(rowEntries: i32): usize {
  return <usize>(32 * rowEntries + 4) * pairBytes;
}

const pairBytes: usize = 8;

/** Unites the runs of a slice, all still roots, with those they touch by a face; `below` is the first entry of the slice below. */
export function connectFaces(entry: usize, below: usize, nj: i32, rowEntries: i32, parents: usize, pairs: usize): void {
  const pitch = <usize>(rowEntries + 1) * entryBytes;
  const down = below - entry;
  const others = pairs + firstsBytes(rowEntries);
  for (let j = 0; j < nj; j++) {
    let beside: u64 = 0;
    let under: u64 = 0;
    let firstEnd = pairs;
    let end = others;
    for (let n = 0; n < rowEntries; n++) {
      const bits = load<u64>(entry);
      if (bits === 0) {
        beside = 0;
        under = 0;
      } else {
        const back = load<u64>(entry - pitch);
        const lower = load<u64>(entry + down);
        const common = bits & back;
        const touching = bits & lower;
        // Where the runs touch both and those two touch the fourth, they are united already by way of that.
        const round = common & lower & load<u64>(entry + down - pitch);
        const commonStarts = common & ~((common << 1) | beside);
        const touchingStarts = touching & ~((touching << 1) | under);
        const all = commonStarts | touchingStarts;
        // Adding the starts of runs carries on to the first bit of each that is missing.
        const firsts = ((bits & ~all) + load<u64>(entry, startsAt)) & all;
        firstEnd = noteFirsts(firsts, commonStarts, entry, entry - pitch, entry + down, firstEnd);
        end = noteAlong(commonStarts & ~firsts, entry, entry - pitch, end);
        end = noteUnless(touching, touchingStarts & ~(firsts & ~commonStarts), round, entry, entry + down, end);
        beside = common >>> 63;
        under = touching >>> 63;
      }
      entry += entryBytes;
    }
    linkPairs(parents, pairs, firstEnd);
    unitePairs(parents, others, end);
    entry += entryBytes;
  }
}

/** Notes the runs of an entry at each of the bits, with those of entry `back` at the bits of `besides`, else of entry `lower`. */
function noteFirsts(bits: u64, besides: u64, entry: usize, back: usize, lower: usize, end: usize): usize {
  const last = end + <usize>popcnt<u64>(bits) * pairBytes;
  notePair(bits ^ (bits - 1), entry, (bits & -bits & besides) !== 0 ? back : lower, end);
  bits &= bits - 1;
  notePair(bits ^ (bits - 1), entry, (bits & -bits & besides) !== 0 ? back : lower, end + pairBytes);
  end += 2 * pairBytes;
  for (; end < last; end += pairBytes) {
    bits &= bits - 1;
    notePair(bits ^ (bits - 1), entry, (bits & -bits & besides) !== 0 ? back : lower, end);
  }
  return last;
}

/** Notes the runs of two entries at each of the bits. */
function noteAlong(bits: u64, entry: usize, other: usize, end: usize): usize {
  const last = end + <usize>popcnt<u64>(bits) * pairBytes;
  notePair(bits ^ (bits - 1), entry, other, end);
  bits &= bits - 1;
  notePair(bits ^ (bits - 1), entry, other, end + pairBytes);
  end += 2 * pairBytes;
  for (; end < last; end += pairBytes) {
    bits &= bits - 1;
    notePair(bits ^ (bits - 1), entry, other, end);
  }
  return last;
}

/** Notes the runs of two entries as uniteUnless unites them. */
function noteUnless(touching: u64, starts: u64, known: u64, entry: usize, other: usize, end: usize): usize {
  const sum = (touching & ~known) + starts;
  let ends = sum & ~touching;
  // A stretch that reaches the last bit carries out of the word; its pair comes first.
  notePair(-1, entry, other, end);
  end += sum < starts ? pairBytes : 0;
  const last = end + <usize>popcnt<u64>(ends) * pairBytes;
  notePair((ends ^ (ends - 1)) >>> 1, entry, other, end);
  ends &= ends - 1;
  notePair((ends ^ (ends - 1)) >>> 1, entry, other, end + pairBytes);
  end += 2 * pairBytes;
  for (; end < last; end += pairBytes) {
    ends &= ends - 1;
    notePair((ends ^ (ends - 1)) >>> 1, entry, other, end);
  }
  return last;
}

function notePair(upTo: u64, entry: usize, other: usize, at: usize): void {
  store<u32>(at, runAt(entry, upTo));
  store<u32>(at, runAt(other, upTo), 4);
}

/** Unites the runs of two entries at each of the bits. */
export function uniteAlong(bits: u64, entry: usize, other: usize, parents: usize): void {
  while (bits !== 0) {
    const upTo = bits ^ (bits - 1);
    unite(parents, runAt(entry, upTo), runAt(other, upTo));
    bits &= bits - 1;
  }
}

/**
 * Unites the runs of two entries where they touch, once for each stretch of `touching` that begins at a bit of `starts`, unless
 * a bit of the stretch is in `known`. Adding the starts carries to the end of each stretch in which no bit is missing.
 */
export function uniteUnless(touching: u64, starts: u64, known: u64, entry: usize, other: usize, parents: usize): void {
  if (starts === 0) return;
  const sum = (touching & ~known) + starts;
  let ends = sum & ~touching;
  while (ends !== 0) {
    const upTo = (ends ^ (ends - 1)) >>> 1;
    unite(parents, runAt(entry, upTo), runAt(other, upTo));
    ends &= ends - 1;
  }
  // A stretch that reaches the last bit carries out of the word.
  if (sum < starts) unite(parents, runAt(entry, <u64>-1), runAt(other, <u64>-1));
}
