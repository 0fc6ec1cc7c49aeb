/*
 * Rows of 32-bit words, read and written 64 voxels at a time; `word` is even. The last word of a row may be a lone one.
 */

/** The up to 64 voxels from word `word` of a row on; what lies behind the row's last word is 0. */
export function wordsAt(row: usize, word: i32, rowWords: i32): u64 {
  const at = row + ((<usize>word) << 2);
  return word + 1 < rowWords ? load<u64>(at) : <u64>load<u32>(at);
}

/** The bits of the voxels from word `word` of a row of `ni` on: all 64, or fewer at the row's end. */
export function validAt(word: i32, ni: i32): u64 {
  const left = ni - 32 * word;
  return left >= 64 ? <u64>-1 : ((<u64>1) << (<u64>left)) - 1;
}

/** Writes up to 64 voxels from word `word` of a row on. */
export function putWords(row: usize, word: i32, rowWords: i32, bits: u64): void {
  const at = row + ((<usize>word) << 2);
  if (word + 1 < rowWords) store<u64>(at, bits);
  else store<u32>(at, <u32>bits);
}
