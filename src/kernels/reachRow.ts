/**
 * Lets the outside flow into one row of the background: from the rows beside it (j and k, one less and one more, so the row must
 * not lie at a face along j or k), from both ends of the row, and along the row. Returns whether it has grown.
 *
 * A run of background is reached as a whole. Upwards an addition does it within a word: a bit added at the first voxel reached
 * carries through to the end of the run. Downwards the reached bits are doubled five times: by 1, 2, 4, 8 and 16 voxels.
 */
export function reachRow(
  background: Int32Array,
  outside: Int32Array,
  row: number,
  rowWords: number,
  nj: number,
  ni: number,
): boolean {
  const first = row * rowWords;
  const last = first + rowWords - 1;
  const plane = nj * rowWords;
  let grown = 0;
  // The voxel before the first word is outside.
  let entering = 1;
  for (let at = first; at <= last; at++) {
    const free = background[at];
    const known = outside[at];
    const beside = outside[at - rowWords] | outside[at + rowWords] | outside[at - plane] | outside[at + plane];
    const seeds = (known | beside | entering) & free;
    const reached = seeds | (free & ~(free + seeds));
    outside[at] = reached;
    grown |= reached ^ known;
    entering = reached >>> 31;
  }
  // And so is the voxel after the last one.
  entering = 1 << ((ni - 1) & 31);
  for (let at = last; at >= first; at--) {
    let free = background[at];
    const known = outside[at];
    let reached = known | (entering & free);
    if (reached !== free) {
      reached |= free & (reached >>> 1);
      free &= free >>> 1;
      reached |= free & (reached >>> 2);
      free &= free >>> 2;
      reached |= free & (reached >>> 4);
      free &= free >>> 4;
      reached |= free & (reached >>> 8);
      free &= free >>> 8;
      reached |= free & (reached >>> 16);
    }
    outside[at] = reached;
    grown |= reached ^ known;
    entering = reached << 31;
  }
  return grown !== 0;
}
