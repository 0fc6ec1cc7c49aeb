/** Red, green, blue, 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A value and how opaque a voxel of it is, 0 to 1. */
export type OpacityPoint = readonly [value: number, opacity: number];

/** A value and its colour. */
export type ColourPoint = readonly [value: number, colour: Colour];

/** How values become colours and opacity: linear between the points, which are sorted by value, and constant beyond them. */
export interface TransferFunction {
  readonly opacity: readonly OpacityPoint[];
  readonly colour: readonly ColourPoint[];
}

/** The entries of a baked transfer function. */
export const tableLength = 1024;

/** A transfer function as a table: RGBA bytes for values evenly spread from `min` to `max`. */
export interface TransferTable {
  readonly bytes: Uint8Array;
  readonly min: number;
  readonly max: number;
}

/** A transfer function baked between its outermost points; beyond them a table is read at its ends, which is the same. */
export function bakeTransfer({ opacity, colour }: TransferFunction): TransferTable {
  const values = [...opacity.map(([value]) => value), ...colour.map(([value]) => value)];
  const min = Math.min(...values);
  const max = Math.max(...values, min + Number.MIN_VALUE);
  const bytes = new Uint8Array(4 * tableLength);
  for (let n = 0; n < tableLength; n++) {
    const value = min + ((max - min) * n) / (tableLength - 1);
    const [red, green, blue] = colourAt(colour, value);
    bytes.set(
      [red, green, blue, opacityAt(opacity, value)].map((part) => Math.round(255 * part)),
      4 * n,
    );
  }
  return { bytes, min, max };
}

/** The opacity of a value, 0 where there is no point. */
export function opacityAt(points: readonly OpacityPoint[], value: number): number {
  const [before, after, part] = between(points, value);
  if (!before || !after) return 0;
  return before[1] + (after[1] - before[1]) * part;
}

/** The colour of a value, white where there is no point. */
export function colourAt(points: readonly ColourPoint[], value: number): Colour {
  const [before, after, part] = between(points, value);
  if (!before || !after) return [1, 1, 1];
  const mixed = (n: 0 | 1 | 2) => before[1][n] + (after[1][n] - before[1][n]) * part;
  return [mixed(0), mixed(1), mixed(2)];
}

/** The points around a value, and how far it lies between them, 0 to 1. Of points with one value the last is taken. */
function between<P extends readonly [number, unknown]>(
  points: readonly P[],
  value: number,
): readonly [P | undefined, P | undefined, number] {
  const next = points.findIndex(([at]) => at > value);
  if (next === 0) return [points[0], points[0], 0];
  if (next < 0) return [points.at(-1), points.at(-1), 0];
  const [before, after] = [points[next - 1], points[next]];
  return [before, after, (value - before[0]) / (after[0] - before[0])];
}

/** The points of a curve as the parameter holds them: value and opacity in turn. */
export function curveText(points: readonly OpacityPoint[]): string {
  return points.flat().join(' ');
}

/**
 * The points that a parameter holds, sorted by value; undefined when it holds no curve: an odd count, fewer than two points, or
 * something that is no finite number. Opacities are held between 0 and 1.
 */
export function curvePoints(text: string): readonly OpacityPoint[] | undefined {
  const numbers =
    text.trim() === ''
      ? []
      : text
          .trim()
          .split(/[\s,]+/)
          .map(Number);
  if (numbers.length < 4 || numbers.length % 2 !== 0 || !numbers.every(Number.isFinite)) return undefined;
  const points: OpacityPoint[] = [];
  for (let n = 0; n < numbers.length; n += 2) {
    points.push([numbers[n], Math.min(1, Math.max(0, numbers[n + 1]))]);
  }
  return points.sort((a, b) => a[0] - b[0]);
}

/** The curve with one point elsewhere: it does not pass its neighbours, and its opacity stays between 0 and 1. */
export function movedPoint(
  points: readonly OpacityPoint[],
  index: number,
  [value, opacity]: OpacityPoint,
  grain: number,
): readonly OpacityPoint[] {
  const low = points[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
  const high = points[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
  const moved: OpacityPoint = [
    Math.min(high, Math.max(low, roundTo(value, grain))),
    Math.min(1, Math.max(0, roundTo(opacity, 0.01))),
  ];
  return points.map((point, n) => (n === index ? moved : point));
}

/** A multiple of the grain, without the tail of digits that binary fractions leave. */
function roundTo(value: number, grain: number): number {
  return Number((Math.round(value / grain) * grain).toPrecision(12));
}
