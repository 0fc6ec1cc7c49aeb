import { afterEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '#src/engine/engine.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import type { WorkerPoolOptions } from '#src/engine/workerPool.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { workerModules } from './workerModules.ts';

const moduleWorker = () => new Worker(new URL('./moduleWorker.ts', import.meta.url), { type: 'module' });
const hangingWorker = () => new Worker(new URL('./hangingWorker.ts', import.meta.url), { type: 'module' });

const open: Engine[] = [];
afterEach(() => {
  for (const engine of open.splice(0)) engine.dispose();
});

/** An engine that runs local modules in three slabs, however small the image, and how many workers live. */
function engineWith(options: Partial<WorkerPoolOptions> = {}) {
  let live = 0;
  const executor = executeInWorker({
    size: 3,
    leastBytes: 0,
    pieceBytes: 2 ** 20,
    ...options,
    createWorker() {
      const worker = (options.createWorker ?? moduleWorker)();
      const terminate = worker.terminate.bind(worker);
      live++;
      worker.terminate = () => {
        live--;
        terminate();
      };
      return worker;
    },
  });
  const openFile = () => Promise.reject(new Error('No file is here'));
  const engine = createEngine({ modules: workerModules, executor, openFile, budget: 2 ** 26 });
  open.push(engine);
  return { engine, live: () => live };
}

const node = (module: string, inputs = {}) => ({
  module,
  moduleVersion: 1,
  position: { x: 0, y: 0 },
  params: {},
  inputs,
});
const over = (module: string): GraphDocument => ({
  version: 1,
  nodes: {
    Count: { ...node('Count'), params: { length: 9 } },
    Local: node(module, { image: 'Count.image' }),
    Name: node('Name'),
  },
});

test('an error of one slab fails the node once, and the workers go on', async () => {
  const { engine } = engineWith();
  const document = over('FailingLocal');
  const failures: string[] = [];
  engine.subscribe(() => {
    const state = engine.state(document, 'Local');
    if (state.status === 'failed' && failures.at(-1) !== state.error.message) failures.push(state.error.message);
  });
  const result = await engine.evaluate(document, 'Local.image');
  expect(result).toMatchObject({
    ok: false,
    error: { node: 'Local', message: expect.stringMatching(/^It cannot be done/) },
  });
  expect(failures).toHaveLength(1);
  expect((await engine.evaluate(document, 'Name.text')).ok).toBe(true);
});

test('cancelling stops every slab, and the pool works afterwards', async () => {
  const { engine, live } = engineWith();
  const document = over('EndlessLocal');
  const begun = new Set<number>();
  const channel = new BroadcastChannel('endless');
  channel.onmessage = ({ data }) => begun.add(data);
  const controller = new AbortController();
  const answer = engine.evaluate(document, 'Local.image', { signal: controller.signal });
  await expect.poll(() => [...begun].toSorted((a, b) => a - b), { timeout: 10_000 }).toEqual([0, 3, 6]);
  channel.close();
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  // The endless workers are ended, and nobody needs new ones.
  await expect.poll(live).toBe(0);
  expect(engine.memory().running).toBe(0);
  expect((await engine.evaluate(document, 'Name.text')).ok).toBe(true);
  expect(live()).toBe(1);
});

test('a worker that dies over a slab fails the node, and everything else stays', async () => {
  const { engine, live } = engineWith();
  const document = over('DyingLocal');
  const result = await engine.evaluate(document, 'Local.image');
  expect(result).toMatchObject({ ok: false, error: { node: 'Local', message: expect.stringMatching(/broke off/) } });
  expect(engine.state(document, 'Count').status).toBe('done');
  expect((await engine.evaluate(document, 'Name.text')).ok).toBe(true);
  expect(live()).toBeLessThanOrEqual(3);
});

test('a worker that hangs while it loads is given up, with the error on its node', async () => {
  let count = 0;
  const { engine, live } = engineWith({
    readyMs: 300,
    createWorker: () => (count++ === 0 ? hangingWorker() : moduleWorker()),
  });
  const document = over('FailingLocal');
  expect(await engine.evaluate(document, 'Name.text')).toMatchObject({
    ok: false,
    error: { node: 'Name', message: 'No worker could be started: it was not ready after 0.3 s. Reload the page' },
  });
  expect(live()).toBe(0);
});

test('a task that waits for a worker which is loading is cancelled at once', async () => {
  const { engine } = engineWith({ createWorker: hangingWorker });
  const document = over('FailingLocal');
  const controller = new AbortController();
  const answer = engine.evaluate(document, 'Name.text', { signal: controller.signal });
  await expect.poll(() => engine.state(document, 'Name').status).toBe('running');
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  await expect.poll(() => engine.state(document, 'Name').status, { interval: 5 }).toBe('idle');
});

test('tasks for what is in sight go before those that came earlier', async () => {
  const executor = executeInWorker({ createWorker: moduleWorker, size: 1 });
  const order: string[] = [];
  const { signal } = new AbortController();
  const run = (name: string, isUrgent: boolean) =>
    executor.run({ module: 'Name', inputs: {}, params: {}, isUrgent }, signal, () => {}).then(() => order.push(name));
  await Promise.all([run('first', false), run('second', false), run('in sight', true)]);
  executor.dispose();
  expect(order).toEqual(['in sight', 'first', 'second']);
});
