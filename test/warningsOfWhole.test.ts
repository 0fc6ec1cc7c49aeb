import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { ownBuffer } from '#src/engine/allocate.ts';
import { inSlabs } from '#src/engine/inSlabs.ts';
import { runTask } from '#src/engine/runTask.ts';
import type { Executor, Task } from '#src/engine/task.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { isUniform, onlyOf } from '#src/kernels/sameVoxels.ts';
import { row } from './runModule.ts';

const plain: Executor = {
  run: (task, _signal, onProgress) => runTask(modules, task, onProgress, ownBuffer),
  dispose() {},
};
const split = inSlabs(plain, { threads: 4, leastBytes: 0, pieceBytes: 1, allocateBuffer: ownBuffer, isShared: true });

const size = [4, 4, 8] as const;
const image = (voxels: Voxels): Volume => row(voxels, size);
const empty = () => image(new Uint8Array(128));
const full = () => image(new Uint8Array(128).fill(1));
/** Foreground in one slice only, so that all other slabs are empty. */
const oneVoxel = () => {
  const voxels = new Uint8Array(128);
  voxels[70] = 1;
  return image(voxels);
};

function task(id: string, inputs: Task['inputs'], values: Record<string, unknown> = {}, slab?: Task['slab']): Task {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no ${id}`);
  const params = { ...defaultParams(module.params), ...values } as Task['params'];
  const halo = module.halo?.(params, [1, 1, 1]);
  return { module: id, key: id, inputs, params, halo, slab } as Task;
}

/** What is warned of in one go and in slabs, which must be the same. */
async function warnings(of: Task): Promise<readonly string[]> {
  const [whole, pieces] = [
    await runTask(modules, of, () => {}, ownBuffer),
    await split.run(of, new AbortController().signal, () => {}),
  ];
  if (whole.status !== 'done' || pieces.status !== 'done') throw new Error('It failed');
  expect(pieces.warnings).toEqual(whole.warnings);
  return whole.warnings;
}

describe('an operation that did nothing or left nothing is told, in slabs as in one go', () => {
  const threshold = (image: Volume, values = {}) => task('Threshold', { input0: image }, values);
  it.each<[string, Task, readonly (string | RegExp)[]]>([
    ['no voxel passes', threshold(empty()), [/^No voxel is > 0: set another threshold/]],
    ['every voxel passes', threshold(full()), [/^Every voxel is > 0: set/]],
    ['one voxel passes', threshold(oneVoxel()), []],
    ['what is written is the same', threshold(full(), { userConditionTrueValue: 0 }), []],
    ['a relative threshold', threshold(full(), { relativeThreshold: true, threshold: 1 }), [/^No voxel is > 1: set/]],
    [
      'an empty mask',
      task('Mask', { input0: full(), input1: empty() }),
      [/^No voxel of the mask is foreground: check/],
    ],
    ['a full mask', task('Mask', { input0: full(), input1: full() }), [/^All voxels of the mask are foreground/]],
    ['a mask of one voxel', task('Mask', { input0: full(), input1: oneVoxel() }), []],
    ['no mask is used', task('Mask', { input0: full(), input1: empty() }, { mode: 'Original' }), []],
    ['a closing of nothing near', task('Closing', { input0: oneVoxel() }, { radius: 0 }), [/^The mask is as it was/]],
    ['an opening', task('Opening', { input0: oneVoxel() }, { radius: 1 }), [/^No voxel of the result is foreground/]],
    ['grey values', task('Closing', { input0: full() }, { radius: 0, mode: 'Grey' }), []],
  ])('%s', async (_, of, sentences) => {
    const told = await warnings(of);
    expect(told).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
  });

  it('but not of some slices alone, which may be empty in any image', async () => {
    const slices = task('Threshold', { input0: oneVoxel() }, {}, { start: 0, end: 2 });
    const outcome = await runTask(modules, slices, () => {}, ownBuffer);
    expect(outcome.status === 'done' && outcome.warnings).toEqual([]);
  });
});

describe('voxels of one value', () => {
  it.each<[Voxels, boolean]>([
    [new Uint8Array(0), true],
    [new Uint8Array(5001).fill(7), true],
    [new Int8Array(5001).fill(-7), true],
    [new Uint8Array(5003).fill(7).subarray(1), true],
    [Float32Array.of(Number.NaN, Number.NaN), true],
    [Float32Array.of(Number.NaN, 0), false],
    [new Float64Array(5000).fill(0.5), true],
  ])('are found: %#', (voxels, isSame) => {
    expect(isUniform(voxels)).toBe(isSame);
  });

  it.each([0, 1, 3, 4, 2500, 4998, 4999])('are not, when voxel %i of 5000 differs', (n) => {
    for (const voxels of [new Uint8Array(5001).subarray(1), new Float32Array(5000)]) {
      expect([isUniform(voxels), onlyOf(voxels)]).toEqual([true, 'background']);
      voxels[n] = 2;
      expect([isUniform(voxels), onlyOf(voxels)]).toEqual([false, undefined]);
    }
  });

  it.each([1, 2, 3, 4, 5, 9])('are found wherever %i bytes lie in their memory', (length) => {
    for (let start = 0; start < 8; start++) {
      const voxels = new Uint8Array(20).subarray(start, start + length);
      expect([isUniform(voxels), onlyOf(voxels)]).toEqual([true, 'background']);
      if (length === 1) continue;
      voxels[length - 1] = 1;
      expect([isUniform(voxels), onlyOf(voxels)]).toEqual([false, undefined]);
    }
  });

  it('of a mask are foreground where they are neither 0 nor NaN', () => {
    expect(onlyOf(Float32Array.of(Number.NaN, 0, -0))).toBe('background');
    expect(onlyOf(Float32Array.of(-1, 0.1))).toBe('foreground');
  });
});
