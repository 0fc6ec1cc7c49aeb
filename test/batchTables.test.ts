import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '#src/cli/batch/csvRows.ts';
import { jsonRows } from '#src/cli/batch/jsonRows.ts';

/** A text in pieces of any size, as it comes from a file. */
function* pieces(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe('csvRows', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\r\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\n\n1\t2\n \n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a,""b""","c\nd"\n', [['a,"b"', 'c\nd']]],
    ['a,b,\n', [['a', 'b', '']]],
    ['', []],
  ])('reads %j', (text, rows) => {
    for (const size of [1, 3, 100]) expect([...csvRows(pieces(text, size))]).toEqual(rows);
  });

  it('refuses a quote that is never closed, and a row without end', () => {
    expect(() => [...csvRows(['a,"b\nc'])]).toThrow('the last quote is not closed');
    const endless = Array.from({ length: 20 }, () => `"${'x'.repeat(2 ** 16)}"`);
    expect(() => [...csvRows(['"', ...endless])]).toThrow(
      'a row has more than 1048576 characters: is a quote missing?',
    );
  });

  it('gives back any cells that are written as RFC 4180 has it, in pieces of any size', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ';', ' ', 'é') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (body, size) => {
        const all = [['x', 'y'], ...body];
        const text = all.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect([...csvRows(pieces(text, size))]).toEqual(all);
      }),
    );
  });
});

describe('jsonRows', () => {
  it('gives back any array of objects, in pieces of any size', () => {
    const row = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 20 }), fc.boolean(), (rows, size, isWide) => {
        const text = JSON.stringify(rows, undefined, isWide ? 2 : undefined);
        expect([...jsonRows(pieces(text, size))]).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['', 'it ends within nothing: it is cut short'],
    ['[{"a":1}', 'it ends within its array: it is cut short'],
    ['[{"a":', 'it ends within its array: it is cut short'],
    ['{"a":1}', 'an array of objects is expected, and "{" comes after object 0'],
    ['[1]', 'an array of objects is expected, and "1" comes after object 0'],
    ['[{"a":1}] x', 'an array of objects is expected, and "x" comes after object 1'],
    ['[{a:1}]', 'object 1 is no JSON: '],
    [`[{"a":"${'x'.repeat(2 ** 21)}`, 'object 1 has more than 1048576 characters'],
  ])('refuses %.20s', (text, sentence) => {
    expect(() => [...jsonRows(pieces(text, 2 ** 16))]).toThrow(sentence);
  });
});
