import type { Affine, Vec3 } from '#src/image/volume.ts';
import { gridAffine, las, lps, ras } from './gridAffine.ts';
import { type HeaderFields, numbersOf, shown } from './headerFields.ts';

/** The worlds that say where left and right are. */
const worlds: ReadonlyMap<string, Vec3> = new Map([
  ['right-anterior-superior', ras],
  ['ras', ras],
  ['left-anterior-superior', las],
  ['las', las],
  ['left-posterior-superior', lps],
  ['lps', lps],
]);

/**
 * Voxel index to world in mm, RAS+, from the fields of an NRRD header. A header that does not name its world, or names one without
 * left and right (scanner-xyz, 3D-right-handed), is read as ITK reads it: as left-posterior-superior, with a warning. Without
 * `space directions` the axes of the image are those of that world, with the header's `spacings` (1 where it has none) and `axis
 * mins`. `axes` are the axes of the file that are i, j and k. Throws, with the values, when the voxels do not span a space.
 */
export function nrrdAffine(
  fields: HeaderFields,
  axes: readonly number[],
  dimension: number,
  name: string,
  warn: (sentence: string) => void,
): Affine {
  const space = fields.get('space')?.toLowerCase();
  const signs = space === undefined ? undefined : worlds.get(space);
  if (!signs) {
    const what = space === undefined ? 'does not say where left and right are' : `has the space "${shown(space)}"`;
    warn(`${name} ${what}; it is read as left-posterior-superior, as ITK reads it`);
  }
  const steps = directions(fields, axes, dimension, name) ?? spacedSteps(fields, axes, dimension, name);
  const origin = originOf(fields, name) ?? axisOrigin(fields, axes, steps, dimension, name);
  return gridAffine(steps, origin, signs ?? lps, name);
}

/** The vectors of `space directions`, of the axes asked for; undefined where the header has none. */
function directions(fields: HeaderFields, axes: readonly number[], dimension: number, name: string) {
  const text = fields.get('space directions');
  if (text === undefined) return undefined;
  const vectors = text.match(/\([^)]*\)|none/g) ?? [];
  if (vectors.length !== dimension) throw oddField('space directions', text, `${dimension} vectors`, name);
  return axes.map((axis) => vector(vectors[axis], 'space directions', name));
}

function originOf(fields: HeaderFields, name: string): Vec3 | undefined {
  const text = fields.get('space origin');
  return text === undefined ? undefined : vector(text, 'space origin', name);
}

/** "(x,y,z)", or "(x,y)" in a plane. */
function vector(text: string, field: string, name: string): Vec3 {
  const inner = /^\(([^()]*)\)$/.exec(text)?.[1];
  if (inner === undefined) throw oddField(field, text, 'a vector for each axis', name);
  const values = numbersOf(inner.replaceAll(',', ' '), field, name);
  if (values.length !== 2 && values.length !== 3) throw oddField(field, text, 'vectors of 3 numbers', name);
  return [values[0], values[1], values[2] ?? 0];
}

function spacedSteps(fields: HeaderFields, axes: readonly number[], dimension: number, name: string): Vec3[] {
  const spacings = perAxis(fields, 'spacings', dimension, name);
  return axes.map((axis, n) => {
    const length = spacings?.[axis] ?? 1;
    return [n === 0 ? length : 0, n === 1 ? length : 0, n === 2 ? length : 0];
  });
}

/** `axis mins` are edges of the first voxels, unless `centers` says that they are their centres. */
function axisOrigin(
  fields: HeaderFields,
  axes: readonly number[],
  steps: readonly Vec3[],
  dimension: number,
  name: string,
): Vec3 {
  const mins = perAxis(fields, 'axis mins', dimension, name);
  const centers = (fields.get('centers') ?? '').split(/\s+/);
  const origin = [0, 1, 2].map((n) => {
    const min = mins?.[axes[n]];
    if (min === undefined) return 0;
    return centers[axes[n]] === 'node' ? min : min + steps[n][n] / 2;
  });
  return [origin[0], origin[1], origin[2]];
}

/** One number for each axis; undefined for "nan", which stands for an axis without such a number. */
function perAxis(fields: HeaderFields, field: string, dimension: number, name: string) {
  const text = fields.get(field);
  if (text === undefined) return undefined;
  const words = text.split(/\s+/);
  if (words.length !== dimension) throw oddField(field, text, `${dimension} numbers`, name);
  return words.map((word) => (/^nan$/i.test(word) ? undefined : numbersOf(word, field, name)[0]));
}

function oddField(field: string, text: string, wanted: string, name: string): Error {
  return new Error(`The header of ${name} reads "${field}: ${shown(text)}" instead of ${wanted}: correct it`);
}
