import { type ByteSource, piecesOf } from './byteSource.ts';
import { crc32 } from './crc32.ts';
import { joinedSource } from './joinedSource.ts';
import { bytesText } from './limits.ts';

/** What the 32-bit and 16-bit fields of a zip archive can say. */
const mostBytes = 2 ** 32 - 2;
const mostFiles = 2 ** 16 - 2;

/** Names are UTF-8 (bit 11 of the flags), and nothing is compressed. */
const flags = 0x0800;
/** 1980-01-01, 00:00: the first moment that zip knows. Equal files give equal bundles, whenever they are made. */
const firstDate = 0x0021;

/** What systems leave in folders by themselves; it changes when somebody only looks. */
const isByproduct = (path: string) => /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i.test(path);

/**
 * A set of files as one: a zip archive without compression, in parts, one after the other, of which the files themselves are parts
 * (the very objects that were given), so that nothing is copied. Their names are paths relative to what was chosen; folders that all of
 * them share are left out, the entries are in the order of their names, and the time is always the same, so that equal files give
 * equal bytes. Hidden files are left out. Each file is read once, for its checksum. Throws a sentence when there is nothing, or too much for a zip archive.
 */
export async function bundleParts<S extends ByteSource>(
  chosen: readonly S[],
  progress: (fraction: number) => void = () => {},
): Promise<readonly (Uint8Array<ArrayBuffer> | S)[]> {
  const files = chosen.filter((file) => !isByproduct(pathOf(file)));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length === 0) throw new Error('There is no file in it: choose a folder with files');
  if (files.length > mostFiles || total + files.length * 1024 > mostBytes) {
    throw new Error(
      `${files.length.toLocaleString('en')} files of ${bytesText(total)} are too much at once, and the limit is ` +
        `${mostFiles.toLocaleString('en')} files of ${bytesText(mostBytes)}: choose the folder of one series`,
    );
  }
  const shared = sharedFolders(files).length;
  const entries = files
    .map((file) => ({ file, path: pathOf(file).slice(shared) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const parts: (Uint8Array<ArrayBuffer> | S)[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  let read = 0;
  for (const { file, path } of entries) {
    let checksum = 0;
    for await (const piece of piecesOf(file)) {
      checksum = crc32(piece, checksum);
      read += piece.length;
      progress(read / total);
    }
    const name = new TextEncoder().encode(path);
    const local = localHeader(name, checksum, file.size);
    directory.push(directoryEntry(name, checksum, file.size, offset));
    parts.push(local, file);
    offset += local.length + file.size;
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  return [...parts, ...directory, directoryEnd(entries.length, directoryBytes, offset)];
}

/** The same as one file, whose parts are read when they are asked for. */
export async function bundleOf(
  files: readonly ByteSource[],
  name = bundleName(files),
  progress?: (fraction: number) => void,
): Promise<ByteSource> {
  return joinedSource(name, await bundleParts(files, progress));
}

/** A name for a bundle: the innermost folder that all of its files share, or how many they are. */
export function bundleName(files: readonly ByteSource[]): string {
  return sharedFolders(files).split('/').at(-2) ?? (files.length === 1 ? files[0].name : `${files.length} files`);
}

/** Names as zip has them, in one form of Unicode, whatever the system that gave them. */
function pathOf({ name }: ByteSource): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').normalize('NFC');
}

/** The path of the folders that all files lie in, with a slash behind it, or nothing. */
function sharedFolders(files: readonly ByteSource[]): string {
  const [first = '', ...others] = files.map(pathOf);
  let shared = first.slice(0, first.lastIndexOf('/') + 1);
  for (const other of others) {
    while (!other.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
  }
  return shared;
}

/** The header before the content of a file (APPNOTE.TXT of PKWARE, 4.3.7). */
function localHeader(name: Uint8Array, checksum: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(30 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  putCommon(view, 4, name.length, checksum, size);
  bytes.set(name, 30);
  return bytes;
}

/** The entry in the directory at the end (4.3.12). */
function directoryEntry(name: Uint8Array, checksum: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(46 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  putCommon(view, 6, name.length, checksum, size);
  view.setUint32(42, offset, true);
  bytes.set(name, 46);
  return bytes;
}

/** What both say of a file: version needed, flags, method, time, date, checksum, sizes and the length of the name. */
function putCommon(view: DataView, at: number, nameLength: number, checksum: number, size: number): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 8, firstDate, true);
  view.setUint32(at + 10, checksum, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, nameLength, true);
}

/** The end of the archive (4.3.16). */
function directoryEnd(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}
