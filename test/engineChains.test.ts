import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { innerTasks } from '#src/engine/runTask.ts';
import type { Executor } from '#src/engine/task.ts';
import { ancestorsOf, type OutputRef, splitRef } from '#src/graph/document.ts';
import { gatedModules } from './gated.ts';
import {
  afterTimers,
  changed,
  errorOf,
  imageOf,
  masking,
  network,
  recordingEngine,
  untilTold,
  valueAt,
} from './network.ts';
import { testModulesWith } from './testModules.ts';

/** An engine that stores no image that only lies between two local modules, and each task as the modules in it. */
function chainingEngine(options: Parameters<typeof recordingEngine>[0] = {}) {
  const tasks: string[] = [];
  const wrap = (executor: Executor): Executor => ({
    run(task, signal, onProgress) {
      tasks.push([...innerTasks(task), task].map(({ module }) => module).join(' '));
      return executor.run(task, signal, onProgress);
    },
    dispose: executor.dispose,
  });
  const recording = recordingEngine({ keptBetween: 0, wrap, ...options });
  return { ...recording, tasks, tasksSince: () => tasks.splice(0) };
}

const chain = network({
  Ramp: { module: 'Ramp', params: { size: [8, 8, 20] } },
  Above: { module: 'Above', params: { value: 60 }, inputs: { image: 'Ramp.image' } },
  Mean: { module: 'SliceMean', inputs: { image: 'Above.mask' } },
  Again: { module: 'SliceMean', params: { reach: 2 }, inputs: { image: 'Mean.image' } },
});

test('a chain of local modules is one task, and nothing between them is stored', async () => {
  const { engine, tasks } = chainingEngine();
  await valueAt(engine, chain, 'Again.image');
  expect(tasks).toEqual(['Ramp', 'Above SliceMean SliceMean']);
  expect(engine.memory().bytes).toBeLessThan(8 * 8 * 20 * (4 + 8) + 500);
});

test('each node of a chain says that it is done, with a time of its own', async () => {
  const { engine } = chainingEngine();
  await valueAt(engine, chain, 'Again.image');
  const states = ['Above', 'Mean', 'Again'].map((name) => engine.state(chain, name));
  for (const state of states) expect(state).toMatchObject({ status: 'done', fromMemo: false });
  expect(states.map((state) => state.status === 'done' && state.bytes > 0)).toEqual([false, false, true]);
});

test('what is small is stored between, so that a later change does not compute it again', async () => {
  const { engine, tasks, tasksSince } = chainingEngine({ keptBetween: 1 });
  await valueAt(engine, chain, 'Again.image');
  expect(tasksSince()).toEqual(['Ramp', 'Above', 'SliceMean', 'SliceMean']);
  await valueAt(engine, changed(chain, 'Again', { reach: 3 }), 'Again.image');
  expect(tasks).toEqual(['SliceMean']);
});

test('the memory that is foreseen for a chain is without what nothing stores between', async () => {
  const peaks = [0, 1].map(async (keptBetween) => {
    const { engine } = chainingEngine({ keptBetween });
    await valueAt(engine, chain, 'Ramp.image');
    return (await engine.forecast(chain, 'Again.image'))?.peak;
  });
  const image = 4 * 8 * 8 * 20;
  const scratch = image / 16;
  // Ramp and Again, or all four.
  expect(await Promise.all(peaks)).toEqual([2 * image + scratch, 4 * image + scratch]);
});

test('what feeds two modules is stored, and runs once', async () => {
  const { engine, tasks } = chainingEngine();
  const forked = network({
    Ramp: { module: 'Ramp' },
    Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
    Masked: { module: 'Masked', inputs: { image: 'Above.mask', mask: 'Above.mask' } },
    Mean: { module: 'SliceMean', inputs: { image: 'Masked.image' } },
  });
  await valueAt(engine, forked, 'Mean.image');
  expect(tasks).toEqual(['Ramp', 'Above', 'Masked SliceMean']);
});

test('what is in memory already is used and not computed on the way', async () => {
  const { engine, tasks, tasksSince } = chainingEngine();
  await valueAt(engine, chain, 'Mean.image');
  tasksSince();
  await valueAt(engine, chain, 'Again.image');
  expect(tasks).toEqual(['SliceMean']);
});

test('what somebody else is waiting for is joined and not computed on the way', async () => {
  const { engine, tasks } = chainingEngine();
  const both = [valueAt(engine, chain, 'Mean.image'), valueAt(engine, chain, 'Again.image')];
  await Promise.all(both);
  expect(tasks).toEqual(['Ramp', 'Above SliceMean', 'SliceMean']);
});

