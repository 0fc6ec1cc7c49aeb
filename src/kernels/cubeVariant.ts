import { type CubeCase, firstEdge, publishedEdges } from './cubeTable.ts';
import { variantsOf13 } from './lewinerTables.ts';

/*
 * Which variant of a case of marching cubes the values at the corners of a cube ask for, by the tests of Lewiner et al. 2003 (see
 * lewinerTables.ts) as scikit-image does them: the value within a face is bilinear, within the cube trilinear, and what is on the same side
 * of the surface hangs together or not by the value where the two branches come nearest. Values are those of the eight corners in the
 * published order, less the iso value: from 0 on they lie inside.
 */

/** Differences below it count as none. */
const tiny = Number.EPSILON;

/** Of each of six faces its four corners in a ring, the first one being that which the test looks at. */
const faces = Uint8Array.from('045115622673374003214765', Number);

/** Of each edge the corners at its ends, and at those of the edges beside, opposite and beside on the other side. */
const parallels = publishedEdges.map(([a, b]) => {
  const isUpright = Math.abs(a - b) === 4 && a < 4 && b >= 4;
  if (isUpright) return [4, 3, 2, 1].flatMap((turn) => [(a + turn) % 4, ((a + turn) % 4) + 4]);
  const level = a & 4;
  const before = ((a + 3) % 4) | level;
  const behind = ((b + 1) % 4) | level;
  return [a, b, before, behind, before ^ 4, behind ^ 4, a ^ 4, b ^ 4];
});

/** The variants of case 7, and of 10 and 12, by which of their faces are joined. */
const variantsOf7 = [0, 1, 2, 4, 3, 5, 6];
const variantsOfTwoFaces = [0, 3, 4, 1];

/** The number of the variant of a case with several. */
export function cubeVariant({ number, variants, tests }: CubeCase, values: Float64Array): number {
  switch (number) {
    case 3:
      return isJoined(values, tests[0]) ? 1 : 0;
    case 4:
      return isApart(values, tests[0], -1) ? 0 : 1;
    case 6:
      if (isJoined(values, tests[0])) return 2;
      return isApart(values, tests[1], tests[2]) ? 0 : 1;
    case 7: {
      const joined = joinedFaces(values, tests, 3);
      if (joined < 7) return variantsOf7[joined];
      return isApart(values, tests[3], tests[4]) ? 8 : 7;
    }
    case 10:
    case 12: {
      const joined = joinedFaces(values, tests, 2);
      if (joined > 0) return variantsOfTwoFaces[joined];
      return isApart(values, tests[2], number === 12 ? tests[3] : -1) ? 0 : 2;
    }
    case 13: {
      const variant = variantsOf13[joinedFaces(values, tests, 6)];
      if (variant < 23 || variant > 26) return Math.max(0, variant);
      return isApart(values, tests[6], firstEdge(variants[variant])) ? variant : variant + 23;
    }
    default:
      return 0;
  }
}

/** Which of the first faces are joined: bit n for the n-th one. */
function joinedFaces(values: Float64Array, tests: readonly number[], count: number): number {
  let joined = 0;
  for (let n = 0; n < count; n++) if (isJoined(values, tests[n])) joined |= 1 << n;
  return joined;
}

/** Whether what is inside (of a negative face: outside) hangs together across a face of which only opposite corners are inside. */
function isJoined(values: Float64Array, face: number): boolean {
  const ring = 4 * Math.abs(face) - 4;
  const first = values[faces[ring]];
  const difference = first * values[faces[ring + 2]] - values[faces[ring + 1]] * values[faces[ring + 3]];
  const isPositive = face > 0;
  if (difference > -tiny && difference < tiny) return isPositive;
  // By signs, not by a product: a value of 0 is inside for all cubes around it.
  const areFirst = difference > 0 === first >= 0;
  return areFirst === isPositive;
}

/** What the test within a cube says, with a sign for which of the two ways it is asked; from an edge on, or (-1) between two faces. */
function isApart(v: Float64Array, sign: number, edge: number): boolean {
  const isPositive = sign > 0;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  if (edge < 0) {
    const rise = (v[4] - v[0]) * (v[6] - v[2]) - (v[7] - v[3]) * (v[5] - v[1]);
    const slope = v[2] * (v[4] - v[0]) + v[0] * (v[6] - v[2]) - v[1] * (v[7] - v[3]) - v[3] * (v[5] - v[1]);
    const part = -slope / (2 * rise + tiny);
    if (part < 0 || part > 1) return isPositive;
    a = v[0] + (v[4] - v[0]) * part;
    b = v[3] + (v[7] - v[3]) * part;
    c = v[2] + (v[6] - v[2]) * part;
    d = v[1] + (v[5] - v[1]) * part;
  } else {
    const ends = parallels[edge];
    const part = v[ends[0]] / (v[ends[0]] - v[ends[1]] + tiny);
    b = v[ends[2]] + (v[ends[3]] - v[ends[2]]) * part;
    c = v[ends[4]] + (v[ends[5]] - v[ends[4]]) * part;
    d = v[ends[6]] + (v[ends[7]] - v[ends[6]]) * part;
  }
  const inside = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0);
  switch (inside) {
    case 5:
      return a * c - b * d < tiny && isPositive;
    case 10:
      return a * c - b * d >= tiny && isPositive;
    case 7:
    case 11:
    case 13:
    case 14:
    case 15:
      return sign < 0;
    default:
      return isPositive;
  }
}
