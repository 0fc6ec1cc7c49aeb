import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import { createKeeper, type Keeper, type ToKeeper } from '#src/engine/keeper.ts';
import type { Executor, Task } from '#src/engine/task.ts';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import { identity } from '#src/image/affine.ts';

const large = 2 ** 24;
const open: (Keeper | Executor)[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.dispose();
});

/** Starts the worker of the editor, and tells how large the blocks are that it was sent: a list that held them would keep them alive. */
function watchedWorker() {
  const sent: number[] = [];
  const createWorker = () => {
    const worker = new Worker(new URL('../../src/app/keeperWorker.ts', import.meta.url), { type: 'module' });
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (message: ToKeeper) => {
      if (message.type === 'hold') sent.push(message.block.byteLength);
      post(message);
    };
    return worker;
  };
  return { sent, createWorker };
}

function keeperOf() {
  const { sent, createWorker } = watchedWorker();
  const keeper = createKeeper({ createWorker, leastBytes: 1000, pauseMs: 50 });
  open.push(keeper);
  return { keeper, sent };
}

const collect = () => (cdp() as unknown as { send(method: string): Promise<void> }).send('HeapProfiler.collectGarbage');

function executorOf(options: { isShared?: boolean; size?: number } = {}) {
  const { sent, createWorker } = watchedWorker();
  const executor = executeInWorker({
    createWorker: () => new Worker(new URL('./moduleWorker.ts', import.meta.url), { type: 'module' }),
    createKeeperWorker: createWorker,
    size: 2,
    ...options,
  });
  open.push(executor);
  const run = (task: Task, signal = new AbortController().signal) => executor.run(task, signal, () => {});
  return { run, sent };
}

const endless: Task = {
  module: 'EndlessLocal',
  inputs: {
    image: { size: [1, 1, large], affine: identity, voxels: voxelsOn('uint8', new SharedArrayBuffer(large)) },
  },
  params: {},
  halo: 0,
};

test('a large block is held once, and a small one is not', () => {
  const { keeper, sent } = keeperOf();
  const block = new SharedArrayBuffer(2000);
  keeper.keep(new SharedArrayBuffer(999));
  for (let n = 0; n < 3; n++) keeper.keep(block);
  expect(sent).toEqual([2000]);
  expect(keeper.count).toBe(1);
});

test('what was collected on the page is collected beside it too, and what is alive stays held', async () => {
  const { keeper } = keeperOf();
  const alive = new SharedArrayBuffer(2000);
  keeper.keep(alive);
  for (let n = 0; n < 5; n++) keeper.keep(new SharedArrayBuffer(3000 + n));
  expect(keeper.count).toBe(6);
  await collect();
  await expect.poll(() => keeper.count, { timeout: 10_000 }).toBe(1);
  await collect();
  expect([keeper.count, alive.byteLength]).toEqual([1, 2000]);
});

test('a keeper whose worker cannot be loaded holds nothing', async () => {
  const createWorker = () => new Worker('/no-such-worker.js', { type: 'module' });
  const keeper = createKeeper({ createWorker, leastBytes: 1000 });
  keeper.keep(new SharedArrayBuffer(2000));
  await expect.poll(() => keeper.count).toBe(0);
  keeper.keep(new SharedArrayBuffer(2000));
  expect(keeper.count).toBe(0);
});

test('much that nobody needs any more is collected though nothing else is asked for', async () => {
  const { keeper } = keeperOf();
  for (let n = 0; n < 8; n++) keeper.keep(new SharedArrayBuffer(2 ** 26));
  await expect.poll(() => keeper.count, { timeout: 10_000 }).toBe(0);
});

test('a worker has no use for what it has given, and lets it go', async () => {
  const { run } = executorOf({ size: 1 });
  for (let n = 0; n < 2; n++) await run({ module: 'Forget', inputs: {}, params: { length: 2 ** 26 } });
  const isForgotten = async () => {
    const outcome = await run({ module: 'IsForgotten', inputs: {}, params: {} });
    return outcome.status === 'done' && outcome.outputs.text;
  };
  await expect.poll(isForgotten, { timeout: 10_000, interval: 500 }).toBe('true');
});

test('what a worker gives is held as it arrives', async () => {
  const { run, sent } = executorOf();
  await run({ module: 'Count', inputs: {}, params: { length: large / 4 } });
  expect(sent).toEqual([large]);
});

test('what the page allocates for slabs is held before they run, so that it is let go when they are cancelled', async () => {
  const { run, sent } = executorOf();
  const controller = new AbortController();
  const running = run(endless, controller.signal);
  await expect.poll(() => sent).toEqual([large]);
  controller.abort();
  expect(await running).toEqual({ status: 'cancelled' });
});

test('where memory is not shared, nothing is held', async () => {
  const { run, sent } = executorOf({ isShared: false });
  await run({ module: 'Plain', inputs: {}, params: { length: large } });
  expect(sent).toHaveLength(0);
});
