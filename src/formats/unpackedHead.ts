import type { ByteSource } from './byteSource.ts';
import { gunzip, isGzip } from './gzip.ts';

/** No header that says what an image is may be longer: text headers with many notes stay far below. */
export const longestHead = 2 ** 20;

/** The beginning of a file. */
export interface Head {
  readonly name: string;
  /** The first bytes, unpacked where the whole file is gzip; `longestHead` of them at most. */
  readonly bytes: Uint8Array;
  readonly zipped: boolean;
  /** Bytes of the file as it is. */
  readonly fileSize: number;
}

/** What was unpacked of a file last: it is asked for its format, and then for its header. */
const unpacked = new WeakMap<ByteSource, Head>();

/** Reads the beginning of a file, at least `least` bytes where it has so many. Throws where a gzip file is damaged there. */
export async function unpackedHead(file: ByteSource, least = longestHead): Promise<Head> {
  const known = unpacked.get(file);
  if (known && known.bytes.length >= least) return known;
  const { name, size: fileSize } = file;
  const zipped = isGzip(await file.bytes(0, Math.min(2, fileSize)));
  const most = Math.min(least, longestHead);
  if (!zipped) return { name, bytes: await file.bytes(0, Math.min(most, fileSize)), zipped, fileSize };
  const stream = gunzip(file);
  const bytes = new Uint8Array(most);
  let length = 0;
  try {
    while (length < most) {
      const next = await stream.next();
      if (next.done) break;
      const piece = next.value.subarray(0, most - length);
      bytes.set(piece, length);
      length += piece.length;
    }
  } catch (error) {
    // What came before the fault is judged first; the reader meets the fault again.
    if (length === 0) throw error;
  } finally {
    await stream.return();
  }
  const head = { name, bytes: bytes.subarray(0, length), zipped, fileSize };
  unpacked.set(file, head);
  return head;
}
