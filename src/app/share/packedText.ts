import { Unzlib, zlibSync } from 'fflate';
import { shareTexts } from '#src/app/texts/share.ts';
import { adler32 } from '#src/formats/adler32.ts';

/** As much text as a network may have. */
const mostBytes = 2 ** 25;
/** So much is unpacked at a time: a packed byte gives about a thousand at most. */
const step = 4096;

/** A text packed with zlib. */
export function packText(text: string): Uint8Array {
  return zlibSync(new TextEncoder().encode(text), { level: 9 });
}

/** The text that was packed. Throws a sentence when it is damaged, or larger than any network. */
export function unpackText(packed: Uint8Array): string {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const unzlib = new Unzlib((part, isLast) => {
    size += part.length;
    if (size > mostBytes) throw new Error(shareTexts.damaged.tooLarge);
    parts.push(part);
    isWhole ||= isLast;
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += step) {
      unzlib.push(packed.subarray(at, at + step), at + step >= packed.length);
    }
    if (!isWhole) throw new Error(shareTexts.damaged.tooShort);
    const bytes = joined(parts, size);
    if (adler32(bytes) !== checksumOf(packed)) throw new Error(shareTexts.damaged.checksum);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(shareTexts.damaged.because(error instanceof Error ? error.message : String(error)));
  }
}

/** What zlib data has at its end. */
function checksumOf(packed: Uint8Array): number {
  return packed.subarray(-4).reduce((sum, byte) => 256 * sum + byte, 0);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
