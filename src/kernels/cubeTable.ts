import { cases as casesText, tests, tilings } from './lewinerTables.ts';

/*
 * The cubes of marching cubes as we count them, filled from the published tables of lewinerTables.ts. Corner c of a cube lies at
 * (c & 1, (c >> 1) & 1, c >> 2) along i, j, k. The tables are laid so that their x runs along k, as in scikit-image, where an array is array[i, j, k]
 * and its last axis x.
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

/** The number of the vertex that lies within a cube, on none of its edges. */
export const centreVertex = 12;

/** Of each corner of the published tables which one it is here. */
export const cornersInOrder = [0, 4, 6, 2, 1, 5, 7, 3] as const;

/** The corners at the ends of the published edges, by the numbers there. */
export const publishedEdges = ['01', '12', '23', '30', '45', '56', '67', '74', '04', '15', '26', '37'].map(
  (ends) => [Number(ends[0]), Number(ends[1])] as const,
);

/** One way to lay triangles through a cube. */
export interface CubeVariant {
  /** The edges of the triangles, three a triangle, counter-clockwise seen from outside. */
  readonly edges: Uint8Array;
  readonly hasCentre: boolean;
}

/** What is published of one set of corners inside. */
export interface CubeCase {
  /** 0 where nothing is cut, else 1 to 14. */
  readonly number: number;
  /** The numbers of the tests that choose the variant, where there are several. */
  readonly tests: readonly number[];
  readonly variants: readonly CubeVariant[];
}

/** The 256 cases by what is inside (bit c: corner c). */
export interface CubeCases {
  readonly cases: readonly CubeCase[];
  /** The edges of those that have one variant. */
  readonly only: readonly (Uint8Array | undefined)[];
  /** The variants of the others. */
  readonly several: readonly (readonly CubeVariant[])[];
  /** How many triangles those have that have one variant, and 255 where there are several. */
  readonly counts: Uint8Array;
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL';

/** Of each published edge, and of the vertex within, the number here. */
const edgeNumbers = [
  ...publishedEdges.map(([a, b]) => {
    const ends = [cornersInOrder[a], cornersInOrder[b]];
    return cubeEdges.findIndex(({ from, to }) => from === Math.min(...ends) && to === Math.max(...ends));
  }),
  centreVertex,
];

/** The edge, as published, that a tiling begins with: from it starts the test within case 13. */
export function firstEdge({ edges }: CubeVariant): number {
  return edgeNumbers.indexOf(edges[0]);
}

let made: CubeCases | undefined;

/** They are made for the first surface, not whenever this file is loaded. */
export function cubeCases(): CubeCases {
  made ??= makeCases();
  return made;
}

function makeCases(): CubeCases {
  const byNumber = tilings.map((text) => text.split(' | ').map((position) => position.split(' ').map(variantOf)));
  const testsOf = tilings.map((_, n) =>
    (tests[n + 1] ?? '').split(' | ').map((position) => position.split(' ').map(Number)),
  );
  const nothing = { edges: new Uint8Array(0), hasCentre: false };
  const published = casesText.split(' ').map((pair): CubeCase => {
    const number = digits.indexOf(pair[0]);
    const position = digits.indexOf(pair[1]);
    if (number === 0) return { number, variants: [nothing], tests: [] };
    return { number, variants: byNumber[number - 1][position], tests: testsOf[number - 1][position] ?? [] };
  });
  const cases = Array.from({ length: 256 }, (_, inside) => {
    let index = 0;
    for (const [n, corner] of cornersInOrder.entries()) index |= ((inside >> corner) & 1) << n;
    return published[index];
  });
  return {
    cases,
    only: cases.map(({ variants }) => (variants.length === 1 ? variants[0].edges : undefined)),
    several: cases.map(({ variants }) => variants),
    counts: Uint8Array.from(cases, ({ variants }) => (variants.length === 1 ? variants[0].edges.length / 3 : 255)),
  };
}

function variantOf(triangles: string): CubeVariant {
  const edges = Uint8Array.from(triangles, (digit) => edgeNumbers[digits.indexOf(digit)]);
  return { edges, hasCentre: edges.includes(centreVertex) };
}
