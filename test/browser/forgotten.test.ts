import { afterEach, expect, test } from 'vitest';
import { collectForgotten } from '#src/engine/collectForgotten.ts';
import { createEngine, type Engine } from '#src/engine/engine.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { workerModules } from './workerModules.ts';

const engines: Engine[] = [];
const registries: unknown[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

const document: GraphDocument = {
  version: 1,
  nodes: {
    Large: { module: 'Forget', moduleVersion: 1, position: { x: 0, y: 0 }, params: { length: 2 ** 26 }, inputs: {} },
  },
};

/** An engine that holds a result of 256 MiB, which counts as little to V8, and whether that was collected. */
async function engineWithResult() {
  const engine = createEngine({
    modules: workerModules,
    executor: executeInWorker({
      createWorker: () => new Worker(new URL('./moduleWorker.ts', import.meta.url), { type: 'module' }),
      createKeeperWorker: () =>
        new Worker(new URL('../../src/app/keeperWorker.ts', import.meta.url), { type: 'module' }),
      size: 1,
    }),
    openFile: () => Promise.reject(new Error('No file is here')),
    budget: 2 ** 30,
  });
  engines.push(engine);
  collectForgotten(engine);
  const result = await engine.evaluate(document, 'Large.image');
  if (!result.ok || typeof result.value !== 'object' || !('voxels' in result.value)) throw new Error('No image came');
  let isGone = false;
  // A WeakRef would not do: who asks it keeps what it refers to from being collected.
  const registry = new FinalizationRegistry(() => {
    isGone = true;
  });
  registry.register(result.value.voxels.buffer, undefined);
  registries.push(registry);
  return { engine, isGone: () => isGone };
}

test.each<[string, (engine: Engine) => void]>([
  ['of a network that was closed', (engine) => engine.retain([])],
  ['above a lowered limit', (engine) => engine.setBudget(2 ** 20)],
])('the memory of results %s is given back though nothing else is asked for', async (_name, forget) => {
  const { engine, isGone } = await engineWithResult();
  // What has come in makes the page collect too, while the result is still there.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(isGone()).toBe(false);
  forget(engine);
  await expect.poll(isGone, { timeout: 8000, interval: 1000 }).toBe(true);
});
