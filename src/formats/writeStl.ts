import { type MeshData, type MeshProgress, type MeshSpace, meshComment, signOf, tellsAt } from './meshText.ts';

/**
 * A surface as binary STL: 80 bytes of comment, then 50 bytes a triangle with its normal, little-endian; vertices are not shared. The format
 * knows of no units; they are mm. A triangle without an area has the normal 0.
 */
export function writeStl(
  { positions, triangles }: MeshData,
  space: MeshSpace,
  progress: MeshProgress,
): Uint8Array<ArrayBuffer> {
  const count = triangles.length / 3;
  const bytes = new Uint8Array(84 + 50 * count);
  bytes.set(new TextEncoder().encode(meshComment(space)));
  const view = new DataView(bytes.buffer);
  view.setUint32(80, count, true);
  const sign = signOf(space);
  const corners = new Float64Array(9);
  for (let n = 0, at = 84; n < count; n++, at += 50) {
    if (tellsAt(3 * n)) progress(n / count);
    for (let corner = 0; corner < 3; corner++) {
      const from = 3 * triangles[3 * n + corner];
      corners[3 * corner] = sign * positions[from];
      corners[3 * corner + 1] = sign * positions[from + 1];
      corners[3 * corner + 2] = positions[from + 2];
    }
    writeNormal(view, at, corners);
    for (let axis = 0; axis < 9; axis++) view.setFloat32(at + 12 + 4 * axis, corners[axis], true);
  }
  return bytes;
}

function writeNormal(view: DataView, at: number, c: Float64Array): void {
  const [ux, uy, uz] = [c[3] - c[0], c[4] - c[1], c[5] - c[2]];
  const [vx, vy, vz] = [c[6] - c[0], c[7] - c[1], c[8] - c[2]];
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  view.setFloat32(at, x / length, true);
  view.setFloat32(at + 4, y / length, true);
  view.setFloat32(at + 8, z / length, true);
}
