import { frameColours, maxFrames, maxLinkFields, maxNoteLength, maxTitleLength } from './document.ts';

/** Where a value from a file departs from the shape of a graph, and how. */
export interface ShapeIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** The version of the file format that this Voxgraph writes and reads. */
export const fileVersion = 1;

type Shape = (value: unknown, path: readonly string[]) => ShapeIssue | undefined;

const anything: Shape = () => undefined;
const name = text(0, 200);
const position = object({ x: place, y: place });
const node = object(
  {
    module: text(1, 200),
    moduleVersion: (value, path) =>
      Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : wrong(path, 'a whole number from 0', value),
    position,
    params: record(anything),
    inputs: record(reference),
  },
  { group: text(1, 64), flow: oneOf('bypass', 'off') },
);
const colour = oneOf(...frameColours);
const group = object({ title: text(0, maxTitleLength), colour }, { folded: oneOf(true) });
const note = object({
  text: text(0, maxNoteLength),
  position,
  width: (value, path) =>
    typeof value === 'number' && value >= 40 && value <= 4000
      ? undefined
      : wrong(path, 'a number from 40 to 4000', value),
  colour,
});
const link = object({ title: text(0, maxTitleLength), fields: list(reference, maxLinkFields) });
const panel = object({ node: text(0, Number.POSITIVE_INFINITY), kind: oneOf('viewer', 'panel') });
const file = object(
  { version: oneOf(fileVersion), nodes: record(node) },
  {
    groups: record(group, maxFrames),
    notes: record(note, maxFrames),
    links: record(link, maxFrames),
    view: object({ open: list(panel, 1000) }, { layout: anything }),
  },
);

/**
 * The first departure of parsed JSON from the outer shape of a graph file, or undefined: no field is missing and none is unknown. Values
 * of parameters and the layout may be anything. Written by hand, since a library for it takes longer to start than a graph to check.
 */
export function findShapeIssue(json: unknown): ShapeIssue | undefined {
  return file(json, []);
}

function object(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  const fields = Object.entries({ ...required, ...optional });
  return (value, path) => {
    if (!isObject(value)) return wrong(path, 'an object', value);
    for (const [field, shape] of fields) {
      const isThere = Object.hasOwn(value, field);
      if (!isThere && Object.hasOwn(optional, field)) continue;
      const issue = shape(isThere ? value[field] : undefined, [...path, field]);
      if (issue) return issue;
    }
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(required, key) && !Object.hasOwn(optional, key));
    return unknown === undefined ? undefined : { path, message: `Unrecognized key: ${JSON.stringify(unknown)}` };
  };
}

/** An object of any names up to 200 characters. */
function record(shape: Shape, most = Number.POSITIVE_INFINITY): Shape {
  return (value, path) => {
    if (!isObject(value)) return wrong(path, 'an object', value);
    const count = Object.keys(value).length;
    if (count > most) return { path, message: `Too big: at most ${most} are allowed, not ${count}` };
    for (const [key, item] of Object.entries(value)) {
      const issue = name(key, [...path, key]) ?? shape(item, [...path, key]);
      if (issue) return issue;
    }
    return undefined;
  };
}

function list(shape: Shape, most: number): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return wrong(path, 'a list', value);
    if (value.length > most) return { path, message: `Too big: at most ${most} are allowed, not ${value.length}` };
    for (let n = 0; n < value.length; n++) {
      const issue = shape(value[n], [...path, String(n)]);
      if (issue) return issue;
    }
    return undefined;
  };
}

function text(least: number, most: number): Shape {
  return (value, path) => {
    if (typeof value !== 'string') return wrong(path, 'a text', value);
    if (value.length < least) return { path, message: `Too small: it needs at least ${least} character` };
    if (value.length > most)
      return { path, message: `Too big: it has ${value.length} characters, at most ${most} are allowed` };
    return undefined;
  };
}

function oneOf(...allowed: readonly (string | number | boolean)[]): Shape {
  const expected = allowed.map((one) => JSON.stringify(one)).join(' or ');
  return (value, path) => (allowed.some((one) => one === value) ? undefined : wrong(path, expected, value));
}

/** No canvas reaches further; numbers with an exponent are none to what draws lines. */
const farthest = 1e12;

function place(value: unknown, path: readonly string[]): ShapeIssue | undefined {
  if (!Number.isFinite(value)) return wrong(path, 'a number', value);
  return Math.abs(Number(value)) <= farthest ? undefined : wrong(path, 'a number from -1e12 to 1e12', value);
}

function reference(value: unknown, path: readonly string[]): ShapeIssue | undefined {
  if (typeof value !== 'string') return wrong(path, 'a text', value);
  return /^[^.]{1,200}\.[^.]{1,200}$/.test(value) ? undefined : { path, message: 'must read Module.output' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(path: readonly string[], expected: string, value: unknown): ShapeIssue {
  const received = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return { path, message: `Invalid input: expected ${expected}, not ${received}` };
}
