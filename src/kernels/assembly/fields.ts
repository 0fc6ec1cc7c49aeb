/*
 * While components are found, a row is a number of fields: words of 64 bits, whose bits behind the row's last voxel are 0.
 */

/** The fields of a row of `ni` voxels. */
export function fieldsOf(ni: i32): i32 {
  return (ni + 63) >>> 6;
}

/** Turns so many rows of 32-bit words into rows of fields, in place: these take up to 4 bytes a row more. */
export function toFields(words: usize, rows: i32, ni: i32): void {
  const rowWords = (ni + 31) >>> 5;
  if ((rowWords & 1) === 0) return;
  const rowBytes = (<usize>rowWords) << 2;
  let source = words + <usize>rows * rowBytes;
  let target = words + <usize>rows * (rowBytes + 4);
  while (target > words) {
    source -= rowBytes;
    target -= rowBytes + 4;
    memory.copy(target, source, rowBytes);
    store<u32>(target + rowBytes, 0);
  }
}

/** Turns rows of fields into rows of 32-bit words again. */
export function fromFields(words: usize, rows: i32, ni: i32): void {
  const rowWords = (ni + 31) >>> 5;
  if ((rowWords & 1) === 0) return;
  const rowBytes = (<usize>rowWords) << 2;
  let source = words;
  for (let row = 0; row < rows; row++) {
    memory.copy(words, source, rowBytes);
    words += rowBytes;
    source += rowBytes + 4;
  }
}

/** Swaps foreground and background of so many rows. */
export function invertFields(at: usize, rows: i32, ni: i32): void {
  const fields = fieldsOf(ni);
  const last = <u64>-1 >> <u64>(-ni & 63);
  for (let row = 0; row < rows; row++) {
    for (let field = 1; field < fields; field++) {
      store<u64>(at, ~load<u64>(at));
      at += 8;
    }
    store<u64>(at, ~load<u64>(at) & last);
    at += 8;
  }
}

/** Sets the bits of other rows in so many rows. */
export function addFields(at: usize, others: usize, rows: i32, ni: i32): void {
  for (const end = at + ((<usize>rows * <usize>fieldsOf(ni)) << 3); at < end; at += 8) {
    store<u64>(at, load<u64>(at) | load<u64>(others));
    others += 8;
  }
}

/** Clears the bits of other rows in so many rows, and returns how many runs are left there. */
export function removeFields(at: usize, others: usize, rows: i32, ni: i32): u32 {
  const fields = fieldsOf(ni);
  let runs: u64 = 0;
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(at) & ~load<u64>(others);
      store<u64>(at, bits);
      runs += popcnt<u64>(bits & ~((bits << 1) | carry));
      carry = bits >>> 63;
      at += 8;
      others += 8;
    }
  }
  return <u32>runs;
}

/** Clears the bits that other rows do not have in so many rows. */
export function keepFields(at: usize, others: usize, rows: i32, ni: i32): void {
  for (const end = at + ((<usize>rows * <usize>fieldsOf(ni)) << 3); at < end; at += 8) {
    store<u64>(at, load<u64>(at) & load<u64>(others));
    others += 8;
  }
}

/** The number of voxels set in so many rows. */
export function countFields(at: usize, rows: i32, ni: i32): u32 {
  let count: u64 = 0;
  for (const end = at + ((<usize>rows * <usize>fieldsOf(ni)) << 3); at < end; at += 8)
    count += popcnt<u64>(load<u64>(at));
  return <u32>count;
}

/** The first of the slices with most voxels. */
export function fullestSlice(at: usize, ni: i32, nj: i32, nk: i32): i32 {
  let fullest = 0;
  let most: u32 = 0;
  for (let k = 0; k < nk; k++) {
    const count = countFields(at, nj, ni);
    if (count > most) {
      most = count;
      fullest = k;
    }
    at += (<usize>nj * <usize>fieldsOf(ni)) << 3;
  }
  return fullest;
}

/** The place of the first voxel set, with i slowest and k fastest; the highest number where there is none. */
export function firstPlace(at: usize, ni: i32, nj: i32, nk: i32): u32 {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  for (let offset: usize = 0; offset < rowBytes; offset += 8) {
    let row = at + offset;
    let lowest: u64 = 64;
    let first: u32 = -1;
    for (let k = 0; k < nk; k++) {
      let place = <u32>k;
      for (let j = 0; j < nj; j++) {
        // Of an empty field this is 64.
        const start = ctz<u64>(load<u64>(row));
        if (start < lowest || (start === lowest && place < first)) {
          lowest = start;
          first = place;
        }
        place += nk;
        row += rowBytes;
      }
    }
    if (lowest < 64) return (((<u32>offset) << 3) + <u32>lowest) * <u32>nj * <u32>nk + first;
  }
  return -1;
}
