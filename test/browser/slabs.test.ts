import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import type { ToWorker } from '#src/engine/messages.ts';
import { isVolume } from '#src/engine/result.ts';
import { sharesOf } from '#src/engine/sharesOf.ts';
import { imagesOf } from '#src/engine/slabs.ts';
import type { Executor, Task, TaskOutcome } from '#src/engine/task.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { givesLittle } from '../givesLittle.ts';
import { anyParams, namedParams, type ParamSet } from '../moduleParams.ts';
import { type Phantom, phantoms } from '../phantoms.ts';
import { whyNotSameVoxels } from '../sameVoxels.ts';

const appWorker = () => new Worker(new URL('./appWorker.ts', import.meta.url), { type: 'module' });
const appUnsharedWorker = () => new Worker(new URL('./appUnsharedWorker.ts', import.meta.url), { type: 'module' });
const tiny = { leastBytes: 0, pieceBytes: 1 };

const one = executeInWorker({ createWorker: appWorker, size: 1, leastBytes: Number.POSITIVE_INFINITY });
const shared = 'eight workers in shared memory';
/** Each worker starts half a second in a test: three are enough to tell that copies arrive where they belong. */
const many: Readonly<Record<string, Executor>> = {
  [shared]: executeInWorker({ createWorker: appWorker, size: 8, ...tiny }),
  'three workers with copies': executeInWorker({ createWorker: appUnsharedWorker, size: 3, ...tiny, isShared: false }),
};
afterAll(() => {
  for (const pool of [one, ...Object.values(many)]) pool.dispose();
});

const closing = modules.get('Closing') as AnyModule;

/** Those that are split, in slabs or by sharing. */
const split = [...modules.values()].filter(({ halo, shares }) => halo ?? shares);

function taskOf(module: AnyModule, params: ParamSet, { image, mask }: Phantom): Task {
  const inputs = Object.fromEntries(Object.keys(module.inputs).map((name, n) => [name, n === 0 ? image : mask]));
  const halo = module.halo?.(params, spacingOf(image.affine));
  return { module: module.id, inputs, params, halo, ...sharesOf(module, inputs, params) };
}

/** Where two outcomes differ, undefined where they are equal to the last bit but for the bits of a NaN. */
function whyNotSame(a: TaskOutcome, b: TaskOutcome): string | undefined {
  if (a.status !== 'done' || b.status !== 'done') {
    return JSON.stringify(a) === JSON.stringify(b) ? undefined : `${JSON.stringify(a)} is not ${JSON.stringify(b)}`;
  }
  const names = new Set([...Object.keys(a.outputs), ...Object.keys(b.outputs)]);
  for (const name of names) {
    const [left, right] = [a.outputs[name], b.outputs[name]];
    if (isVolume(left) && isVolume(right)) {
      const { voxels, ...rest } = left;
      const { voxels: others, ...otherRest } = right;
      expect(rest).toEqual(otherRest);
      const why = whyNotSameVoxels(voxels, others);
      if (why !== undefined) return `${name}: ${why}`;
    } else expect(left).toEqual(right);
  }
  return undefined;
}

const run = (executor: Executor, task: Task) => executor.run(task, new AbortController().signal, () => {});

describe.each(Object.keys(many))('%s', (pool) => {
  test.each(split.map((module) => [module.id, module] as const))(
    '%s: equal one worker, to the last bit',
    { timeout: 60_000 },
    async (_, module) => {
      const images = Object.values(phantoms).map((make) => make());
      // All phantoms with the defaults, and each option on one of them.
      const sets = Object.values(namedParams(module.params));
      // How an option is computed does not hang on how voxels reach the workers.
      const options = pool === shared ? sets.slice(1) : [];
      const asked = [
        ...images.map((_, n) => [sets[0], n] as const),
        ...options.map((params, n) => [params, n] as const),
      ];
      for (const [params, n] of asked) {
        const task = taskOf(module, params, images[n % images.length]);
        expect(whyNotSame(await run(many[pool], task), await run(one, task))).toBeUndefined();
      }
      await fc.assert(
        fc.asyncProperty(anyParams(module.params), fc.constantFrom(...images), async (params, phantom) => {
          fc.pre(await givesLittle(module, params, phantom));
          const task = taskOf(module, params, phantom);
          expect(whyNotSame(await run(many[pool], task), await run(one, task))).toBeUndefined();
        }),
        { numRuns: 2 },
      );
    },
  );
});

test('the result of eight workers is one block of shared memory', async () => {
  const threshold = modules.get('Threshold') as AnyModule;
  const { image, mask } = phantoms['signed integers']();
  const task = taskOf(threshold, namedParams(threshold.params).defaults, { image, mask });
  const outcome = await run(many[shared], task);
  if (outcome.status !== 'done') throw new Error(outcome.status);
  const { voxels } = outcome.outputs.output0 as Volume;
  expect(voxels.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(voxels.byteLength).toBe(voxels.buffer.byteLength);
});

test('an image that is not shared reaches a worker in pieces, and is no less for it', { timeout: 60_000 }, async () => {
  const posted: number[] = [];
  const createWorker = () => {
    const worker = appUnsharedWorker();
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message: ToWorker, transfer?: Transferable[] | StructuredSerializeOptions) => {
      if (message.type === 'piece') posted.push(message.piece.bytes.length);
      if (message.type === 'run')
        for (const { voxels } of imagesOf(message.task)) posted.push(voxels.buffer.byteLength);
      post(message, transfer as Transferable[]);
    };
    return worker;
  };
  const pool = executeInWorker({ createWorker, size: 1, isShared: false, cloneBytes: 1000 });
  const { image, mask } = phantoms['signed integers']();
  const task: Task = { module: 'Closing', inputs: { input0: mask }, params: namedParams(closing.params).defaults };
  const outcome = await run(pool, task);
  expect(outcome.status).toBe('done');
  expect(whyNotSame(outcome, await run(one, task))).toBeUndefined();
  expect(posted.length).toBeGreaterThan(2);
  expect(Math.max(...posted)).toBeLessThanOrEqual(1000);
  const controller = new AbortController();
  const withdrawn = pool.run(task, controller.signal, () => {});
  controller.abort();
  expect((await withdrawn).status).toBe('cancelled');
  const other: Task = { ...task, inputs: { input0: image } };
  expect(whyNotSame(await run(pool, other), await run(one, other))).toBeUndefined();
  pool.dispose();
});

test('an image that is passed on by a worker is still the image of the page', async () => {
  const masking = modules.get('Mask') as AnyModule;
  const params = { ...namedParams(masking.params).defaults, mode: 'Original' };
  const phantom = phantoms['signed integers']();
  for (const executor of [one, ...Object.values(many)]) {
    const outcome = await run(executor, taskOf(masking, params, phantom));
    if (outcome.status !== 'done') throw new Error(outcome.status);
    expect((outcome.outputs.output0 as Volume).voxels.buffer).toBe(phantom.image.voxels.buffer);
  }
});
