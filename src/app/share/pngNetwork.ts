import { shareTexts } from '#src/app/texts/share.ts';
import { crc32 } from '#src/formats/crc32.ts';
import { packText, unpackText } from './packedText.ts';

/** The keyword of the text chunk that holds a network. */
const keyword = 'Voxgraph network';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Packed networks are far smaller. */
const mostBytes = 2 ** 24;
/** More chunks than this stand before no picture. */
const mostChunks = 200;

/** A PNG file with a network in it, as an international text chunk (PNG, third edition, 11.3.3.4) behind the header. */
export function pngWithNetwork(png: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const latin = new TextEncoder();
  // Keyword, end, packed, with zlib, no language, no translated keyword.
  const head = new Uint8Array([...latin.encode('iTXt'), ...latin.encode(keyword), 0, 1, 0, 0, 0]);
  const packed = packText(text);
  const length = head.length - 4 + packed.length;
  const chunk = new Uint8Array(length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, length);
  chunk.set(head, 4);
  chunk.set(packed, 4 + head.length);
  view.setUint32(8 + length, crc32(chunk.subarray(4, 8 + length)));
  const at = 8 + 25;
  const all = new Uint8Array(png.length + chunk.length);
  all.set(png.subarray(0, at));
  all.set(chunk, at);
  all.set(png.subarray(at), at + chunk.length);
  return all;
}

/** Whether a file is a PNG picture with a network in it. */
export async function hasPngNetwork(file: Blob): Promise<boolean> {
  return (await networkChunk(file)) !== undefined;
}

/** The text of the network in a PNG file; undefined when there is none. Throws a sentence when it is damaged. */
export async function textOfPng(file: Blob): Promise<string | undefined> {
  const chunk = await networkChunk(file);
  if (!chunk) return undefined;
  if (chunk.size > mostBytes) throw new Error(shareTexts.damaged.because(shareTexts.damaged.tooLarge));
  const bytes = new Uint8Array(await chunk.arrayBuffer());
  // Behind the keyword: whether it is packed, how, the language, the keyword in that language.
  const packing = keyword.length + 1;
  const language = bytes.indexOf(0, packing + 2);
  const translated = bytes.indexOf(0, language + 1);
  if (language < 0 || translated < 0) throw new Error(shareTexts.damaged.because(shareTexts.damaged.noText));
  const content = bytes.subarray(translated + 1);
  return bytes[packing] === 1 ? unpackText(content) : new TextDecoder().decode(content);
}

/** The content of the chunk with the network; only what stands before the pixels is looked at, some bytes of each chunk. */
async function networkChunk(file: Blob): Promise<Blob | undefined> {
  const bytesAt = async (at: number, count: number) => new Uint8Array(await file.slice(at, at + count).arrayBuffer());
  const start = await bytesAt(0, 8);
  if (signature.some((byte, n) => start[n] !== byte)) return undefined;
  let at = 8;
  for (let n = 0; n < mostChunks && at + 12 <= file.size; n++) {
    const head = await bytesAt(at, 8 + keyword.length + 1);
    const length = new DataView(head.buffer).getUint32(0);
    const letters = String.fromCharCode(...head.subarray(4));
    if (letters.startsWith('IDAT') || at + 12 + length > file.size) return undefined;
    if (letters === `iTXt${keyword}\0`) return file.slice(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return undefined;
}
