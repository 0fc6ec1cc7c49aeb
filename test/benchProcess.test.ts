import { expect, test } from 'vitest';
import { differingVoxels } from '../scripts/bench/differing.ts';
import { enlarge } from '../scripts/bench/enlarge.ts';
import { allocate, forgetMemory, release } from '../scripts/bench/memory.ts';
import { runProcess } from '../scripts/bench/runProcess.ts';
import { slabsOf } from '../scripts/bench/workers.ts';

const node = process.execPath;

test.runIf(process.platform === 'linux')('the peak of a process holds what it touched', async () => {
  const script = 'Buffer.alloc(200 * 2 ** 20, 1); setTimeout(() => {}, 50)';
  const { peak } = await runProcess([node, '-e', script], process.cwd());
  expect(peak).toBeGreaterThan(200);
  expect((await runProcess([node, '-e', 'setTimeout(() => {}, 50)'], process.cwd())).peak).toBeLessThan(200);
});

test.runIf(process.platform === 'linux')('processor time is that of the process, not of waiting', async () => {
  const busy = await runProcess(
    [node, '-e', 'for (let n = 0, end = process.cpuUsage().user; ; ) if (process.cpuUsage().user - end > 3e5) break'],
    process.cwd(),
  );
  expect(busy.cpu).toBeGreaterThanOrEqual(280);
});

test('a process that fails is an error with what it said', async () => {
  const failing = runProcess([node, '-e', 'console.error("no such file"); process.exit(3)'], process.cwd());
  await expect(failing).rejects.toThrow('no such file');
});

test('voxels differ by their bits', () => {
  expect(differingVoxels(Float64Array.of(1, 0, Number.NaN), Float64Array.of(1, -0, Number.NaN))).toBe(1);
  expect(differingVoxels(Float32Array.of(1, 2), Float32Array.of(1, Math.fround(2 + 1e-6)))).toBe(1);
  expect(differingVoxels(Int16Array.of(-1), Uint16Array.of(65535))).toBe(1);
  expect(differingVoxels(Uint8Array.of(1, 0, 1), Uint8Array.of(1, 0))).toBe(1);
});

test('a tolerance is relative to the largest value', () => {
  expect(differingVoxels(Float32Array.of(1000, 1), Float32Array.of(1000, 1.005), 1e-5)).toBe(0);
  expect(differingVoxels(Float32Array.of(1000, 1), Float32Array.of(1000, 1.02), 1e-5)).toBe(1);
  expect(differingVoxels(Float32Array.of(1), Float32Array.of(Number.NaN), 1e-5)).toBe(1);
});

test('an enlarged image keeps a ramp where it is', () => {
  const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const { size, voxels } = enlarge({ size: [3, 1, 1], affine, voxels: Float32Array.of(0, 4, 8) }, 2);
  expect(size).toEqual([6, 2, 2]);
  expect([...voxels.subarray(0, 6)]).toEqual([0, 1, 3, 5, 7, 8]);
});

test('memory that was given back is lent again, zeroed where it is not written as a whole', () => {
  const length = 2 ** 20;
  const first = allocate('int16', length);
  first.fill(7);
  release(first);
  const second = allocate('int16', length);
  expect([second.buffer === first.buffer, second.byteOffset]).toEqual([true, first.byteOffset]);
  expect(second.every((value) => value === 0)).toBe(true);
  second.fill(7);
  release(second);
  expect(allocate('int16', length, 'nothing')[length - 1]).toBe(7);
  release(Uint8Array.of(1, 2));
  expect(allocate('int16', length).byteOffset).not.toBe(first.byteOffset);
  forgetMemory();
});

test('slabs cover every slice once', () => {
  expect(slabsOf(5, 2)).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 5 },
  ]);
});
