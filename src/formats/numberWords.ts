import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { textOf } from './headerFields.ts';
import type { StoredType } from './niftiTypes.ts';

/** How many numbers are given at a time. */
const pieceLength = 2 ** 14;
/** Longer than any number that is written sensibly. */
const longestWord = 400;

/**
 * Numbers that are written in words, separated by white space or commas, as little-endian bytes of the stored type, in pieces. Ends
 * after `count` of them, or with the stream. Throws on a word that is no number, and on a number that the type does not hold.
 */
export async function* numberWords(
  stream: AsyncGenerator<Uint8Array, void>,
  stored: StoredType,
  count: number,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  const piece = emptyPiece(stored);
  let filled = 0;
  let done = 0;
  let rest = '';
  try {
    for (let isLast = false; !isLast && done < count; ) {
      const next = await stream.next();
      isLast = next.done === true;
      const text = rest + (next.done ? '' : textOf(next.value));
      const words = text.split(/[\s,]+/);
      rest = isLast ? '' : (words.pop() ?? '');
      if (rest.length > longestWord) throw noNumber(name, done + filled, rest);
      for (const word of words) {
        if (word === '') continue;
        if (done === count) break;
        piece.set(filled++, word, (why) => noNumber(name, done, word, why));
        done++;
        if (filled < pieceLength) continue;
        yield piece.bytes(filled);
        filled = 0;
      }
    }
    if (filled > 0) yield piece.bytes(filled);
  } finally {
    await stream.return();
  }
}

interface Piece {
  set(at: number, word: string, fault: (why?: string) => Error): void;
  bytes(count: number): Uint8Array;
}

function emptyPiece(stored: StoredType): Piece {
  if (stored === 'int64' || stored === 'uint64') {
    const wide = stored === 'int64' ? new BigInt64Array(pieceLength) : new BigUint64Array(pieceLength);
    return {
      set(at, word, fault) {
        if (!/^[+-]?\d{1,20}$/.test(word)) throw fault();
        wide[at] = BigInt(word.replace('+', ''));
        if (wide[at] !== BigInt(word.replace('+', ''))) throw fault(stored);
      },
      bytes: (count) => new Uint8Array(wide.slice(0, count).buffer),
    };
  }
  const values = new voxelArrays[stored](pieceLength);
  return {
    set(at, word, fault) {
      const value = numberOf(word);
      if (value === undefined) throw fault();
      if (!fits(value, stored)) throw fault(stored);
      values[at] = value;
    },
    bytes: (count) => new Uint8Array(values.slice(0, count).buffer),
  };
}

function numberOf(word: string): number | undefined {
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(word)) return Number(word);
  if (/^[+-]?nan$/i.test(word)) return NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(word);
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined;
}

function fits(value: number, type: VoxelType): boolean {
  const { integer, min, max } = voxelTypes[type];
  return !integer || (Number.isInteger(value) && value >= min && value <= max);
}

function noNumber(name: string, at: number, word: string, type?: string): Error {
  const what = type ? `which ${type} does not hold` : 'which is no number';
  const shown = JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
  return new Error(`Voxel ${at} of ${name} reads ${shown}, ${what}: the file is damaged`);
}
