import { afterAll, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import { sharesOf } from '#src/engine/sharesOf.ts';
import type { Executor, Task } from '#src/engine/task.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import type { Affine, Volume } from '#src/image/volume.ts';
import { whyNotSameVoxels } from '../sameVoxels.ts';

const appWorker = () => new Worker(new URL('./appWorker.ts', import.meta.url), { type: 'module' });
const one = executeInWorker({ createWorker: appWorker, size: 1 });
const three = executeInWorker({ createWorker: appWorker, size: 3, leastBytes: 0 });
afterAll(() => {
  one.dispose();
  three.dispose();
});

/** Foreground but for one voxel in `every`, so large that each worker gets some of it. */
function masked(size: Volume['size'], every: number, spacing = 1): Volume {
  const random = seededRandom(every);
  const voxels = new Uint8Array(size[0] * size[1] * size[2]).map(() => (random() * every < 1 ? 0 : 1));
  voxels[7] = 0;
  return { size, affine: [spacing, 0, 0, 0, 0, spacing, 0, 0, 0, 0, 2, 0], voxels: shared(voxels) };
}

function shared(voxels: Uint8Array): Uint8Array {
  const memory = new Uint8Array(new SharedArrayBuffer(voxels.length));
  memory.set(voxels);
  return memory;
}

const holes = masked([150, 170, 140], 500);
const turned: Affine = [0.8, 0.3, 0, -5, -0.3, 0.8, 0.1, 20, 0, -0.1, 1.9, 3];
const target: Volume = { ...holes, size: [140, 130, 120], affine: turned, voxels: new Uint8Array(0) };

const cases: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>, ...Volume[]]>> = {
  'distances in voxels': ['Distance', {}, holes],
  'distances outside': ['Distance', { direction: 'Outside' }, holes],
  'distances in mm': ['Distance', { unit: 'mm' }, masked([150, 170, 140], 500, 0.9)],
  'distances that 16 bits do not hold': ['Distance', {}, masked([400, 90, 90], Number.POSITIVE_INFINITY)],
  'signed distances': ['Distance', { direction: 'Signed', unit: 'mm' }, holes],
  'distances to nothing': [
    'Distance',
    { direction: 'Outside' },
    { ...holes, voxels: new Uint8Array(holes.voxels.length) },
  ],
  'the nearest voxels': ['Resample3D', { mode: 'Zoom', zoom: [1.3, 0.7, 1.5], filter: 'Nearest' }, holes],
  'values on lines': ['Resample3D', { mode: 'Zoom', zoom: [0.7, 1.3, 1.5] }, holes],
  'values on splines': ['Resample3D', { mode: 'Zoom', zoom: [0.7, 1.3, 1.5], filter: 'Cubic' }, holes],
  'values on splines of a turned grid': ['Resample3D', { mode: 'Reference', filter: 'Cubic' }, holes, target],
  'values of a turned grid': ['Resample3D', { mode: 'Reference' }, holes, target],
};

async function run(executor: Executor, task: Task) {
  const outcome = await executor.run(task, new AbortController().signal, () => {});
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return { image: outcome.outputs.output0 as Volume, warnings: outcome.warnings };
}

test.each(Object.entries(cases))(
  'three workers make together what one makes: %s',
  async (_, [id, params, ...images]) => {
    const module = modules.get(id) as AnyModule;
    const inputs = Object.fromEntries(images.map((image, n) => [`input${n}`, image]));
    const given = { ...defaultParams(module.params), ...params };
    const task: Task = { module: id, inputs, params: given, ...sharesOf(module, inputs, given) };
    expect(task.shares).toBeDefined();
    const [expected, found] = [await run(one, { ...task, shares: undefined }), await run(three, task)];
    expect(whyNotSameVoxels(found.image.voxels, expected.image.voxels)).toBeUndefined();
    expect({ ...found, image: { ...found.image, voxels: 0 } }).toEqual({
      ...expected,
      image: { ...expected.image, voxels: 0 },
    });
  },
);

test('workers that die end the others, are told of, and are replaced', { timeout: 60_000 }, async () => {
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = appWorker();
    workers.push(worker);
    return worker;
  };
  const pool = executeInWorker({ createWorker, size: 3, leastBytes: 0 });
  const large = masked([400, 300, 300], Number.POSITIVE_INFINITY);
  const params = { ...defaultParams((modules.get('Distance') as AnyModule).params), direction: 'Signed' };
  const task: Task = {
    module: 'Distance',
    inputs: { input0: large },
    params,
    ...sharesOf(modules.get('Distance') as AnyModule, { input0: large }, params),
  };
  // All workers are there before it begins.
  await run(pool, { ...task, ...sharedOf(holes) });
  const running = pool.run(task, new AbortController().signal, () => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  // One of them may just be coming back, but not both.
  for (const worker of workers.slice(0, 2)) worker.terminate();
  const outcome = await running;
  expect(outcome.status === 'failed' && outcome.message).toContain('The computation broke off');
  const { image } = await run(pool, { ...task, ...sharedOf(holes) });
  expect(
    whyNotSameVoxels(image.voxels, (await run(one, { ...task, ...sharedOf(holes), shares: undefined })).image.voxels),
  ).toBeUndefined();
  expect(workers.length).toBe(5);
  pool.dispose();

  function sharedOf(image: Volume): Pick<Task, 'inputs' | 'shares'> {
    return { inputs: { input0: image }, ...sharesOf(modules.get('Distance') as AnyModule, { input0: image }, params) };
  }
});

test('what is withdrawn ends within a moment in all workers, which are there for the next', {
  timeout: 60_000,
}, async () => {
  let created = 0;
  const createWorker = () => {
    created++;
    return appWorker();
  };
  const pool = executeInWorker({ createWorker, size: 3, leastBytes: 0 });
  const module = modules.get('Resample3D') as AnyModule;
  const params = { ...defaultParams(module.params), mode: 'Reference', filter: 'Cubic' };
  const task: Task = {
    module: 'Resample3D',
    inputs: { input0: holes, input1: target },
    params,
    ...sharesOf(module, { input0: holes, input1: target }, params),
  };
  await run(pool, task);
  const controller = new AbortController();
  const running = pool.run(task, controller.signal, () => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort();
  expect(await running).toEqual({ status: 'cancelled' });
  await run(pool, task);
  expect(created).toBe(3);
  pool.dispose();
});
