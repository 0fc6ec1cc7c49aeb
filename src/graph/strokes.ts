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

/**
 * Strokes as a parameter holds them: of each its axis, slice, radius and value, and then the two indices of each point. A list for each,
 * which is made once and never changed: all documents of a history share it, and what is found out of it is found once.
 */
export type StrokeList = readonly (readonly number[])[];

/** The most numbers that all strokes of a parameter may take. */
export const maxStrokeNumbers = 1_000_000;

const headLength = 4;

/** Whether a value is a list of lists, as strokes are, and of nothing else: files hold anything. An empty list may be either. */
export function isStrokes(value: unknown): value is StrokeList {
  return Array.isArray(value) && value.length > 0 && value.every(Array.isArray);
}

/** Strokes as a parameter holds them. */
export function strokeList(strokes: readonly Stroke[]): StrokeList {
  return strokes.reduce<StrokeList>(withStroke, []);
}

/** The strokes and one more; see `frozenStrokes`. */
export function withStroke(list: StrokeList, { axis, slice, radius, value, path }: Stroke): StrokeList {
  return frozenStrokes([...list, [axis, slice, radius, value, ...path]]);
}

/** The same list and the lists in it, frozen from now on, so that what looks after changes need not look into them. */
export function frozenStrokes(list: StrokeList): StrokeList {
  for (const numbers of list) Object.freeze(numbers);
  return Object.freeze(list);
}

const known = new WeakMap<readonly number[], Stroke>();

/** The strokes of a parameter's value that `whyNotStrokes` has nothing against, from one of them on. */
export function strokesOf(list: StrokeList, from = 0): readonly Stroke[] {
  return list.slice(from).map((numbers) => {
    const found = known.get(numbers);
    if (found) return found;
    const stroke = strokeOf(numbers);
    if (Object.isFrozen(numbers)) known.set(numbers, stroke);
    return stroke;
  });
}

function strokeOf(numbers: readonly number[]): Stroke {
  const [axis, slice, radius, value] = numbers;
  const path: number[] = [];
  // Number by number, since engines copy a part of a frozen list a hundred times slower.
  for (let n = headLength; n < numbers.length; n++) path.push(numbers[n]);
  return { axis: axis === 0 ? 0 : axis === 1 ? 1 : 2, slice, radius, value, path };
}

/** How many numbers strokes take. */
export function strokeNumbers(list: StrokeList): number {
  let count = 0;
  for (const { length } of list) count += length;
  return count;
}

const sound = new WeakSet<readonly number[]>();

/** Why a value holds no strokes, to follow the name of the parameter; undefined when it does. */
export function whyNotStrokes(list: readonly unknown[]): string | undefined {
  let count = 0;
  for (const [n, numbers] of list.entries()) {
    if (!Array.isArray(numbers)) return `must be strokes, a list of numbers each, but number ${n + 1} is none`;
    count += numbers.length;
    if (count > maxStrokeNumbers) return `may hold ${maxStrokeNumbers} numbers, and has more`;
    if (sound.has(numbers)) continue;
    if (!isSound(numbers)) {
      return `must be strokes, but stroke ${n + 1} of ${numbers.length} numbers begins with ${numbers.slice(0, headLength).map(said).join(' ')}`;
    }
    if (Object.isFrozen(numbers)) sound.add(numbers);
  }
  return undefined;
}

/** Axis, slice, radius, value, and at least one point. */
function isSound(numbers: readonly unknown[]): boolean {
  const [axis, slice, radius, value] = numbers;
  return (
    numbers.length > headLength &&
    numbers.length % 2 === 0 &&
    numbers.every(Number.isFinite) &&
    (axis === 0 || axis === 1 || axis === 2) &&
    isIndex(slice) &&
    Number(radius) >= 0 &&
    isIndex(value)
  );
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A value of a file in a message. */
function said(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing').slice(0, 20);
}

/** Strokes in a row of numbers, as they are typed, and as DrawMask 1 had them: before each stroke the number of its points. */
export function flatStrokes(list: StrokeList): readonly number[] {
  return list.flatMap((numbers) => [(numbers.length - headLength) / 2, ...numbers]);
}

/** The strokes of a row of numbers, or where it ends within one; whether they are sound says `whyNotStrokes`. */
export function strokesOfFlat(flat: readonly number[]): StrokeList | { readonly error: string } {
  const list: number[][] = [];
  for (let n = 0; n < flat.length; ) {
    const points = flat[n];
    const end = n + 1 + headLength + 2 * points;
    if (!(Number.isSafeInteger(points) && points > 0 && end <= flat.length)) {
      return { error: `ends within stroke ${list.length + 1}, which says that it has ${points} points` };
    }
    list.push(flat.slice(n + 1, end));
    n = end;
  }
  return list;
}

const texts = new WeakMap<readonly number[], string>();

/** Strokes as a file has them: each in a line of its own behind `indent`. */
export function strokesText(list: StrokeList, indent: string): string {
  const lines = list.map((numbers) => {
    const text = texts.get(numbers) ?? JSON.stringify(numbers);
    if (Object.isFrozen(numbers)) texts.set(numbers, text);
    return text;
  });
  return `[${lines.map((line) => `\n${indent}  ${line}`).join(',')}\n${indent}]`;
}
