import type { Mesh } from '#src/graph/ports.ts';

/** Triangles and vertices of one piece, between two of which the page may answer. */
const piece = 2 ** 17;

/**
 * Across the surface at each vertex, outwards: x, y, z and an empty fourth in turn, 127 for a length of 1. The mean of the triangles around
 * a vertex, each counted by its area; 0 where there are none or they have no area. Calls `pause` between pieces of the work; undefined when
 * that tells that it is not wanted any more.
 */
export async function vertexNormals(
  { positions, triangles }: Mesh,
  pause: () => Promise<boolean>,
): Promise<Int8Array | undefined> {
  const sums = new Float64Array(positions.length);
  for (let start = 0; start < triangles.length; start += 3 * piece) {
    if (!(await pause())) return undefined;
    addTriangles(sums, positions, triangles.subarray(start, start + 3 * piece));
  }
  const normals = new Int8Array((4 * positions.length) / 3);
  for (let start = 0; start < sums.length; start += 3 * piece) {
    if (!(await pause())) return undefined;
    fillNormals(normals.subarray((4 * start) / 3), sums.subarray(start, start + 3 * piece));
  }
  return normals;
}

function addTriangles(sums: Float64Array, positions: Float32Array, triangles: Uint32Array): void {
  for (let t = 0; t + 2 < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    for (let corner = 0; corner < 3; corner++) {
      const at = 3 * triangles[t + corner];
      sums[at] += x;
      sums[at + 1] += y;
      sums[at + 2] += z;
    }
  }
}

function fillNormals(normals: Int8Array, sums: Float64Array): void {
  for (let at = 0, to = 0; at + 2 < sums.length; at += 3, to += 4) {
    const length = Math.hypot(sums[at], sums[at + 1], sums[at + 2]);
    if (!(length > 0)) continue;
    normals[to] = Math.round((127 * sums[at]) / length);
    normals[to + 1] = Math.round((127 * sums[at + 1]) / length);
    normals[to + 2] = Math.round((127 * sums[at + 2]) / length);
  }
}
