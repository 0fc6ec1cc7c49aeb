import { expect, test } from 'vitest';
import type { MemoEntry } from '#src/engine/memo.ts';
import { buffersOf, bytesOf, createMemo } from '#src/engine/memo.ts';
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

test('what is cheapest to compute again per byte goes first', () => {
  const memo = createMemo(100);
  memo.set('cheap', { ...entry(30), ms: 1 });
  memo.set('dear', { ...entry(30), ms: 1000 });
  memo.set('cheap but small', { ...entry(1), ms: 1 });
  memo.get('cheap');
  memo.set('next', { ...entry(60), ms: 10 });
  expect(['cheap', 'dear', 'cheap but small', 'next'].filter(memo.has)).toEqual(['dear', 'cheap but small', 'next']);
});

test('what was dear to compute goes too, when it has not been used for long', () => {
  const memo = createMemo(100);
  memo.set('dear', { ...entry(30), ms: 100 });
  for (let n = 0; n < 400; n++) memo.set(`${n}`, { ...entry(30), ms: 10 });
  expect(memo.has('dear')).toBe(false);
});

test('a result larger than the budget is not kept, and the others stay', () => {
  const memo = createMemo(100);
  memo.set('small', entry(80));
  memo.set('huge', entry(500));
  expect([memo.has('huge'), memo.has('small'), memo.bytes]).toEqual([false, true, 80]);
});

test('a smaller budget forgets at once', () => {
  const memo = createMemo(100);
  memo.set('a', entry(40));
  memo.set('b', entry(40));
  memo.setBudget(50);
  expect(['a', 'b'].filter(memo.has)).toEqual(['b']);
  memo.setBudget(0);
  expect([memo.bytes, memo.budget]).toEqual([0, 0]);
});

test('memory that several results share counts once, and as long as one of them is there', () => {
  const memo = createMemo(10_000);
  const voxels = new Uint8Array(1000);
  const outputs = { image: volume(voxels) };
  for (const key of ['source', 'passed on']) memo.set(key, { ...entry(bytesOf(outputs)), outputs });
  expect(memo.bytes).toBe(1000 + 2 * 64);
  memo.retain((key) => key === 'passed on');
  expect([memo.has('source'), memo.bytes]).toEqual([false, 1000 + 64]);
  memo.retain(() => false);
  expect(memo.bytes).toBe(0);
});

test('what is held stays, however tight it is, and goes when it is released', () => {
  const memo = createMemo(1500);
  const outputs = { image: volume(new Uint8Array(1000)) };
  memo.set('input', { ...entry(bytesOf(outputs)), outputs });
  const release = memo.hold(buffersOf(outputs));
  expect(memo.makeRoom(1000)).toBe(false);
  memo.set('result', entry(1200));
  expect(['input', 'result'].filter(memo.has)).toEqual(['input', 'result']);
  release();
  expect(memo.bytes).toBeLessThanOrEqual(1500);
});

test('a buffer counts whole, though only part of it is seen, and once, though two outputs see it', () => {
  const buffer = new ArrayBuffer(8000);
  const voxels = new Float64Array(buffer, 800, 10);
  const bytes = bytesOf({ a: volume(voxels), b: volume(new Uint8Array(buffer)) });
  expect(bytes).toBeGreaterThanOrEqual(8000);
  expect(bytes).toBeLessThan(8000 + 1000);
});

test('files, tables, vectors and texts count too', () => {
  expect(bytesOf({ file: { parts: [new Uint8Array(2000), new Uint8Array(3000)], suffix: '.nii' } })).toBeGreaterThan(
    5000,
  );
  const rows = Array.from({ length: 1000 }, (_, n) => [n, n]);
  expect(bytesOf({ table: { columns: [{ name: 'a' }, { name: 'b' }], rows } })).toBeGreaterThan(16000);
  expect(bytesOf({ vector: Array(1000).fill(0) })).toBeGreaterThan(8000);
  expect(bytesOf({ text: 'x'.repeat(1000) })).toBeGreaterThan(2000);
  expect(bytesOf({ number: 5 })).toBeGreaterThan(0);
});

test('the engine holds its budget and computes again what was forgotten', async () => {
  const { engine, ranSince } = recordingEngine({ budget: 3000 });
  const source = network({ Ramp: { module: 'Ramp', params: { size: [10, 10, 3] } } });
  const askAll = async () => {
    for (let first = 0; first < 5; first++) {
      await imageOf(engine, changed(source, 'Ramp', { first }), 'Ramp.image');
      expect(engine.memory().bytes).toBeLessThanOrEqual(3000);
    }
    return ranSince().length;
  };
  expect(await askAll()).toBe(5);
  // Two fit, and which two they are depends on what they took.
  expect(await askAll()).toBeGreaterThanOrEqual(3);
  await imageOf(engine, changed(source, 'Ramp', { first: 4 }), 'Ramp.image');
  expect(ranSince()).toEqual([]);
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
