import type { ByteSource } from './byteSource.ts';
import type { DicomImage } from './dicomImage.ts';

/** Bytes of compressed pixels in a file: one fragment. */
interface Fragment {
  /** Of the item's header, from that of the first fragment on: what an offset table counts. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** The fragments of each frame, in order. */
export type FrameFragments = readonly (readonly Fragment[])[];

const itemTag = 0xfffee000;
const endTag = 0xfffee0dd;
const headBytes = 8;
/** Item headers are read in pieces: small fragments lie close to one another. */
const pieceBytes = 2 ** 16;
const mostFragments = 2 ** 20;

/**
 * Finds the fragments of compressed pixels and which frame they belong to (PS3.5, A.4): by the offset table where there is one, else
 * one a frame, else by where a codestream starts. Throws a sentence where the items are damaged or do not make the frames declared.
 */
export async function frameFragments(image: DicomImage): Promise<FrameFragments> {
  const { content, start, length = Infinity, frames, name } = image;
  const { offsets, next } = await offsetTable(content, start, name);
  // Some writers give the pixels a length: what follows is no piece of them.
  const fragments = await fragmentsFrom(content, next, Math.min(content.size, start + length), name);
  if (frames.length === 1) return [requireSome(fragments, name)];
  if (fragments.length === frames.length) return fragments.map((fragment) => [fragment]);
  const starts = offsets.length === frames.length ? new Set(offsets) : await startsOf(content, fragments);
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (starts.has(fragment.offset) || groups.length === 0) groups.push([]);
    groups[groups.length - 1].push(fragment);
  }
  if (groups.length === frames.length) return groups;
  throw new Error(
    `${name} declares ${frames.length} frames, and its compressed pixels are ${fragments.length} pieces that make ${groups.length}: ` +
      'copy or download it again',
  );
}

/** The bytes of one frame, its fragments joined. */
export async function fragmentBytes(content: ByteSource, fragments: readonly Fragment[]): Promise<Uint8Array> {
  if (fragments.length === 1) return content.bytes(fragments[0].start, fragments[0].end);
  const bytes = new Uint8Array(fragments.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of fragments) {
    bytes.set(await content.bytes(start, end), at);
    at += end - start;
  }
  return bytes;
}

async function offsetTable(content: ByteSource, start: number, name: string) {
  const head = await content.bytes(start, start + headBytes);
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head.length < headBytes || tagAt(view, 0) !== itemTag)
    throw damaged(name, 'they do not start with an offset table');
  const length = view.getUint32(4, true);
  const next = start + headBytes + length;
  if (next > content.size || length > 4 * mostFragments)
    throw damaged(name, 'their offset table is longer than the file');
  const table = await content.bytes(start + headBytes, next);
  const words = new DataView(table.buffer, table.byteOffset, table.length);
  const offsets = Array.from({ length: length >> 2 }, (_, n) => words.getUint32(4 * n, true));
  return { offsets, next };
}

async function fragmentsFrom(content: ByteSource, first: number, last: number, name: string): Promise<Fragment[]> {
  const fragments: Fragment[] = [];
  let piece = new Uint8Array(0);
  let pieceStart = first;
  for (let at = first; at + headBytes <= last; ) {
    if (at + headBytes > pieceStart + piece.length) {
      piece = await content.bytes(at, Math.min(content.size, at + pieceBytes));
      pieceStart = at;
    }
    const view = new DataView(piece.buffer, piece.byteOffset + at - pieceStart, headBytes);
    const tag = tagAt(view, 0);
    const length = view.getUint32(4, true);
    if (tag === endTag) return fragments;
    if (tag !== itemTag) throw damaged(name, `no piece starts at byte ${at}`);
    const [start, end] = [at + headBytes, at + headBytes + length];
    if (end > content.size)
      throw new Error(`${name} is cut short: its compressed pixels end too early. Copy or download it again`);
    if (fragments.length > mostFragments) throw damaged(name, `they are more than ${mostFragments} pieces`);
    fragments.push({ offset: at - first, start, end });
    at = end;
  }
  // Some writers leave out the end mark.
  return fragments;
}

/** The offsets of the fragments that start like a JPEG or JPEG 2000 codestream. */
async function startsOf(content: ByteSource, fragments: readonly Fragment[]): Promise<ReadonlySet<number>> {
  const starts = new Set<number>();
  for (const { offset, start, end } of fragments) {
    const [first, second] = await content.bytes(start, Math.min(end, start + 2));
    if (first === 0xff && (second === 0xd8 || second === 0x4f)) starts.add(offset);
  }
  return starts;
}

function requireSome(fragments: readonly Fragment[], name: string): readonly Fragment[] {
  if (fragments.length === 0) throw new Error(`${name} has no pixels: its compressed pixels are empty`);
  return fragments;
}

function tagAt(view: DataView, at: number): number {
  return view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
}

function damaged(name: string, why: string): Error {
  return new Error(`The compressed pixels of ${name} are damaged: ${why}. Copy or download it again`);
}
