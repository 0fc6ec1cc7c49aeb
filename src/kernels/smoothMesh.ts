import type { Surface } from './isoSurface.ts';
import { noProgress, type Progress, part } from './progress.ts';

/** Three times the triangles between two reports of progress. */
const trianglesAtATime = 3 * 2 ** 18;

/** How far a vertex moves towards the mean of its neighbours, in turn: one factor for Laplacian smoothing, two for Taubin's. */
export type SmoothingFactors = readonly number[];

/**
 * Writes the positions of a surface after so many rounds, in each of which every vertex moves by each factor in turn towards the mean of the
 * vertices that it shares an edge with (the umbrella operator), all at once. At the border of an open surface a
 * neighbour along the border counts half, since the edge to it has one triangle only. In float64, rounded at the end. Taubin, "A
 * signal processing approach to fair surface design" (1995), with a second factor below minus the first, does not shrink.
 */
export function smoothMesh(
  { positions, triangles }: Surface,
  factors: SmoothingFactors,
  rounds: number,
  target: Float32Array,
  progress: Progress = noProgress,
): void {
  const places = new Float64Array(positions);
  const sums = new Float64Array(positions.length);
  const shares = sharesOf(triangles, positions.length / 3);
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < factors.length; step++) {
      const done = (round + step / factors.length) / rounds;
      progress(done);
      sumNeighbours(places, triangles, sums, part(progress, done, done + 0.75 / factors.length / rounds));
      move(places, sums, shares, factors[step]);
    }
  }
  target.set(places);
}

/** One over the number of neighbours that sumNeighbours adds to each vertex; 0 where a vertex has none. */
function sharesOf(triangles: Uint32Array, vertices: number): Float64Array {
  const shares = new Float64Array(vertices);
  for (let n = 0; n < triangles.length; n++) shares[triangles[n]] += 2;
  for (let n = 0; n < vertices; n++) shares[n] = shares[n] === 0 ? 0 : 1 / shares[n];
  return shares;
}

/** Each triangle adds to each of its vertices the other two; a neighbour over an inner edge is so added twice. */
function sumNeighbours(places: Float64Array, triangles: Uint32Array, sums: Float64Array, progress: Progress): void {
  sums.fill(0);
  for (let n = 0; n < triangles.length; n += 3) {
    if (n > 0 && n % trianglesAtATime === 0) progress(n / triangles.length);
    const [a, b, c] = [3 * triangles[n], 3 * triangles[n + 1], 3 * triangles[n + 2]];
    for (let axis = 0; axis < 3; axis++) {
      const x = places[a + axis];
      const y = places[b + axis];
      const z = places[c + axis];
      sums[a + axis] += y + z;
      sums[b + axis] += x + z;
      sums[c + axis] += x + y;
    }
  }
}

function move(places: Float64Array, sums: Float64Array, shares: Float64Array, factor: number): void {
  for (let n = 0; n < shares.length; n++) {
    if (shares[n] === 0) continue;
    for (let at = 3 * n; at < 3 * n + 3; at++) places[at] += factor * (sums[at] * shares[n] - places[at]);
  }
}
