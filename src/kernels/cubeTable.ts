/*
 * Marching cubes (Lorensen and Cline, 1987) with a table that is made here, not written down. Corner c of a cube lies at
 * (c & 1, (c >> 1) & 1, c >> 2). On each face the surface is a line between cut edges; where a face has two opposite corners inside, the
 * lines keep the inside corners apart, on both cubes of the face alike, so that no hole can open between cubes. The lines of a cube
 * join to closed loops, which are cut into triangles so that no cut lies in a face if that can be avoided: then no edge has more
 * than two triangles.
 */

/** The edges of a cube: along `axis` from a corner on. Edge 4 * axis + n, with n counting the corners of the other two axes. */
export interface CubeEdge {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

const axes = [0, 1, 2];

/** The twelve edges: of axis 0 by j, then k; of axis 1 by i, then k; of axis 2 by i, then j. */
export const cubeEdges: readonly CubeEdge[] = axes.flatMap((axis) => {
  const [first, second] = axes.filter((other) => other !== axis);
  return [0, 1, 2, 3].map((n) => {
    const from = ((n & 1) << first) | ((n >> 1) << second);
    return { axis, from, to: from | (1 << axis) };
  });
});

/** A face: its corners in a ring, counter-clockwise seen from outside of the cube. */
const faces: readonly (readonly number[])[] = axes.flatMap((axis) => {
  const [first, second] = [(axis + 1) % 3, (axis + 2) % 3];
  const ring = [0, 1 << first, (1 << first) | (1 << second), 1 << second];
  return [ring.toReversed(), ring.map((corner) => corner | (1 << axis))];
});

function edgeBetween(a: number, b: number): number {
  return cubeEdges.findIndex(({ from, to }) => (from === a && to === b) || (from === b && to === a));
}

/**
 * The lines of the surface on a face, from edge to edge. Each cuts off a stretch of inside corners; it runs so that the inside is on its right, seen
 * from outside of the cube, which makes the loop counter-clockwise seen from outside of the surface.
 */
function linesOf(ring: readonly number[], inside: number): [number, number][] {
  const isIn = (n: number) => (inside >> ring[n & 3]) & 1;
  const lines: [number, number][] = [];
  for (let n = 0; n < 4; n++) {
    // From where the ring enters the inside to where it leaves it again.
    if (isIn(n) || !isIn(n + 1)) continue;
    let last = n + 1;
    while (isIn(last + 1)) last++;
    lines.push([edgeBetween(ring[n], ring[(n + 1) & 3]), edgeBetween(ring[last & 3], ring[(last + 1) & 3])]);
  }
  return lines;
}

/** The loops of a cube, each a list of edges. */
function loopsOf(inside: number): number[][] {
  const next = new Map(faces.flatMap((ring) => linesOf(ring, inside)));
  const loops: number[][] = [];
  for (let start = next.keys().next(); !start.done; start = next.keys().next()) {
    const loop: number[] = [];
    for (let edge: number | undefined = start.value; edge !== undefined; ) {
      loop.push(edge);
      const following: number | undefined = next.get(edge);
      next.delete(edge);
      edge = following !== undefined && next.has(following) ? following : undefined;
    }
    loops.push(loop);
  }
  return loops;
}

/** Whether two edges lie in a common face, so that a cut between them would lie in it too. */
function shareFace(a: number, b: number): boolean {
  const corners = [a, b].flatMap((edge) => [cubeEdges[edge].from, cubeEdges[edge].to]);
  return faces.some((ring) => corners.every((corner) => ring.includes(corner)));
}

/** The triangles of a loop with the fewest cuts in faces, and how many these are. */
function triangulate(loop: readonly number[]): { readonly triangles: readonly number[][]; readonly cuts: number } {
  if (loop.length < 3) return { triangles: [], cuts: 0 };
  let best: { triangles: readonly number[][]; cuts: number } | undefined;
  const last = loop.length - 1;
  // The line from the last to the first has one triangle, whose third corner parts the rest in two.
  for (let n = 1; n < last; n++) {
    const parts = [loop.slice(0, n + 1), loop.slice(n)];
    const own = parts.filter((part) => part.length > 2 && shareFace(part[0], part[part.length - 1])).length;
    const [before, behind] = parts.map(triangulate);
    const cuts = own + before.cuts + behind.cuts;
    if (best && best.cuts <= cuts) continue;
    best = { triangles: [[loop[0], loop[n], loop[last]], ...before.triangles, ...behind.triangles], cuts };
  }
  return best ?? { triangles: [], cuts: 0 };
}

let triangles: readonly Uint8Array[] | undefined;

/**
 * For each of the 256 cases (bit c: corner c is inside) the edges of its triangles, three a triangle. The table takes tens of milliseconds, so it is
 * made for the first surface, not whenever this file is loaded.
 */
export function cubeTriangles(): readonly Uint8Array[] {
  triangles ??= Array.from({ length: 256 }, (_, inside) =>
    Uint8Array.from(loopsOf(inside).flatMap((loop) => triangulate(loop).triangles.flat())),
  );
  return triangles;
}
