import type { Slab, Vec3 } from '#src/image/volume.ts';
import { withSpareMemory } from './simd.ts';

/**
 * A mask with 32 voxels of a row (along i) in one word: voxel (i, j, k) is bit `i & 31` of word
 * `(i >> 5) + rowWords * (j + size[1] * k)`. A row starts with a word of its own, and the bits beyond its last voxel are
 * always 0, so that whole rows and slices can be combined word by word. An eighth of a byte mask, it stays in the cache.
 */
export interface Bitmask {
  readonly size: Vec3;
  readonly rowWords: number;
  readonly words: Int32Array;
}

/** A mask without a foreground voxel. */
export function emptyBitmask(size: Vec3): Bitmask {
  return { size, rowWords: rowWordsOf(size), words: zeroWords(wordsOf(size)) };
}

function rowWordsOf([ni]: Vec3): number {
  return (ni + 31) >>> 5;
}

function wordsOf(size: Vec3): number {
  return rowWordsOf(size) * size[1] * size[2];
}

/**
 * Runs `body`, whose first masks of that size, what goes in and what comes out of a step, lie among the voxels where there is room that is in
 * use already. None of them may be looked at later.
 */
export function withBitmasks<T>(size: Vec3, body: () => T): T {
  const length = wordsOf(size);
  return withSpareMemory(4 * length, mostReleased, (parts) => {
    const lent = parts.map(({ buffer, byteOffset }) => new Int32Array(buffer, byteOffset, length));
    released = [...lent.map((words) => new WeakRef(words)), ...released];
    try {
      return body();
    } finally {
      released = released.filter((other) => !lent.some((words) => other.deref() === words));
    }
  });
}

/** Weak, so that the garbage collector takes what no mask needs. */
let released: readonly WeakRef<Int32Array>[] = [];

/** Gives the memory of masks to those that are made next: nobody may look at these any more. */
export function releaseBitmasks(...masks: readonly Bitmask[]): void {
  for (const { words } of masks) {
    const isOwn = words.byteLength === words.buffer.byteLength;
    if (isOwn && !released.some((other) => other.deref() === words)) {
      released = [new WeakRef(words), ...released].slice(0, mostReleased);
    }
  }
}

/** What goes in and what comes out of a step. */
const mostReleased = 2;

function zeroWords(length: number): Int32Array {
  for (const other of released) {
    const words = other.deref();
    if (words?.length !== length) continue;
    released = released.filter((kept) => kept !== other);
    return words.fill(0);
  }
  return new Int32Array(length);
}

/** Some slices of a mask, as a view. */
export function sliceMask({ size: [ni, nj], rowWords, words }: Bitmask, { start, end }: Slab): Bitmask {
  const plane = rowWords * nj;
  return { size: [ni, nj, end - start], rowWords, words: words.subarray(start * plane, end * plane) };
}

/** The bits of a row's last word that belong to voxels. */
export function lastWordBits(ni: number): number {
  return (-1 >>> (-ni & 31)) | 0;
}

/** Swaps foreground and background in place. */
export function invertBitmask({ size, rowWords, words }: Bitmask): void {
  const last = lastWordBits(size[0]);
  for (let row = 0; row < words.length; row += rowWords) {
    const end = row + rowWords - 1;
    for (let word = row; word < end; word++) words[word] = ~words[word];
    words[end] = ~words[end] & last;
  }
}

/** A mask of its own with the same voxels. */
export function copyBitmask(mask: Bitmask): Bitmask {
  return { ...mask, words: mask.words.slice() };
}

/** The number of foreground voxels. */
export function countForeground({ words }: Bitmask): number {
  let count = 0;
  for (let n = 0; n < words.length; n++) count += bitCount(words[n]);
  return count;
}

/** The number of bits set in a word, by adding neighbours in ever wider fields (Hacker's Delight, 5-1). */
export function bitCount(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether two masks of one size hold the same voxels. */
export function isSameMask({ words: a }: Bitmask, { words: b }: Bitmask): boolean {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

/** Adds the foreground of another mask of the same size to a mask, in place. */
export function addBitmask({ words }: Bitmask, { words: added }: Bitmask): void {
  for (let n = 0; n < words.length; n++) words[n] |= added[n];
}

/** Takes the foreground of another mask of the same size out of a mask, in place. */
export function removeBitmask({ words }: Bitmask, { words: removed }: Bitmask): void {
  for (let n = 0; n < words.length; n++) words[n] &= ~removed[n];
}
