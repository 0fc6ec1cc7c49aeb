/** One movement of a brush or eraser in one slice of the image that is drawn on. */
export interface Stroke {
  /** The axis of storage that the slice is across: 0, 1 or 2 for i, j or k. */
  readonly axis: 0 | 1 | 2;
  readonly slice: number;
  /** In mm. */
  readonly radius: number;
  /** What the brush writes: 0 erases. */
  readonly value: number;
  /** Where the brush went: the other two voxel indices in turn, in the order of storage. */
  readonly path: readonly number[];
}

/** The most numbers that all strokes of a parameter may take. */
export const maxStrokeNumbers = 1_000_000;

const headLength = 5;

/**
 * Strokes as a parameter holds them: of each in turn the number of its points, axis, slice, radius, value, and the two indices of each
 * point. Flat, because that is a tenth of the text of objects.
 */
export function flatStrokes(strokes: readonly Stroke[]): readonly number[] {
  return strokes.flatMap(({ axis, slice, radius, value, path }) => [
    path.length / 2,
    axis,
    slice,
    radius,
    value,
    ...path,
  ]);
}

/**
 * The strokes of a parameter's value that `whyNotStrokes` has nothing against, from the one on that begins at an index of it. Number by
 * number, since engines copy a part of a frozen list, as all values of a document are, a hundred times slower.
 */
export function strokesOf(flat: readonly number[], from = 0): readonly Stroke[] {
  const strokes: Stroke[] = [];
  for (let n = from; n < flat.length; ) {
    const axis = flat[n + 1];
    const path: number[] = [];
    const end = n + headLength + 2 * flat[n];
    for (let p = n + headLength; p < end; p++) path.push(flat[p]);
    strokes.push({
      axis: axis === 0 ? 0 : axis === 1 ? 1 : 2,
      slice: flat[n + 2],
      radius: flat[n + 3],
      value: flat[n + 4],
      path,
    });
    n = end;
  }
  return strokes;
}

/** How many strokes a parameter's value holds that `whyNotStrokes` has nothing against. */
export function strokeCount(flat: readonly number[]): number {
  let count = 0;
  for (let n = 0; n < flat.length; n += headLength + 2 * flat[n]) count++;
  return count;
}

/** Why numbers are no strokes, to follow the name of the parameter; undefined when they are. */
export function whyNotStrokes(flat: readonly number[]): string | undefined {
  if (flat.length > maxStrokeNumbers) return `may hold ${maxStrokeNumbers} numbers, not ${flat.length}`;
  for (let n = 0, number = 1; n < flat.length; number++) {
    const points = flat[n];
    const axis = flat[n + 1];
    const isSound =
      n + headLength <= flat.length &&
      Number.isSafeInteger(points) &&
      points > 0 &&
      (axis === 0 || axis === 1 || axis === 2) &&
      isIndex(flat[n + 2]) &&
      flat[n + 3] >= 0 &&
      Number.isFinite(flat[n + 3]) &&
      isIndex(flat[n + 4]);
    if (!isSound) return `must be strokes, but stroke ${number} begins with ${flat.slice(n, n + headLength).join(' ')}`;
    n += headLength + 2 * points;
    if (n > flat.length) return `ends within stroke ${number}, which says that it has ${points} points`;
  }
  return undefined;
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
