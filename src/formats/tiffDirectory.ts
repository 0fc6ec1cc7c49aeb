import type { ByteSource } from './byteSource.ts';
import { textOf } from './headerFields.ts';

/** The fields of one directory (IFD) of a TIFF file by their tag: numbers, or a text. */
export type TiffFields = ReadonlyMap<number, readonly number[] | string>;

/** The directories of a TIFF file in their order, and the order of the bytes of its numbers. */
export interface TiffDirectories {
  readonly littleEndian: boolean;
  readonly directories: readonly TiffFields[];
}

/** Far more than any scan has slices; each takes some hundred bytes. */
const mostDirectories = 2 ** 17;
/** A directory has some twenty fields; vendors add a few dozen. */
const mostEntries = 1000;
/** More strips than rows no picture has, and no more rows than 2^20 are read; a description in XML takes some hundred kilobytes. */
const mostValues = 2 ** 20;
/** Of all directories together: each can point to the same values, so that a small file could have more than memory holds. */
export const mostValuesInAll = 2 ** 24;
const windowBytes = 2 ** 16;

/** Bytes of a value by the type of a field (TIFF 6.0, section 2, and BigTIFF's three); texts have type 2. */
const typeBytes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** The tags whose values are used; others are passed over. */
const usedTags: ReadonlySet<number> = new Set([
  254, 256, 257, 258, 259, 262, 266, 270, 273, 274, 277, 278, 279, 282, 283, 284, 296, 317, 320, 322, 323, 324, 325,
  338, 339,
]);

/**
 * Reads the directories of a TIFF (6.0) or BigTIFF file, one a picture, `most` of them at most. Throws, with the name of the file and the
 * place, where one is not there, declares more values than any picture has, or where they run in a circle.
 */
export async function tiffDirectories(file: ByteSource, most = mostDirectories): Promise<TiffDirectories> {
  const read = windowOn(file);
  const magic = await read(0, 16);
  const littleEndian = magic.getUint16(0) === 0x4949;
  const isBig = magic.getUint16(2, littleEndian) === 43;
  const directories: TiffFields[] = [];
  const seen = new Set<number>();
  let values = 0;
  let at = isBig ? wide(magic, 8, littleEndian) : magic.getUint32(4, littleEndian);
  while (at !== 0 && directories.length < most) {
    if (seen.has(at)) throw damaged(file.name, `its directories run in a circle (byte ${at})`);
    if (seen.size === mostDirectories) throw damaged(file.name, `it has more than ${mostDirectories} directories`);
    seen.add(at);
    const [countBytes, entryBytes] = isBig ? [8, 20] : [2, 12];
    const head = await read(at, countBytes);
    const count = isBig ? wide(head, 0, littleEndian) : head.getUint16(0, littleEndian);
    if (count === 0 || count > mostEntries) throw damaged(file.name, `a directory has ${count} fields (byte ${at})`);
    const start = at + countBytes;
    const entries = await read(start, count * entryBytes + (isBig ? 8 : 4));
    const fields = new Map<number, readonly number[] | string>();
    for (let n = 0; n < count; n++) {
      const tag = entries.getUint16(n * entryBytes, littleEndian);
      if (!usedTags.has(tag)) continue;
      const found = await valuesOf(entries, n * entryBytes, isBig, littleEndian, start, read, file.name);
      values += found.length;
      if (values > mostValuesInAll) {
        const sum = `its first ${directories.length + 1} directories have ${values} values together`;
        throw damaged(file.name, `${sum}, and ${mostValuesInAll} are read`);
      }
      fields.set(tag, found);
    }
    directories.push(fields);
    const next = count * entryBytes;
    at = isBig ? wide(entries, next, littleEndian) : entries.getUint32(next, littleEndian);
  }
  return { littleEndian, directories };
}

/** The values of a field: within it where they are short, else where it points to. */
async function valuesOf(
  entries: DataView,
  entry: number,
  isBig: boolean,
  littleEndian: boolean,
  start: number,
  read: (at: number, length: number) => Promise<DataView>,
  name: string,
): Promise<readonly number[] | string> {
  const tag = entries.getUint16(entry, littleEndian);
  const type = entries.getUint16(entry + 2, littleEndian);
  const count = isBig ? wide(entries, entry + 4, littleEndian) : entries.getUint32(entry + 4, littleEndian);
  const width = typeBytes[type] ?? 0;
  if (width === 0 || count > mostValues) {
    throw damaged(name, `the field ${tag} has ${count} values of type ${type} (byte ${start + entry})`);
  }
  const [valueAt, within] = isBig ? [entry + 12, 8] : [entry + 8, 4];
  let view = entries;
  let at = valueAt;
  if (count * width > within) {
    const place = isBig ? wide(entries, valueAt, littleEndian) : entries.getUint32(valueAt, littleEndian);
    view = await read(place, count * width);
    at = 0;
  }
  if (type === 2) return textOf(new Uint8Array(view.buffer, view.byteOffset + at, count)).split('\0')[0];
  return Array.from({ length: count }, (_, n) => numberAt(view, at + n * width, type, littleEndian));
}

/** A fraction is given as its quotient. */
function numberAt(view: DataView, at: number, type: number, littleEndian: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 5:
      return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 10:
      return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    case 11:
      return view.getFloat32(at, littleEndian);
    case 12:
      return view.getFloat64(at, littleEndian);
    case 16:
    case 17:
    case 18:
      return wide(view, at, littleEndian);
    default:
      return view.getUint8(at);
  }
}

/** A number of 64 bits; what is not exact as a double is beyond any file. */
function wide(view: DataView, at: number, littleEndian: boolean): number {
  return Number(view.getBigUint64(at, littleEndian));
}

/** Reads parts of a file through a window, since directories and their values mostly stand together. */
function windowOn(file: ByteSource): (at: number, length: number) => Promise<DataView> {
  let first = 0;
  let bytes = new Uint8Array(0);
  return async (at, length) => {
    if (!(at + length <= file.size)) {
      throw new Error(
        `${file.name} is cut short: it points to byte ${at + length}, and ${file.size} are there. Copy or download it again`,
      );
    }
    if (at < first || at + length > first + bytes.length) {
      bytes = await file.bytes(at, Math.min(file.size, at + Math.max(length, windowBytes)));
      first = at;
    }
    return new DataView(bytes.buffer, bytes.byteOffset + at - first, length);
  };
}

function damaged(name: string, why: string): Error {
  return new Error(`${name} is damaged: ${why}. Copy or download it again`);
}
