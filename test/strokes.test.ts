import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import DrawMask from '#modules/DrawMask/index.ts';
import { strokesDigest } from '#src/engine/strokesDigest.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { moduleSet } from '#src/graph/module.ts';
import { parseParam } from '#src/graph/params.ts';
import {
  flatStrokes,
  type Stroke,
  type StrokeList,
  strokeList,
  strokesOf,
  strokesOfFlat,
  strokesText,
  whyNotStrokes,
  withStroke,
} from '#src/graph/strokes.ts';

const stroke: fc.Arbitrary<Stroke> = fc
  .record({
    axis: fc.constantFrom(0 as const, 1 as const, 2 as const),
    slice: fc.nat(500),
    radius: fc.double({ min: 0, max: 50, noNaN: true }),
    value: fc.nat(3),
    path: fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 5 }),
  })
  .map((one) => ({ ...one, path: one.path.flat() }));
const strokes = fc.array(stroke, { maxLength: 4 });

const one = [2, 7, 3, 1, 10, 11];
const two = [0, 4, 0.5, 0, 1, 2, 3, 4];

/** The text of a network with one drawing. */
const fileOf = (moduleVersion: number, drawn: unknown) =>
  JSON.stringify({
    version: 1,
    nodes: {
      Draw: { module: 'DrawMask', moduleVersion, position: { x: 0, y: 0 }, params: { strokes: drawn }, inputs: {} },
    },
  });

/** What is read of it, with what is said against it. */
function opened(text: string) {
  const parsed = parseGraph(text, moduleSet([DrawMask]));
  if (!parsed.ok) throw new Error(parsed.error);
  return { document: parsed.document, drawn: parsed.document.nodes.Draw?.params.strokes, warnings: parsed.warnings };
}

describe('strokes', () => {
  it('come back from the list of a parameter, from a row of numbers and from a file', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const list = strokeList(drawn);
        expect(whyNotStrokes(list)).toBeUndefined();
        expect(strokesOf(list)).toEqual(drawn);
        expect(strokesOf(list, 2)).toEqual(drawn.slice(2));
        expect(strokesOfFlat(flatStrokes(list))).toEqual(list);
        expect(JSON.parse(strokesText(list, '    '))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it('share all former strokes with the list that one more is drawn on', () => {
    const before = strokeList([{ axis: 2, slice: 7, radius: 3, value: 1, path: [10, 11] }]);
    const after = withStroke(before, { axis: 0, slice: 1, radius: 1, value: 0, path: [0, 0] });
    expect([before.length, after.length, after[0] === before[0]]).toEqual([1, 2, true]);
  });

  it('have a digest that is that of the same strokes read anew, and of no others', () => {
    fc.assert(
      fc.property(strokes, stroke, (drawn, last) => {
        const list = strokeList(drawn);
        const longer = withStroke(list, last);
        const digests = [list, longer, list, withStroke(list, { ...last, value: last.value + 1 })].map(strokesDigest);
        expect(new Set(digests).size).toBe(3);
        const anew: StrokeList = JSON.parse(JSON.stringify([...list, [...longer[longer.length - 1]]]));
        expect(strokesDigest(anew)).toBe(digests[1]);
      }),
    );
    // The same stroke behind others.
    const [a, b] = strokeList([
      { axis: 2, slice: 7, radius: 3, value: 1, path: [10, 11] },
      { axis: 2, slice: 8, radius: 3, value: 1, path: [10, 11] },
    ]);
    const digestOf = (...list: StrokeList) => strokesDigest(Object.freeze(list));
    expect([digestOf(a, b), digestOf(b), digestOf(a, b)]).toEqual([
      digestOf(a, b),
      strokesDigest([[...b]]),
      digestOf(a, b),
    ]);
  });

  it('are refused with their number and their values where they are none', () => {
    expect(whyNotStrokes([one, [...two, 5]])).toBe('must be strokes, but stroke 2 of 9 numbers begins with 0 4 0.5 0');
    expect(whyNotStrokes([[2, 7, 3, 1]])).toBe('must be strokes, but stroke 1 of 4 numbers begins with 2 7 3 1');
    expect(whyNotStrokes([[3, 7, 3, 1, 10, 11]])).toBe(
      'must be strokes, but stroke 1 of 6 numbers begins with 3 7 3 1',
    );
    expect(whyNotStrokes([[2, 7, 3, 1, 10, 'a']])).toContain('stroke 1');
    expect(whyNotStrokes([[2, 7, Number.POSITIVE_INFINITY, 1, 10, 11]])).toContain('begins with 2 7 Infinity 1');
    expect(whyNotStrokes([one, 2])).toBe('must be strokes, a list of numbers each, but number 2 is none');
    expect(whyNotStrokes([new Array(1_000_002).fill(1)])).toBe('may hold 1000000 numbers, and has more');
  });

  it('are typed in a row, each behind the number of its points', () => {
    const { strokes: param } = DrawMask.params;
    expect(parseParam(param, '1 2 7 3 1 10 11, 2 0 4 .5 0 1 2 3 4')).toEqual({ value: [one, two] });
    expect(parseParam(param, '')).toEqual({ value: [] });
    expect(parseParam(param, '1 2 7 3 1 10')).toEqual({
      error: 'Strokes ends within stroke 1, which says that it has 1 points',
    });
    expect(parseParam(param, '1 4 7 3 1 10 11')).toHaveProperty(
      'error',
      expect.stringContaining('begins with 4 7 3 1'),
    );
  });

  it('of an old file, one row of numbers, are opened as they were, and saved a line each', () => {
    const { document, drawn, warnings } = opened(fileOf(1, [1, ...one, 2, ...two]));
    expect([drawn, warnings]).toEqual([[one, two], []]);
    const text = serializeGraph(document);
    expect(text).toContain(`"strokes": [\n          [${one}],\n          [${two}]\n        ]`);
    expect(opened(text).drawn).toEqual([one, two]);
  });

  it('of a broken file are kept as they are, with a warning', () => {
    for (const drawn of [[1, 2, 7], [7, [1]], 'none', [[2, 7]], [one, [], two]]) {
      for (const version of [1, 2]) {
        const read = opened(fileOf(version, drawn));
        expect(read.drawn).toEqual(drawn);
        expect(read.warnings.join()).toContain('Draw: Strokes');
      }
    }
    expect(opened(fileOf(1, undefined)).drawn).toEqual([]);
  });
});
