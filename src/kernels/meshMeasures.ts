/** What a surface measures. */
export interface MeshMeasures {
  /** mm² */
  readonly area: number;
  /** What it encloses, mm³; positive where the triangles run counter-clockwise seen from outside. Of a surface with holes it means nothing. */
  readonly volume: number;
}

/**
 * Area and enclosed volume of a surface, in float64: half the lengths of the cross products of two sides, and the volumes of the
 * tetrahedra that triangles span with a point near them (divergence theorem).
 */
export function meshMeasures(positions: Float32Array, triangles: Uint32Array): MeshMeasures {
  let [area, volume] = [0, 0];
  // Far from the origin the tetrahedra would be large, and their sum inexact.
  const [ox, oy, oz] = positions.length > 0 ? positions : [0, 0, 0];
  for (let n = 0; n < triangles.length; n += 3) {
    const [a, b, c] = [3 * triangles[n], 3 * triangles[n + 1], 3 * triangles[n + 2]];
    const ax = positions[a] - ox;
    const ay = positions[a + 1] - oy;
    const az = positions[a + 2] - oz;
    const ux = positions[b] - ox - ax;
    const uy = positions[b + 1] - oy - ay;
    const uz = positions[b + 2] - oz - az;
    const vx = positions[c] - ox - ax;
    const vy = positions[c + 1] - oy - ay;
    const vz = positions[c + 2] - oz - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    area += Math.sqrt(nx * nx + ny * ny + nz * nz);
    volume += ax * nx + ay * ny + az * nz;
  }
  return { area: area / 2, volume: volume / 6 };
}
