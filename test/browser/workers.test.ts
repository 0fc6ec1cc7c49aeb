import { afterEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '#src/engine/engine.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import type { Executor, TaskOutcome } from '#src/engine/task.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { cropSlab, type Volume } from '#src/image/volume.ts';
import { workerModules } from './workerModules.ts';

const moduleWorker = () => new Worker(new URL('./moduleWorker.ts', import.meta.url), { type: 'module' });
const unsharedWorker = () => new Worker(new URL('./unsharedWorker.ts', import.meta.url), { type: 'module' });

const open: Executor[] = [];
afterEach(() => {
  for (const pool of open.splice(0)) pool.dispose();
});

function poolOf(size: number, createWorker = moduleWorker, graceMs?: number) {
  let created = 0;
  const executor = executeInWorker({
    size,
    graceMs,
    createWorker() {
      created++;
      return createWorker();
    },
  });
  open.push(executor);
  const progress: number[] = [];
  return {
    executor,
    progress,
    created: () => created,
    run(module: string, params = {}, signal = new AbortController().signal, inputs = {}): Promise<TaskOutcome> {
      return executor.run({ module, inputs, params }, signal, (fraction) => progress.push(fraction));
    },
  };
}

/** The output of a run that has to succeed. */
async function done<T>(run: Promise<TaskOutcome>, output: string): Promise<T> {
  const outcome = await run;
  if (outcome.status !== 'done') throw new Error(outcome.status === 'failed' ? outcome.message : outcome.status);
  return outcome.outputs[output] as T;
}

const one = (module: string, params: Record<string, ParamValue> = {}): GraphDocument => ({
  version: 1,
  nodes: { Node: { module, moduleVersion: 1, position: { x: 0, y: 0 }, params, inputs: {} } },
});

function engineOf(pool: { executor: Executor }): Engine {
  const openFile = () => Promise.reject(new Error('No file is here'));
  return createEngine({ modules: workerModules, executor: pool.executor, openFile, budget: 2 ** 26 });
}

const ask = (engine: Engine, module: string, output: string) =>
  engine.evaluate(one(module), `Node.${output}` as OutputRef);

test('the page is cross-origin isolated', () => {
  expect(crossOriginIsolated).toBe(true);
});

test('results arrive in shared memory without a copy: what the worker writes later is seen here', async () => {
  const pool = poolOf(1);
  const { voxels } = await done<Volume>(pool.run('Fill', { length: 1000 }), 'image');
  expect(voxels.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(voxels[500]).toBe(1);
  await done(pool.run('Poke'), 'text');
  expect(voxels[500]).toBe(7);
});

test('a result that a module made in its own memory is shared before it comes, and so is every slice of it', async () => {
  const pool = poolOf(1);
  const image = await done<Volume>(pool.run('Plain', { length: 1000 }), 'image');
  expect(image.voxels.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(image.voxels[999]).toBe(2);
  const slice = cropSlab(image, { start: 10, end: 12 });
  expect(await done(pool.run('Look', {}, undefined, { image: slice }), 'text')).toBe('shared 2 of 1000');
});

test('a surface that a module made in its own memory is shared before it comes', async () => {
  const { positions, triangles } = await done<Mesh>(poolOf(1).run('Surface'), 'mesh');
  for (const { buffer } of [positions, triangles]) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  expect([...positions, ...triangles]).toEqual([1, 2, 3, 0, 0, 0]);
});

test('without shared memory results are handed over, and of a slice only the slice is copied', async () => {
  const pool = poolOf(1, unsharedWorker);
  const image = await done<Volume>(pool.run('Fill', { length: 1000 }), 'image');
  expect(image.voxels.buffer).toBeInstanceOf(ArrayBuffer);
  expect(image.voxels[999]).toBe(1);
  const slice = cropSlab(image, { start: 10, end: 12 });
  expect(await done(pool.run('Look', {}, undefined, { image: slice }), 'text')).toBe('own 2 of 2');
  expect(await done(pool.run('Look', {}, undefined, { image }), 'text')).toBe('own 1000 of 1000');
  // Handing over did not take the image away from the page.
  expect(image.voxels[999]).toBe(1);
});

test.each([
  ['Close', /broke off: the worker ended unexpectedly/],
  ['ThrowLater', /broke off: .*thrown outside of run/],
])(
  'a worker that dies (%s) gives an error on its node within a second, and the next run works',
  async (module, message) => {
    const pool = poolOf(1);
    const engine = engineOf(pool);
    expect((await ask(engine, 'Name', 'text')).ok).toBe(true);
    const start = performance.now();
    const result = await ask(engine, module, 'text');
    expect(performance.now() - start).toBeLessThan(1000);
    expect(result).toMatchObject({ ok: false, error: { node: 'Node', message: expect.stringMatching(message) } });
    expect(engine.state(one(module), 'Node').status).toBe('failed');
    expect((await ask(engine, 'Fill', 'image')).ok).toBe(true);
  },
);

test('an endless loop is cancelled at once, and the pool works afterwards', async () => {
  const pool = poolOf(1);
  const engine = engineOf(pool);
  await ask(engine, 'Name', 'text');
  const controller = new AbortController();
  const document = one('Endless');
  const answer = engine.evaluate(document, 'Node.text', { signal: controller.signal });
  await expect.poll(() => engine.state(document, 'Node').status).toBe('running');
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  await expect.poll(() => engine.state(document, 'Node').status, { interval: 5 }).toBe('idle');
  expect((await ask(engine, 'Progress', 'text')).ok).toBe(true);
  expect(pool.created()).toBe(2);
});

test('what tells of progress is stopped by that, and its worker does the next task', async () => {
  // No worker is terminated here: on a busy machine also the telling takes its time.
  const pool = poolOf(1, moduleWorker, 60_000);
  const name = await done(pool.run('Name'), 'text');
  const controller = new AbortController();
  const run = pool.run('EndlessTelling', {}, controller.signal);
  await expect.poll(() => pool.progress.length).toBeGreaterThan(0);
  controller.abort();
  expect(await run).toEqual({ status: 'cancelled' });
  expect(await done(pool.run('Name'), 'text')).toBe(name);
});

test('stop cancels an endless loop too', async () => {
  const engine = engineOf(poolOf(1));
  const document = one('Endless');
  const answer = engine.evaluate(document, 'Node.text');
  await expect.poll(() => engine.state(document, 'Node').status).toBe('running');
  engine.stop();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  expect((await ask(engine, 'Progress', 'text')).ok).toBe(true);
});

test('a cancelled task that ends within the grace keeps its worker', async () => {
  // On a busy machine even a small task takes its time.
  const pool = poolOf(1, moduleWorker, 10_000);
  const name = await done(pool.run('Name'), 'text');
  const controller = new AbortController();
  const run = pool.run('Name', {}, controller.signal);
  controller.abort();
  expect(await run).toEqual({ status: 'cancelled' });
  expect(await done(pool.run('Name'), 'text')).toBe(name);
  expect(pool.created()).toBe(1);
});

test('progress arrives while a worker is busy, rising, and is the state of the node', async () => {
  const pool = poolOf(1);
  const engine = engineOf(pool);
  const document = one('Progress');
  const seen: number[] = [];
  engine.subscribe(() => {
    const state = engine.state(document, 'Node');
    if (state.status === 'running') seen.push(state.progress);
  });
  expect((await engine.evaluate(document, 'Node.text')).ok).toBe(true);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a pool grows as it is needed, and not beyond its size', async () => {
  const pool = poolOf(3);
  await done(pool.run('Name'), 'text');
  expect(pool.created()).toBe(1);
  const names = new Set<string>();
  // On a busy machine one worker may have done much before the others are there.
  while (names.size < 3) {
    for (const name of await Promise.all(Array.from({ length: 12 }, () => done<string>(pool.run('Name'), 'text')))) {
      names.add(name);
    }
  }
  expect(pool.created()).toBe(3);
});

test.each<[string, () => Worker]>([
  ['does not exist', () => new Worker('/there-is-no-such-worker.js', { type: 'module' })],
  ['is of another origin', () => new Worker('https://example.invalid/worker.js', { type: 'module' })],
])('a worker script that %s is an error of every task, and nothing waits for ever', async (_, createWorker) => {
  const pool = poolOf(2, createWorker);
  for (let times = 0; times < 2; times++) {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => pool.run('Fill')));
    for (const outcome of outcomes) {
      expect(outcome).toEqual({
        status: 'failed',
        message: expect.stringMatching(/^No worker could be started: .*Reload/),
      });
    }
  }
  expect(pool.created()).toBeLessThanOrEqual(10);
});

test('what cannot be sent is an error of its task, there and back, and the tasks behind it are done', async () => {
  const pool = poolOf(1);
  const outcomes = await Promise.all([
    pool.run('Function'),
    pool.run('Look', {}, undefined, { image: () => {} }),
    pool.run('Fill', { length: 10 }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'done']);
  expect(outcomes[0]).toMatchObject({ message: expect.stringMatching(/^The result of Function could not be handed/) });
  expect(outcomes[1]).toMatchObject({ message: expect.stringMatching(/^The inputs could not be handed to a worker/) });
});

test('a disposed pool runs nothing more', async () => {
  const pool = poolOf(1);
  const endless = pool.run('Endless');
  await new Promise((resolve) => setTimeout(resolve, 100));
  pool.executor.dispose();
  expect(await endless).toEqual({ status: 'cancelled' });
  expect(await pool.run('Fill')).toEqual({ status: 'cancelled' });
});
