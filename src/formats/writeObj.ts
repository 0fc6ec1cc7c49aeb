import { type MeshData, type MeshSpace, meshComment, signOf } from './meshText.ts';

/** Lines that are joined and encoded together. */
const linesAtATime = 8192;

/**
 * A surface as Wavefront OBJ: a line of text for each vertex, with as many digits as float32 holds, and for each triangle, whose
 * vertices count from 1.
 */
export function writeObj({ positions, triangles }: MeshData, space: MeshSpace): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [encoder.encode(`# ${meshComment(space)}\n`)];
  const sign = signOf(space);
  let lines: string[] = [];
  const add = (line: string, isLast: boolean) => {
    lines.push(line);
    if (lines.length < linesAtATime && !isLast) return;
    parts.push(encoder.encode(lines.join('')));
    lines = [];
  };
  for (let n = 0; n < positions.length; n += 3) {
    const [x, y, z] = [sign * positions[n], sign * positions[n + 1], positions[n + 2]];
    add(`v ${digits(x)} ${digits(y)} ${digits(z)}\n`, n + 3 >= positions.length);
  }
  for (let n = 0; n < triangles.length; n += 3) {
    const [a, b, c] = [triangles[n] + 1, triangles[n + 1] + 1, triangles[n + 2] + 1];
    add(`f ${a} ${b} ${c}\n`, n + 3 >= triangles.length);
  }
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Nine digits tell every float32 from its neighbours. */
function digits(value: number): string {
  return String(Number(value.toPrecision(9)) + 0);
}
