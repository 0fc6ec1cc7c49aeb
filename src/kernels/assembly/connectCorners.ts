import { uniteAlong, uniteUnless } from './connectFaces';
import { entryBytes, runAt, startsAt } from './sliceTable';
import { unite } from './unite';

/*
 * Connecting the runs of a slice also over edges (18), and over corners (26): with the row before, and with three rows of the slice
 * below. Runs that come within one voxel along i without overlapping do so at a start of one and an end of the other, which again is
 * logic on words. Most of these links are known already by way of a third voxel that both touch, and are left out: those to the
 * row straight below, which come first, let nearly all others fall away within a solid object.
 */

/** Unites the runs of a slice with those they touch by a face or an edge, with `corners` also by a corner. */
export function connectCorners(
  entry: usize,
  below: usize,
  nj: i32,
  rowEntries: i32,
  corners: bool,
  parents: usize,
): void {
  const pitch = <usize>(rowEntries + 1) * entryBytes;
  for (let j = 0; j < nj; j++) {
    for (let n = 0; n < rowEntries; n++) {
      if (load<u64>(entry) !== 0) connectEntry(entry, entry - pitch, below, pitch, corners, parents);
      entry += entryBytes;
      below += entryBytes;
    }
    entry += entryBytes;
    below += entryBytes;
  }
}

/** Row `back` is beside the entry's row, `under` below it. */
function connectEntry(entry: usize, back: usize, under: usize, pitch: usize, corners: bool, parents: usize): void {
  const bits = load<u64>(entry);
  const starts = load<u64>(entry, startsAt);
  const ends = bits & ~after(entry);
  const lower = load<u64>(under);
  const lowerBefore = before(under);
  const lowerAfter = after(under);
  const straight = bits & lower;
  const isNew = straight & ~((straight << 1) | overlapBefore(entry, under));
  if (isNew !== 0) uniteAlong(isNew, entry, under, parents);
  const startsLeft = starts & ~lower;
  const endsLeft = ends & ~lower;
  uniteAcross(startsLeft & lowerBefore, endsLeft & lowerAfter, entry, under, parents);

  const anyLower = lower | lowerBefore | lowerAfter;
  const beside = load<u64>(back);
  const besideBefore = before(back);
  const besideAfter = after(back);
  // Over a corner the row below reaches the row beside even from one voxel further on.
  uniteStraight(bits & beside, corners ? anyLower : lower, entry, back, parents);
  const startsAlone = (corners ? startsLeft : starts) & ~(beside | lowerBefore);
  const endsAlone = (corners ? endsLeft : ends) & ~(beside | lowerAfter);
  uniteAcross(startsAlone & besideBefore, endsAlone & besideAfter, entry, back, parents);

  const diagonal = under - pitch;
  const opposite = under + pitch;
  const first = load<u64>(diagonal);
  const second = load<u64>(opposite);
  uniteStraight(bits & first, anyLower | beside | besideBefore | besideAfter, entry, diagonal, parents);
  uniteStraight(bits & second, anyLower, entry, opposite, parents);
  if (!corners) return;
  uniteAcross(
    startsAlone & before(diagonal) & ~(first | besideBefore),
    endsAlone & after(diagonal) & ~(first | besideAfter),
    entry,
    diagonal,
    parents,
  );
  uniteAcross(
    startsLeft & before(opposite) & ~(second | lowerBefore),
    endsLeft & after(opposite) & ~(second | lowerAfter),
    entry,
    opposite,
    parents,
  );
}

/** Unites runs that overlap, unless they are known to be united at one of these bits. */
function uniteStraight(touching: u64, known: u64, entry: usize, other: usize, parents: usize): void {
  if ((touching & ~known) === 0) return;
  uniteUnless(touching, touching & ~((touching << 1) | overlapBefore(entry, other)), known, entry, other, parents);
}

/** Unites runs that do not overlap: at these starts with a run that ends just before, at these ends with one that starts just after. */
function uniteAcross(starts: u64, ends: u64, entry: usize, other: usize, parents: usize): void {
  if ((starts | ends) === 0) return;
  uniteBefore(starts, entry, other, parents);
  uniteAfter(ends, entry, other, parents);
}

/** At each voxel whether the one before it is set. */
function before(entry: usize): u64 {
  return (load<u64>(entry) << 1) | (load<u64>(entry - entryBytes) >>> 63);
}

/** At each voxel whether the one after it is set. */
function after(entry: usize): u64 {
  return (load<u64>(entry) >>> 1) | (load<u64>(entry, entryBytes) << 63);
}

/** Whether two rows overlap in the last voxel before these entries, as bit 0. */
function overlapBefore(entry: usize, other: usize): u64 {
  return (load<u64>(entry - entryBytes) & load<u64>(other - entryBytes)) >>> 63;
}

/** Unites the runs of an entry at each of the bits with those of the other entry at the voxel before. */
export function uniteBefore(bits: u64, entry: usize, other: usize, parents: usize): void {
  while (bits !== 0) {
    const bit = bits & -bits;
    // The run at the voxel before; for the first bit that is the last run of the entry before.
    unite(parents, runAt(entry, bit | (bit - 1)), runAt(other, bit - 1));
    bits ^= bit;
  }
}

function uniteAfter(bits: u64, entry: usize, other: usize, parents: usize): void {
  while (bits !== 0) {
    const bit = bits & -bits;
    // The run that starts at the voxel after is the next one.
    unite(parents, runAt(entry, bit | (bit - 1)), runAt(other, bit | (bit - 1)) + 1);
    bits ^= bit;
  }
}
