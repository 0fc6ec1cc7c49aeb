import { expect, test } from 'vitest';
import type { MemoEntry } from '#src/engine/memo.ts';
import { bytesOf, createMemo } from '#src/engine/memo.ts';
import { identity } from '#src/image/affine.ts';
import type { Voxels } from '#src/image/volume.ts';
import { changed, imageOf, network, recordingEngine } from './network.ts';

const entry = (bytes: number): MemoEntry => ({ outputs: {}, warnings: [], ms: 1, bytes });
const volume = (voxels: Voxels) => ({ size: [voxels.length, 1, 1] as const, affine: identity, voxels });

test('what was used least recently goes first', () => {
  const memo = createMemo(100);
  for (const key of ['a', 'b', 'c']) memo.set(key, entry(30));
  memo.get('a');
  memo.set('d', entry(30));
  expect(['a', 'b', 'c', 'd'].filter(memo.has)).toEqual(['a', 'c', 'd']);
  expect(memo.bytes).toBe(90);
});

test('asking whether a result is there is no use of it', () => {
  const memo = createMemo(60);
  memo.set('a', entry(30));
  memo.set('b', entry(30));
  memo.has('a');
  memo.set('c', entry(30));
  expect(memo.has('a')).toBe(false);
});

test('as many go as the new one needs, and one of the same key is replaced', () => {
  const memo = createMemo(100);
  memo.set('a', entry(30));
  memo.set('b', entry(30));
  memo.set('b', entry(40));
  expect(memo.bytes).toBe(70);
  memo.set('c', entry(100));
  expect(['a', 'b', 'c'].filter(memo.has)).toEqual(['c']);
  expect(memo.bytes).toBe(100);
});

test('one result larger than the budget is kept beside the others, until the next such one', () => {
  const memo = createMemo(100);
  memo.set('small', entry(80));
  memo.set('huge', entry(500));
  expect(memo.get('huge')).toBeDefined();
  expect(memo.has('small')).toBe(true);
  expect(memo.bytes).toBe(580);
  memo.set('huge2', entry(600));
  expect(['small', 'huge', 'huge2'].filter(memo.has)).toEqual(['small', 'huge2']);
  memo.set('huge2', entry(10));
  expect(memo.bytes).toBe(90);
});

test('a smaller budget forgets at once, an oversized result too; a larger one takes it in', () => {
  const memo = createMemo(100);
  memo.set('a', entry(40));
  memo.set('b', entry(40));
  memo.set('huge', entry(500));
  memo.setBudget(1000);
  expect([memo.bytes, memo.budget]).toEqual([580, 1000]);
  memo.setBudget(50);
  expect(['a', 'b', 'huge'].filter(memo.has)).toEqual([]);
  memo.setBudget(0);
  expect([memo.bytes, memo.budget]).toEqual([0, 0]);
});

test('a buffer counts whole, though only part of it is seen, and once, though two outputs see it', () => {
  const buffer = new ArrayBuffer(8000);
  const voxels = new Float64Array(buffer, 800, 10);
  const bytes = bytesOf({ a: volume(voxels), b: volume(new Uint8Array(buffer)) });
  expect(bytes).toBeGreaterThanOrEqual(8000);
  expect(bytes).toBeLessThan(8000 + 1000);
});

test('files, tables, vectors and texts count too', () => {
  expect(bytesOf({ file: { bytes: new Uint8Array(5000), suffix: '.nii' } })).toBeGreaterThan(5000);
  const rows = Array.from({ length: 1000 }, (_, n) => [n, n]);
  expect(bytesOf({ table: { columns: [{ name: 'a' }, { name: 'b' }], rows } })).toBeGreaterThan(16000);
  expect(bytesOf({ vector: Array(1000).fill(0) })).toBeGreaterThan(8000);
  expect(bytesOf({ text: 'x'.repeat(1000) })).toBeGreaterThan(2000);
  expect(bytesOf({ number: 5 })).toBeGreaterThan(0);
});

test('the engine holds its budget and computes again what was forgotten', async () => {
  const { engine, ranSince } = recordingEngine({ budget: 3000 });
  const source = network({ Ramp: { module: 'Ramp', params: { size: [10, 10, 3] } } });
  for (let first = 0; first < 5; first++) {
    await imageOf(engine, changed(source, 'Ramp', { first }), 'Ramp.image');
    expect(engine.memory().bytes).toBeLessThanOrEqual(3000);
  }
  ranSince();
  await imageOf(engine, changed(source, 'Ramp', { first: 4 }), 'Ramp.image');
  expect(ranSince()).toEqual([]);
  await imageOf(engine, changed(source, 'Ramp', { first: 0 }), 'Ramp.image');
  expect(ranSince()).toEqual(['Ramp']);
});

test('the slices of an image larger than the budget do not compute it anew each', async () => {
  const { engine, ran } = recordingEngine({ budget: 2000 });
  const document = network({
    Ramp: { module: 'Ramp', params: { size: [10, 10, 30] } },
    Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
  });
  for (let k = 0; k < 30; k++) await imageOf(engine, document, 'Above.mask', { start: k, end: k + 1 });
  expect(ran.filter((module) => module === 'Ramp')).toEqual(['Ramp']);
  expect(engine.memory().bytes).toBeGreaterThan(10 * 10 * 30 * 4);
});

test('changes of memory and budget are told', async () => {
  const { engine } = recordingEngine();
  let told = 0;
  const stopListening = engine.subscribe(() => told++);
  engine.setBudget(5000);
  await Promise.resolve();
  expect([told, engine.memory().budget]).toEqual([1, 5000]);
  stopListening();
  engine.setBudget(6000);
  await Promise.resolve();
  expect(told).toBe(1);
});
