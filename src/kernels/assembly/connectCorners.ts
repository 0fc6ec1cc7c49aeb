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
  const anyLower = lower | lowerBefore | lowerAfter;
  const straight = bits & lower;
  if (straight !== 0) uniteAlong(straight & ~((straight << 1) | overlapBefore(entry, under)), entry, under, parents);
  uniteBefore(starts & lowerBefore & ~lower, entry, under, parents);
  uniteAfter(ends & lowerAfter & ~lower, entry, under, parents);

  const beside = load<u64>(back);
  const besideBefore = before(back);
  const besideAfter = after(back);
  const common = bits & beside;
  if (common !== 0) {
    // Over a corner the row below reaches the row beside even from one voxel further on.
    const known = corners ? anyLower : lower;
    uniteUnless(common, common & ~((common << 1) | overlapBefore(entry, back)), known, entry, back, parents);
  }
  const towards = corners ? lower : 0;
  uniteBefore(starts & besideBefore & ~beside & ~(towards | lowerBefore), entry, back, parents);
  uniteAfter(ends & besideAfter & ~beside & ~(towards | lowerAfter), entry, back, parents);

  const anyBeside = beside | besideBefore | besideAfter;
  connectDiagonal(entry, under - pitch, anyLower | anyBeside, parents);
  connectDiagonal(entry, under + pitch, anyLower, parents);
  if (!corners) return;
  connectAcross(
    entry,
    under - pitch,
    starts & ~(lower | lowerBefore | beside | besideBefore),
    ends & ~(lower | lowerAfter | beside | besideAfter),
    parents,
  );
  connectAcross(entry, under + pitch, starts & ~(lower | lowerBefore), ends & ~(lower | lowerAfter), parents);
}

/** Links straight over an edge, to a row that is one further along j and k. */
function connectDiagonal(entry: usize, other: usize, known: u64, parents: usize): void {
  const touching = load<u64>(entry) & load<u64>(other);
  if ((touching & ~known) === 0) return;
  uniteUnless(touching, touching & ~((touching << 1) | overlapBefore(entry, other)), known, entry, other, parents);
}

/** Links over a corner: from these starts to a run that ends before, from these ends to one that starts after. */
function connectAcross(entry: usize, other: usize, starts: u64, ends: u64, parents: usize): void {
  const bits = load<u64>(other);
  uniteBefore(starts & before(other) & ~bits, entry, other, parents);
  uniteAfter(ends & after(other) & ~bits, entry, other, parents);
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

function uniteBefore(bits: u64, entry: usize, other: usize, parents: usize): void {
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
