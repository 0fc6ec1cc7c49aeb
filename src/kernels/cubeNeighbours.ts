/*
 * The 26 neighbours of a voxel as bits: neighbour n of the 27 places (di + 1) * 9 + (dj + 1) * 3 + (dk + 1), the middle being left out.
 */

/** The steps to the neighbours as di, dj, dk in turn, in the order of their bits. */
export const cubeSteps: Int32Array = Int32Array.from(
  Array.from({ length: 27 }, (_, n) => [Math.floor(n / 9) - 1, (Math.floor(n / 3) % 3) - 1, (n % 3) - 1])
    .filter((step) => step.some((d) => d !== 0))
    .flat(),
);

/** Of each neighbour the bits of those that touch it by a face, an edge or a corner. */
const touching: Int32Array = Int32Array.from({ length: 26 }, (_, n) =>
  bitsWhere(
    (m) => m !== n && [0, 1, 2].every((axis) => Math.abs(cubeSteps[3 * n + axis] - cubeSteps[3 * m + axis]) <= 1),
  ),
);

/**
 * For each of the 6 faces, 12 edges and 8 corners of the middle voxel the bits of the neighbours that share it: those whose steps are not 0 only
 * along axes along which the step to the face, edge or corner is the same.
 */
const sharing = (apart: number): Int32Array => {
  const found: number[] = [];
  for (let n = 0; n < 26; n++) {
    const to = cubeSteps.subarray(3 * n, 3 * n + 3);
    if (Math.abs(to[0]) + Math.abs(to[1]) + Math.abs(to[2]) !== apart) continue;
    found.push(
      bitsWhere((m) =>
        [0, 1, 2].every((axis) => cubeSteps[3 * m + axis] === 0 || cubeSteps[3 * m + axis] === to[axis]),
      ),
    );
  }
  return Int32Array.from(found);
};
const faces = sharing(1);
const edges = sharing(2);
const corners = sharing(3);

/** Whether all neighbours are connected with each other within the 26, by faces, edges or corners; none is also true. */
export function isOnePart(neighbours: number): boolean {
  let region = neighbours & -neighbours;
  let frontier = region;
  while (frontier !== 0) {
    const lowest = frontier & -frontier;
    frontier ^= lowest;
    const fresh = touching[31 - Math.clz32(lowest)] & neighbours & ~region;
    region |= fresh;
    frontier |= fresh;
  }
  return region === neighbours;
}

/**
 * Whether the Euler characteristic of a mask with 26 neighbours stays when the voxel in the middle is taken away: with it go those of
 * its corners, edges and faces that no neighbour shares, and its body.
 */
export function keepsEuler(neighbours: number): boolean {
  return countFree(corners, neighbours) - countFree(edges, neighbours) + countFree(faces, neighbours) === 1;
}

function countFree(parts: Int32Array, neighbours: number): number {
  let count = 0;
  for (let n = 0; n < parts.length; n++) if ((parts[n] & neighbours) === 0) count++;
  return count;
}

function bitsWhere(holds: (n: number) => boolean): number {
  let bits = 0;
  for (let n = 0; n < 26; n++) if (holds(n)) bits |= 1 << n;
  return bits;
}
