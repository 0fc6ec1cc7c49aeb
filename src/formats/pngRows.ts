import type { PngHeader } from './pngHeader.ts';

/** Rows of pixels that lie evenly on a picture: all of them, or one of the seven passes of an interlaced one. */
export interface PngPass {
  readonly width: number;
  readonly height: number;
  /** The first pixel and the steps between pixels along i and j. */
  readonly start: readonly [number, number];
  readonly step: readonly [number, number];
  /** Bytes of a row without its filter. */
  readonly rowBytes: number;
}

/** The passes of Adam7 (PNG third edition, 8.1): start and step along i, start and step along j. */
const adam7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
];

/** The passes of a picture in their order in the file, without those that have no pixel. */
export function pngPasses({ width, height, depth, samples, interlaced }: PngHeader): readonly PngPass[] {
  const places = interlaced ? adam7 : [[0, 1, 0, 1]];
  return places
    .map(([i, di, j, dj]): PngPass => {
      const across = Math.ceil((width - i) / di);
      const down = Math.ceil((height - j) / dj);
      return {
        width: across,
        height: down,
        start: [i, j],
        step: [di, dj],
        rowBytes: Math.ceil((across * samples * depth) / 8),
      };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** A row of a pass, its filter undone; to be used before the next is asked for. */
export interface PngRow {
  readonly row: Uint8Array;
  readonly pass: PngPass;
  readonly j: number;
}

/**
 * The rows of a picture from its unpacked data, pass after pass. What follows the last is not unpacked. Throws, with `name`, where rows are
 * missing or filtered in no known way.
 */
export async function* pngRows(
  stream: AsyncGenerator<Uint8Array, void>,
  header: PngHeader,
  name: string,
): AsyncGenerator<PngRow, void> {
  const distance = Math.max(1, (header.samples * header.depth) / 8);
  let rest = new Uint8Array(0) as Uint8Array;
  try {
    for (const pass of pngPasses(header)) {
      // The filter stands before each row.
      let [row, above] = [new Uint8Array(1 + pass.rowBytes), new Uint8Array(1 + pass.rowBytes)];
      for (let j = 0; j < pass.height; j++) {
        for (let filled = 0; filled < row.length; ) {
          if (rest.length === 0) {
            const next = await stream.next();
            if (next.done) throw damaged(name, `it ends in row ${j} of ${pass.height}`);
            rest = next.value;
          }
          const part = rest.subarray(0, row.length - filled);
          row.set(part, filled);
          filled += part.length;
          rest = rest.subarray(part.length);
        }
        const isKnown = unfilter(row[0], row.subarray(1), above.subarray(1), distance);
        if (!isKnown) throw damaged(name, `row ${j} has the filter ${row[0]}`);
        yield { row: row.subarray(1), pass, j };
        [row, above] = [above, row];
      }
    }
    // One more question, since the checksum stands at the end of the data.
    await stream.next();
  } finally {
    await stream.return();
  }
}

function damaged(name: string, why: string): Error {
  return new Error(`${name} is damaged: ${why}. Copy or download it again`);
}

/**
 * Undoes the filter of a row in place (PNG third edition, 9.2): each byte was stored as its difference from a prediction by the byte `distance`
 * before it (a pixel to the left) and the row above, which is zero above the first. Returns false for a filter that is not known.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, distance: number): boolean {
  const length = row.length;
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let n = distance; n < length; n++) row[n] += row[n - distance];
      return true;
    case 2:
      for (let n = 0; n < length; n++) row[n] += above[n];
      return true;
    case 3:
      for (let n = 0; n < length; n++) row[n] += ((n < distance ? 0 : row[n - distance]) + above[n]) >> 1;
      return true;
    case 4:
      for (let n = 0; n < length; n++) {
        const left = n < distance ? 0 : row[n - distance];
        const corner = n < distance ? 0 : above[n - distance];
        row[n] += paeth(left, above[n], corner);
      }
      return true;
    default:
      return false;
  }
}

/** The one of the three neighbours that is nearest to left + above - corner; ties go to the first. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Samples of 1, 2 or 4 bits, the first in the highest bits, as bytes multiplied by `factor`. */
export function unpackBits(row: Uint8Array, depth: number, factor: number, to: Uint8Array): void {
  const perByte = 8 / depth;
  const mask = (1 << depth) - 1;
  for (let n = 0; n < to.length; n++) {
    const shift = 8 - depth * ((n % perByte) + 1);
    to[n] = ((row[Math.floor(n / perByte)] >> shift) & mask) * factor;
  }
}
