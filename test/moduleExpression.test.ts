import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Expression from '#modules/Expression/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { recordingContext, row } from './runModule.ts';

type Params = Parameters<typeof Expression.run>[1];

async function computed(expression: string, images: readonly Voxels[], changes: Partial<Params> = {}): Promise<Voxels> {
  const params = { ...(defaultParams(Expression.params) as unknown as Params), expression, ...changes };
  const [input0, input1, input2, input3, input4, input5] = images.map((voxels) => row(voxels));
  const inputs = { input0, input1, input2, input3, input4, input5 };
  return (await Expression.run(inputs, params, recordingContext())).output0.voxels;
}

/** The value of an expression without images. */
async function value(expression: string, changes: Partial<Params> = {}): Promise<number> {
  return (await computed(expression, [Uint8Array.of(0)], { type: 'float64', ...changes }))[0];
}

describe('Expression', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 - 2 - 1', 4],
    ['2 ** 3 ** 2', 512],
    ['-2 ** 2', -4],
    ['2 ** -1', 0.5],
    ['-7 % 3', 2],
    ['7 % -3', -2],
    ['1 / (-14 % 7)', Number.POSITIVE_INFINITY],
    ['1 / (14 % -7)', Number.NEGATIVE_INFINITY],
    ['1.5e2 + .5', 150.5],
    ['not 1 == 2', 1],
    ['!0 + 1', 2],
    ['1 < 2 and 3 < 2 or 1', 1],
    ['0 ? 1 : 0 ? 2 : 3', 3],
    ['max(1, 5, 3) - min(4, 2)', 3],
    ['where(nan, 1, 2) + isnan(nan)', 2],
    ['clip(7, 0, 5) + round(2.5) + round(3.5)', 11],
    ['hypot(3, 4) + abs(-1) + sign(-9)', 5],
    ['1 / sign(0 / -1) == inf', 1],
    ['x / y - z', -2.5],
    ['1 / 0 - inf == 0', 0],
  ])('%s is %d', async (expression, expected) => {
    expect(await value(expression, { x: 1, y: 2, z: 3 })).toBe(expected);
  });

  test('computes with images, and knows a mask by the form of the expression', async () => {
    const a = Int16Array.of(-1, 2, 3);
    const b = Uint8Array.of(1, 1, 3);
    expect(await computed('(a - b) / 2', [a, b])).toEqual(Float32Array.of(-1, 0.5, 0));
    expect(await computed('a > b or a == -1', [a, b])).toEqual(Uint8Array.of(1, 1, 0));
    expect(voxelTypeOf(await computed('where(a > b, 1, 0)', [a, b]))).toBe('float32');
    expect(voxelTypeOf(await computed('a + 1', [Int32Array.of(1)]))).toBe('float64');
  });

  test('rounds and stays within a chosen type', async () => {
    expect(await computed('a * 2', [Float32Array.of(-1, 0.25, 0.75, 900)], { type: 'uint8' })).toEqual(
      Uint8Array.of(0, 0, 2, 255),
    );
  });

  test('works on images longer than one chunk', async () => {
    const a = Int32Array.from({ length: 20_001 }, (_, n) => n);
    const found = await computed('a * 2 + b', [a, a], { type: 'int32' });
    expect([found[0], found[8192], found[20_000]]).toEqual([0, 24_576, 60_000]);
  });

  test.each([
    ['', 'There is no expression'],
    ['a + * b', 'At character 5 (a + »* b): a value is missing before "*"'],
    ['a +', 'At the end (a +»): a value is missing before the end'],
    ['(a + 1', '")" is missing before the end: a bracket is still open'],
    ['a ^ 2', 'At character 3 (a »^ 2): "^" means nothing here: a power is written **'],
    ['a = 2', 'a comparison is written =='],
    ['1 < a < 3', 'At character 7 (1 < a »< 3): comparisons do not chain: write a < b and b < c'],
    ['a g', 'At character 3 (a »g): "g" was not expected'],
    ['q + 1', '"q" is unknown: a, b, c, d, e, f are images, x, y, z'],
    ['sqrt a', '"sqrt" needs a "("'],
    ['sqrt(a, 2)', 'sqrt takes 1 values, not 2'],
    ['max(a)', 'max takes two or more values, not 1'],
    ['constructor(a)', 'there is no function "constructor"'],
    ['a ? 1', 'a choice is written condition ? value : other value'],
    ['"a"', `""" means nothing here`],
    ['b + 1', 'The expression uses b, but no image is connected to b'],
    ['('.repeat(500), 'more than 100 parts lie within each other'],
    ['-'.repeat(1999), 'more than 100 parts lie within each other'],
    ['1'.repeat(2001), 'The expression has 2001 characters'],
  ])('%s is refused, pointing at the character', async (expression, message) => {
    await expect(computed(expression, [Uint8Array.of(1)])).rejects.toThrow(message);
  });

  test('gives what is found from the innermost bracket out, whatever is written', async () => {
    const { text: anyText } = fc.letrec<{ text: string }>((tie) => {
      const two = fc.tuple(tie('text'), tie('text'));
      return {
        text: fc.oneof(
          { maxDepth: 5 },
          fc.integer({ min: 0, max: 9 }).map(String),
          two.map(([p, q]) => `(${p}) + ${q} * 1`),
          two.map(([p, q]) => `(${p} - (${q}))`),
          two.map(([p, q]) => `max(${p}, ${q})`),
          tie('text').map((p) => `-(${p}) * 2`),
        ),
      };
    });
    const check = async (text: string) => {
      expect((await value(text)) + 0).toBe(evaluateByHand(text) + 0);
    };
    await fc.assert(fc.asyncProperty(anyText, check), { numRuns: 100 });
  });

  test('never fails but with a sentence, whatever is written', async () => {
    const pieces = fc.constantFrom(
      'a',
      'x',
      '1',
      '+',
      '-',
      '*',
      '/',
      '%',
      '**',
      '(',
      ')',
      ',',
      '<',
      '==',
      'and',
      'not',
      '?',
      ':',
      'max',
      ' ',
      '.',
      'é',
    );
    const check = async (text: string) => {
      try {
        await computed(text, [Uint8Array.of(1)]);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(String(error)).toMatch(/^Error: (At |There is no expression)/);
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 12 }).map((list) => list.join(' ')),
        check,
      ),
      { numRuns: 200 },
    );
  });
});

/** The simplest evaluation there is: the innermost call or bracket is replaced by its value until a number is left. */
function evaluateByHand(text: string): number {
  let left = text.replaceAll(' ', '');
  for (;;) {
    const inner = /(max)?\(([^()]*)\)/.exec(left);
    if (!inner) return flat(left);
    const parts = inner[2].split(',').map(flat);
    const found = inner[1] ? Math.max(...parts) : parts[0];
    left = `${left.slice(0, inner.index)}${found < 0 || Object.is(found, -0) ? `~${-found}` : found}${left.slice(inner.index + inner[0].length)}`;
  }
}

/** Sums and products without brackets; ~ is the sign of a number. */
function flat(text: string): number {
  const terms = text.match(/[+-]?[^+-]+/g) ?? [];
  return terms.reduce((sum, term) => {
    const sign = term.startsWith('-') ? -1 : 1;
    const factors = term.replace(/^[+-]/, '').split('*');
    return sum + sign * factors.reduce((product, factor) => product * Number(factor.replace('~', '-')), 1);
  }, 0);
}
