import { addFloat, addWhole, emptyText, type GrowingText, makeRoomFor } from './meshNumbers.ts';
import { type MeshData, type MeshProgress, type MeshSpace, meshComment, signOf, tellsAt } from './meshText.ts';

const [vertex, face, newLine] = [118, 102, 10];
/** The longest line of three numbers. */
const longestLine = 128;

/**
 * A surface as Wavefront OBJ: a line of text for each vertex, with as many digits as float32 holds, and for each triangle, whose
 * vertices count from 1.
 */
export function writeObj(
  { positions, triangles }: MeshData,
  space: MeshSpace,
  progress: MeshProgress,
): Uint8Array<ArrayBuffer> {
  const text = emptyText();
  const comment = new TextEncoder().encode(`# ${meshComment(space)}\n`);
  text.bytes.set(comment);
  text.length = comment.length;
  const sign = signOf(space);
  const all = positions.length + triangles.length;
  for (let n = 0; n < positions.length; n += 3) {
    if (tellsAt(n)) progress(n / all);
    begin(text, vertex);
    addFloat(text, sign * positions[n]);
    addFloat(text, sign * positions[n + 1]);
    addFloat(text, positions[n + 2]);
    text.bytes[text.length++] = newLine;
  }
  for (let n = 0; n < triangles.length; n += 3) {
    if (tellsAt(n)) progress((positions.length + n) / all);
    begin(text, face);
    addWhole(text, triangles[n] + 1);
    addWhole(text, triangles[n + 1] + 1);
    addWhole(text, triangles[n + 2] + 1);
    text.bytes[text.length++] = newLine;
  }
  return text.bytes.slice(0, text.length);
}

function begin(text: GrowingText, letter: number): void {
  makeRoomFor(text, longestLine);
  text.bytes[text.length++] = letter;
}
