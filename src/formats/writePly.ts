import { type MeshData, type MeshProgress, type MeshSpace, meshComment, signOf, tellsAt } from './meshText.ts';

/** A surface as PLY 1.0, binary little-endian: float positions, and a list of three vertices for each triangle. */
export function writePly(
  { positions, triangles }: MeshData,
  space: MeshSpace,
  progress: MeshProgress,
): Uint8Array<ArrayBuffer> {
  const [vertices, faces] = [positions.length / 3, triangles.length / 3];
  const header = new TextEncoder().encode(
    [
      'ply',
      'format binary_little_endian 1.0',
      `comment ${meshComment(space)}`,
      `element vertex ${vertices}`,
      'property float x',
      'property float y',
      'property float z',
      `element face ${faces}`,
      'property list uchar int vertex_indices',
      'end_header\n',
    ].join('\n'),
  );
  const bytes = new Uint8Array(header.length + 12 * vertices + 13 * faces);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  const sign = signOf(space);
  let at = header.length;
  for (let n = 0; n < positions.length; n += 3, at += 12) {
    view.setFloat32(at, sign * positions[n], true);
    view.setFloat32(at + 4, sign * positions[n + 1], true);
    view.setFloat32(at + 8, positions[n + 2], true);
  }
  for (let n = 0; n < triangles.length; n += 3, at += 13) {
    if (tellsAt(n)) progress(n / triangles.length);
    view.setUint8(at, 3);
    for (let corner = 0; corner < 3; corner++) view.setInt32(at + 1 + 4 * corner, triangles[n + corner], true);
  }
  return bytes;
}
