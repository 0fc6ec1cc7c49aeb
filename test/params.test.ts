import { expect, test } from 'vitest';
import type { Param } from '#src/graph/module.ts';
import { convertTo, defaultParams, parseParam, whyNotValue } from '#src/graph/params.ts';
import { Above, Bytes } from './testModules.ts';

const number: Param = { kind: 'number', label: 'Sigma', default: 1, min: 0, max: 20, unit: 'mm' };
const integer: Param = { kind: 'integer', label: 'Radius', default: 3, min: 1 };
const boolean: Param = { kind: 'boolean', label: 'Inverted', default: false };
const choice: Param = { kind: 'choice', label: 'Mode', default: 'ball', options: { ball: 'Ball', box: 'Box' } };
const text: Param = { kind: 'text', label: 'Name', default: '' };
const vector: Param = { kind: 'vector', label: 'Size', default: [1, 1, 1] };
const file: Param = { kind: 'file', label: 'File', default: null, accept: [] };
const hash = 'a'.repeat(64);

const fitting: [Param, unknown][] = [
  [number, 0],
  [number, 20],
  [number, 0.25],
  [integer, 1],
  [integer, 1e15],
  [boolean, false],
  [choice, 'box'],
  [text, ''],
  [vector, [0, -1, 2.5]],
  [file, null],
  [file, { name: 'a.nii', hash }],
  [file, { name: 'a.nii', sample: 'head' }],
  [file, { name: 'a.nii' }],
];
test.each(fitting.map(([param, value]) => [param.label, value, param] as const))('%s can be %j', (_, value, param) => {
  expect(whyNotValue(param, value)).toBeUndefined();
});

const unfitting: [Param, unknown, string][] = [
  [number, -0.1, 'Sigma must be at least 0 mm, not -0.1'],
  [number, 20.5, 'Sigma must be at most 20 mm, not 20.5'],
  [number, Number.NaN, 'Sigma must be a number, not NaN'],
  [number, Number.POSITIVE_INFINITY, 'Sigma must be a number, not Infinity'],
  [number, '5', 'Sigma must be a number, not "5"'],
  [number, null, 'Sigma must be a number, not null'],
  [number, undefined, 'Sigma must be a number, not nothing'],
  [number, new Float32Array(9), 'Sigma must be a number, not a value of another kind'],
  [number, { voxels: new Float32Array(9) }, 'Sigma must be a number, not an image'],
  [integer, 1.5, 'Radius must be a whole number, not 1.5'],
  [integer, 0, 'Radius must be at least 1, not 0'],
  [boolean, 1, 'Inverted must be true or false, not 1'],
  [choice, 'Ball', 'Mode must be one of ball, box, not "Ball"'],
  [choice, 'constructor', 'Mode must be one of ball, box, not "constructor"'],
  [choice, 0, 'Mode must be one of ball, box, not 0'],
  [text, 5, 'Name must be a text, not 5'],
  [vector, [1, 2], 'Size must be 3 numbers, not [1,2]'],
  [vector, [1, 2, '3'], 'Size must be 3 numbers, not [1,2,"3"]'],
  [vector, '1 2 3', 'Size must be 3 numbers, not "1 2 3"'],
  [file, 'a.nii', 'File must name a file by its name and hash, not "a.nii"'],
  [file, { hash }, `File must name a file by its name and hash, not {"hash":"${hash}"}`],
  [
    file,
    { name: 'a', hash: '../../x' },
    'File must name a file by its name and hash, not {"name":"a","hash":"../../x"}',
  ],
  [file, [], 'File must name a file by its name and hash, not []'],
];
test.each(unfitting.map(([param, value, why]) => [why, param, value] as const))('%s', (why, param, value) => {
  expect(whyNotValue(param, value)).toBe(why);
});

test('a message stays short, however large the value', () => {
  expect(whyNotValue(number, Array(100_000).fill('x'))?.length).toBeLessThan(150);
});

const readable: [Param, string, unknown][] = [
  [number, ' 2.5 ', 2.5],
  [number, '1e1', 10],
  [integer, '7', 7],
  [boolean, 'Yes', true],
  [boolean, 'off', false],
  [boolean, '0', false],
  [choice, 'box', 'box'],
  [text, ' kept as it is ', ' kept as it is '],
  [vector, '1 2 3', [1, 2, 3]],
  [vector, '1, 2,3', [1, 2, 3]],
];
test.each(readable.map(([param, typed, value]) => [param.label, typed, value, param] as const))(
  '%s reads %j as %j',
  (_, typed, value, param) => {
    expect(parseParam(param, typed)).toEqual({ value });
  },
);

const unreadable: [Param, string, string][] = [
  [number, '', 'Sigma must be a number, not ""'],
  [number, '12mm', 'Sigma must be a number, not "12mm"'],
  [number, '1,5', 'Sigma must be a number, not "1,5"'],
  [number, 'Infinity', 'Sigma must be a number, not Infinity'],
  [number, '21', 'Sigma must be at most 20 mm, not 21'],
  [integer, '1.5', 'Radius must be a whole number, not 1.5'],
  [boolean, 'maybe', 'Inverted must be true or false, not "maybe"'],
  [choice, 'cube', 'Mode must be one of ball, box, not "cube"'],
  [vector, '', 'Size must be 3 numbers, not ""'],
  [vector, '1 2', 'Size must be 3 numbers, not [1,2]'],
  [vector, '1 2 x', 'Size must be 3 numbers, not "1 2 x"'],
  [vector, ',1 2', 'Size must be 3 numbers, not ",1 2"'],
  [file, 'a.nii', 'File must name a file by its name and hash, not "a.nii"'],
];
test.each(unreadable.map(([param, typed, error]) => [typed, error, param] as const))(
  '%j is refused: %s',
  (typed, error, param) => {
    expect(parseParam(param, typed)).toEqual({ error });
  },
);

test('numbers and switches convert into each other, everything else stays', () => {
  expect([0, 0.5, -1].map((value) => convertTo(boolean, value))).toEqual([false, true, true]);
  expect([true, false].map((value) => convertTo(number, value))).toEqual([1, 0]);
  expect(convertTo(choice, 'box')).toBe('box');
  expect(convertTo(number, '5')).toBe('5');
});

test('the defaults of a module fit their own parameters', () => {
  expect(defaultParams(Above.params)).toEqual({ value: 10, mode: 'plain', scale: 1, note: '' });
  expect(defaultParams(Bytes.params)).toEqual({ file: null });
});
