import { describe, expect, it } from 'vitest';
import { writeTableCsv, writeTableJson } from '#src/formats/writeTable.ts';
import { askPython, hasPython } from './askPython.ts';

const table = {
  columns: [{ name: 'label' }, { name: 'volume', unit: 'mm³' }, { name: 'a, "b"' }],
  rows: [
    ['liver', 1 / 3, 1e-7],
    ['two\nlines', NaN, -Infinity],
    [' edge ', 0.1, 123456789012],
  ],
};
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('writeTableCsv', () => {
  it('writes names, units and numbers to the last digit, and quotes what needs it', () => {
    expect(textOf(writeTableCsv(table))).toBe(
      'label,volume [mm³],"a, ""b"""\r\n' +
        'liver,0.3333333333333333,1e-7\r\n' +
        '"two\nlines",NaN,-Infinity\r\n' +
        '" edge ",0.1,123456789012\r\n',
    );
  });

  it('refuses a row of another length', () => {
    expect(() => writeTableCsv({ columns: [{ name: 'a' }], rows: [[1], [1, 2]] })).toThrow(
      'Row 1 of the table has 2 entries, and there are 1 columns',
    );
  });
});

describe('writeTableJson', () => {
  it('writes rows by the names of the columns, and what JSON has no number for as text', () => {
    expect(JSON.parse(textOf(writeTableJson(table)))).toEqual({
      columns: table.columns,
      rows: [
        { label: 'liver', volume: 1 / 3, 'a, "b"': 1e-7 },
        { label: 'two\nlines', volume: 'NaN', 'a, "b"': '-Infinity' },
        { label: ' edge ', volume: 0.1, 'a, "b"': 123456789012 },
      ],
    });
  });

  it('refuses two columns of one name', () => {
    expect(() => writeTableJson({ columns: [{ name: 'a' }, { name: 'a' }], rows: [] })).toThrow(
      'Two columns are called "a"',
    );
  });
});

const script = `
import sys, csv, json
print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))))
`;

describe.skipIf(!hasPython('csv', 'what writeTableCsv writes'))('Python', () => {
  it('reads the cells as they were written', () => {
    const rows = table.rows.map((row) => row.map(String));
    const head = ['label', 'volume [mm³]', 'a, "b"'];
    expect(askPython(script, [['a.csv', writeTableCsv(table)]])).toEqual([[head, ...rows]]);
  });
});
