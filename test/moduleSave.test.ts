import { describe, expect, test } from 'vitest';
import CollectValues from '#modules/CollectValues/index.ts';
import ConstantNumber from '#modules/ConstantNumber/index.ts';
import ConstantText from '#modules/ConstantText/index.ts';
import ConstantVector from '#modules/ConstantVector/index.ts';
import SaveImage from '#modules/SaveImage/index.ts';
import SaveTable from '#modules/SaveTable/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import { recordingContext } from './runModule.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('SaveTable', () => {
  const input0 = {
    columns: [{ name: 'what' }, { name: 'volume', unit: 'ml' }],
    rows: [
      ['a, "b"', 0.1],
      ['c', Number.NaN],
    ],
  };

  test('writes CSV with units and every digit', async () => {
    const { file } = await SaveTable.run(
      { input0 },
      { fileName: '', format: '.csv', provenance: false },
      recordingContext(),
    );
    expect(file.suffix).toBe('.csv');
    expect(text(file.parts[0])).toBe('what,volume [ml]\r\n"a, ""b""",0.1\r\nc,NaN\r\n');
  });

  test('writes JSON with rows by names', async () => {
    const { file } = await SaveTable.run(
      { input0 },
      { fileName: '', format: '.json', provenance: false },
      recordingContext(),
    );
    expect(JSON.parse(text(file.parts[0])).rows[0]).toEqual({ what: 'a, "b"', volume: 0.1 });
  });

  test('no text of a CSV file is a formula, and numbers stay what they are', async () => {
    const rows = [['=HYPERLINK("x")'], ['@a'], ['+cmd'], ['-1  0  0  5'], [-2], ['plain']];
    const table = { columns: [{ name: 'value' }], rows };
    const { file } = await SaveTable.run(
      { input0: table },
      { fileName: '', format: '.csv', provenance: false },
      recordingContext(),
    );
    expect(text(file.parts[0]).split('\r\n').slice(1, -1)).toEqual([
      `"'=HYPERLINK(""x"")"`,
      "'@a",
      "'+cmd",
      '-1  0  0  5',
      '-2',
      'plain',
    ]);
  });
});

test('a module that saves shows the name with the suffix of the format', () => {
  const image = defaultParams(SaveImage.params) as Parameters<NonNullable<typeof SaveImage.summary>>[0];
  expect(SaveImage.summary?.({ ...image, format: '.nrrd' })).toBe('{prefix}.nrrd');
  expect(SaveImage.summary?.({ ...image, fileName: 'a.b', format: '.nii' })).toBe('a.b.nii');
  expect(SaveTable.summary?.({ fileName: '{prefix}.csv', format: '.json', provenance: false })).toBe('{prefix}.json');
});

test('constants give what was set', async () => {
  expect(await ConstantNumber.run({}, { value: 2.5 }, recordingContext())).toEqual({ number: 2.5 });
  expect(await ConstantText.run({}, { value: 'a' }, recordingContext())).toEqual({ text: 'a' });
  const vector = { vector: [1, 2, 3], x: 1, y: 2, z: 3 };
  expect(await ConstantVector.run({}, { value: [1, 2, 3] }, recordingContext())).toEqual(vector);
});

test('values are collected under their names; what has none is left out', async () => {
  const params = defaultParams(CollectValues.params) as unknown as Parameters<typeof CollectValues.run>[1];
  const context = recordingContext();
  const some = { ...params, name1: 'Otsu', value1: 71.5, name3: 'Volume', value3: 2, unit3: 'ml' };
  const { table } = await CollectValues.run({}, some, context);
  expect(table.rows).toEqual([
    ['Otsu', 71.5, ''],
    ['Volume', 2, 'ml'],
  ]);
  await CollectValues.run({}, params, context);
  expect(context.warnings).toHaveLength(1);
});