test('a module that is not local for its parameters cuts the chain', async () => {
  const { engine, tasks } = chainingEngine();
  await valueAt(engine, changed(chain, 'Mean', { reach: 0 }), 'Again.image');
  expect(tasks).toEqual(['Ramp', 'Above', 'SliceMean', 'SliceMean']);
});

test('an error within a chain is that of its node; what is behind it is blocked, what is before it idle', async () => {
  const { engine } = chainingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
    Wrong: { module: 'Faulty', inputs: { image: 'Above.mask' } },
    Mean: { module: 'SliceMean', inputs: { image: 'Wrong.image' } },
    Again: { module: 'SliceMean', inputs: { image: 'Mean.image' } },
  });
  expect(await errorOf(engine, document, 'Again.image')).toBe('Wrong: It cannot be done');
  for (const name of ['Wrong', 'Mean', 'Again']) {
    expect(engine.state(document, name)).toMatchObject({ status: 'failed', error: { node: 'Wrong' } });
  }
  expect(engine.state(document, 'Above').status).toBe('idle');
});

test('a source that fails blocks every node of the chain', async () => {
  const { engine } = chainingEngine();
  const document = network({
    File: { module: 'Bytes' },
    Above: { module: 'Above', inputs: { image: 'File.image' } },
    Mean: { module: 'SliceMean', inputs: { image: 'Above.mask' } },
  });
  expect(await errorOf(engine, document, 'Mean.image')).toBe('File: No file is chosen: choose one');
  const states = ['File', 'Above', 'Mean'].map((name) => engine.state(document, name));
  for (const state of states) expect(state).toMatchObject({ status: 'failed', error: { node: 'File' } });
});

test('a chain shows its progress at each node, and is idle everywhere once it is cancelled', async () => {
  const { modules, waiting } = gatedModules();
  const set = testModulesWith(...modules);
  const { engine } = chainingEngine({ modules: set });
  const document = network(
    {
      Ramp: { module: 'Ramp' },
      Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
      Slow: { module: 'SlowLocal', inputs: { image: 'Above.mask' } },
      Mean: { module: 'SliceMean', inputs: { image: 'Slow.image' } },
    },
    set,
  );
  const controller = new AbortController();
  const answer = engine.evaluate(document, 'Mean.image', { signal: controller.signal });
  // What comes before the gate tells of its progress too.
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  await untilTold();
  waiting[0].progress(0.5);
  const states = () => ['Above', 'Slow', 'Mean'].map((name) => engine.state(document, name));
  for (const state of states()) expect(state).toEqual({ status: 'running', progress: 0.5 });
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  await afterTimers();
  expect(states().map(({ status }) => status)).toEqual(['idle', 'idle', 'idle']);
  waiting[0].open();
  await afterTimers();
  expect(states().map(({ status }) => status)).toEqual(['idle', 'idle', 'idle']);
});

test('slices of a chain are computed and stored as before', async () => {
  const { engine, tasks } = chainingEngine();
  await imageOf(engine, masking(), 'Masked.image', { start: 1, end: 2 });
  expect(tasks).toEqual(['Ramp', 'Above', 'Masked']);
});

/** Ramp and local modules one after the other, of which some take an earlier image as a second input. */
const anyChain = fc
  .array(
    fc.record({
      module: fc.constantFrom('Above' as const, 'Masked' as const, 'SliceMean' as const),
      earlier: fc.nat({ max: 5 }),
      reach: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((steps) => {
    const output = (n: number): OutputRef => (n > 0 && steps[n - 1].module === 'Above' ? `N${n}.mask` : `N${n}.image`);
    const nodes = steps.map(({ module, earlier, reach }, n) => {
      const inputs = { image: output(n), ...(module === 'Masked' && { mask: output(Math.min(n, earlier)) }) };
      return [`N${n + 1}`, { module, inputs, ...(module === 'SliceMean' && { params: { reach } }) }] as const;
    });
    const document = network({ N0: { module: 'Ramp' }, ...Object.fromEntries(nodes) });
    return { document, last: output(steps.length) };
  });

test('stored or not, a chain gives the same, and all its nodes say that they are done', {
  timeout: 60_000,
}, async () => {
  let chained = 0;
  await fc.assert(
    fc.asyncProperty(anyChain, async ({ document, last }) => {
      const { engine, tasks } = chainingEngine();
      expect(await imageOf(engine, document, last)).toEqual(await imageOf(recordingEngine().engine, document, last));
      if (tasks.some((task) => task.includes(' '))) chained++;
      const states = [...ancestorsOf(document, splitRef(last)[0])].map((name) => engine.state(document, name).status);
      expect(new Set(states)).toEqual(new Set(['done']));
    }),
    { numRuns: 100 },
  );
  expect(chained).toBeGreaterThan(50);
});
