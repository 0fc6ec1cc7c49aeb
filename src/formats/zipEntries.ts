import type { ByteSource } from './byteSource.ts';
import { gunzip } from './gzip.ts';
import { textOf } from './headerFields.ts';
import { joinedSource } from './joinedSource.ts';
import { bytesText, currentLimits, type Limits, orRaise } from './limits.ts';
import { partOf } from './partOf.ts';

/** More than any folder of images has, and their names. */
const mostEntries = 200_000;
const mostDirectoryBytes = 64 * 2 ** 20;
/** The end of the archive is 22 bytes and a comment of 64 KiB at most. */
const endBytes = 22;
const mostComment = 2 ** 16;

const isEncrypted = 1;
const isUtf8 = 0x0800;
const stored = 0;
const deflated = 8;

/** Whether bytes start like a zip archive, empty ones included. */
export function isZip(bytes: Uint8Array): boolean {
  const magic = textOf(bytes.subarray(0, 4));
  return magic === 'PK\x03\x04' || magic === 'PK\x05\x06';
}

/**
 * The files of a zip archive, stored or deflated, in the order of its directory; folders are left out. A file is read from where it
 * lies, or unpacked when it is asked for, its beginning alone where no more is wanted; the last file that was unpacked whole is
 * kept. Names are names only, never a path to write to. What the directory declares is checked against the archive before memory is
 * asked for, and unpacking stops at the declared size. Throws a sentence for damaged, encrypted and split archives, zip64 and other
 * kinds of compression.
 */
export async function zipEntries(
  archive: ByteSource,
  limits: Limits = currentLimits(),
): Promise<readonly ByteSource[]> {
  const { count, size, offset } = await directoryOf(archive);
  const directory = await archive.bytes(offset, offset + size);
  const view = new DataView(directory.buffer, directory.byteOffset, directory.length);
  const unpacked: Unpacked = {};
  const entries: ByteSource[] = [];
  for (let n = 0, at = 0; n < count; n++) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50) {
      throw damaged(archive, `its directory ends after ${n} of ${count} files`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > directory.length) throw damaged(archive, `its directory ends after ${n} of ${count} files`);
    const facts: EntryFacts = {
      name: nameOf(directory.subarray(at + 46, at + 46 + nameLength), (view.getUint16(at + 8, true) & isUtf8) !== 0),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    if (!facts.name.endsWith('/')) entries.push(entrySource(archive, facts, unpacked, limits));
    at = next;
  }
  return entries;
}

interface EntryFacts {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  /** Bytes in the archive, and unpacked. */
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The last file of an archive that was unpacked whole. */
interface Unpacked {
  last?: { readonly facts: EntryFacts; readonly bytes: Uint8Array<ArrayBuffer> };
}

async function directoryOf(archive: ByteSource) {
  const from = Math.max(0, archive.size - endBytes - mostComment);
  const tail = await archive.bytes(from, archive.size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50 || at + endBytes + view.getUint16(at + 20, true) > tail.length)
      continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
      throw new Error(`${archive.name} is a zip64 archive, which is not read: unpack it and choose the folder`);
    }
    if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count) {
      throw new Error(`${archive.name} is one part of a split zip archive: unpack it and choose the folder`);
    }
    if (offset + size > from + at || count * 46 > size) {
      throw damaged(archive, `its directory of ${count} files and ${bytesText(size)} does not lie in it`);
    }
    if (count > mostEntries || size > mostDirectoryBytes) {
      throw new Error(`${archive.name} has a directory of ${bytesText(size)}, too much to be read: unpack it first`);
    }
    return { count, size, offset };
  }
  throw damaged(archive, 'its directory is missing, so that it may be cut short');
}

function entrySource(archive: ByteSource, facts: EntryFacts, unpacked: Unpacked, limits: Limits): ByteSource {
  const { name, size } = facts;
  return {
    name,
    size,
    async bytes(start = 0, end = size) {
      const last = Math.min(end, size);
      if (start >= last) return new Uint8Array(0);
      const content = await contentOf(archive, facts);
      if (facts.method === stored) return content.bytes(start, last);
      if (unpacked.last?.facts !== facts) {
        if (size > limits.imageBytes) {
          throw new Error(
            `${name} in ${archive.name} is ${bytesText(size)} unpacked, and the limit is ${bytesText(limits.imageBytes)} an image: unpack it first${orRaise('imageBytes', size)}`,
          );
        }
        const wanted = start === 0 && last < size / 2 ? last : size;
        const bytes = await inflate(archive, facts, content, wanted);
        if (wanted < size) return bytes;
        unpacked.last = { facts, bytes };
      }
      return unpacked.last.bytes.slice(start, last);
    },
  };
}

/** The bytes of a file as they lie in the archive. */
async function contentOf(archive: ByteSource, { name, flags, method, packed, size, offset }: EntryFacts) {
  const what = `${name} in ${archive.name}`;
  if (flags & isEncrypted) throw new Error(`${what} is encrypted: unpack it with its password first`);
  if (method !== stored && method !== deflated) {
    throw new Error(`${what} is packed by method ${method}, which is not read: make a usual zip archive of it`);
  }
  const header = await archive.bytes(offset, offset + 30);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50)
    throw damaged(archive, `${name} is not where it says`);
  const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packed > archive.size || (method === stored && packed !== size)) {
    throw damaged(archive, `the ${bytesText(packed)} of ${name} do not lie in it`);
  }
  return partOf(archive, start, start + packed);
}

/** The first `wanted` bytes of a deflated file; its checksum is checked where that is all of it. */
async function inflate(archive: ByteSource, facts: EntryFacts, content: ByteSource, wanted: number) {
  const { name, size } = facts;
  // Deflate data between the head and the end of a gzip file is a gzip file.
  const end = new Uint8Array(8);
  new DataView(end.buffer).setUint32(0, facts.checksum, true);
  new DataView(end.buffer).setUint32(4, size, true);
  const zipped = joinedSource(`${name} in ${archive.name}`, [
    Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3),
    content,
    end,
  ]);
  // A small file may claim any size: deflate cannot unpack to more than so many times its own.
  if (size > 1032 * content.size + 1032) {
    throw damaged(archive, `the ${bytesText(content.size)} of ${name} cannot be ${bytesText(size)} unpacked`);
  }
  const bytes = new Uint8Array(wanted);
  const stream = gunzip(zipped);
  let length = 0;
  try {
    for (;;) {
      const next = await stream.next();
      if (next.done) break;
      if (length + next.value.length > size)
        throw damaged(archive, `${name} is larger than the ${bytesText(size)} it says`);
      const piece = next.value.subarray(0, wanted - length);
      bytes.set(piece, length);
      length += piece.length;
      if (wanted < size && length === wanted) break;
    }
  } finally {
    await stream.return();
  }
  if (length < wanted) throw damaged(archive, `${name} is smaller than the ${bytesText(size)} it says`);
  return bytes;
}

/** Old archives are in code page 437, of which only the ASCII half is sure; the rest is shown in some way. */
function nameOf(bytes: Uint8Array, utf8: boolean): string {
  return (utf8 ? new TextDecoder().decode(bytes) : textOf(bytes)).replaceAll('\\', '/');
}

function damaged({ name }: ByteSource, why: string): Error {
  return new Error(`${name} is a damaged zip archive: ${why}. Copy or download it again`);
}
