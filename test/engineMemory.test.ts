import { expect, test } from 'vitest';
import { ownBuffer } from '#src/engine/allocate.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { inSlabs } from '#src/engine/inSlabs.ts';
import { gatedModules } from './gated.ts';
import { Known, known, withKnown } from './knownImage.ts';
import { afterTimers, changed, errorOf, masking, network, recordingEngine, valueAt } from './network.ts';
import { testModulesWith } from './testModules.ts';

test('what alone is more than the budget is refused with the numbers, before anything is computed for it', async () => {
  const { engine, ran } = recordingEngine({ modules: withKnown, budget: 3000 });
  // Input 1000, two outputs like it, and two bits a voxel on the way.
  expect(await errorOf(engine, known, 'Maximum.value')).toBe(
    'Maximum: Maximum would need 3.2 KiB, 2.9 KiB are allowed: raise the memory limit or crop the image',
  );
  expect(ran).toEqual([]);
  expect(engine.state(known, 'Maximum').status).toBe('failed');
  expect(await errorOf(engine, changed(known, 'Known', { slices: 40 }), 'Known.image')).toMatch(/^Known: .* 3.9 KiB/);
});

test('a raised limit lets the refused run', async () => {
  const { engine } = recordingEngine({ modules: withKnown, budget: 3000 });
  await errorOf(engine, known, 'Maximum.value');
  engine.setBudget(20_000);
  expect(await valueAt(engine, known, 'Maximum.value')).toBe(0);
});

test('what no header tells is refused when it is there, and nothing of it is kept', async () => {
  const { engine } = recordingEngine({ budget: 2000 });
  const document = network({
    Ramp: { module: 'Ramp', params: { size: [10, 10, 30] } },
    Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
  });
  const error = 'Ramp: Ramp would need 11.8 KiB, 2.0 KiB are allowed: raise the memory limit or crop the image';
  expect(await errorOf(engine, document, 'Above.mask')).toBe(error);
  expect(await errorOf(engine, document, 'Above.mask', { start: 0, end: 1 })).toBe(error);
  expect(engine.memory().bytes).toBe(0);
});

test('a module that hangs on the one voxel that tells its type is ended with the question', async () => {
  const { modules: gated } = gatedModules();
  const both = testModulesWith(Known, ...gated);
  const signals: AbortSignal[] = [];
  const here = executeHere(both);
  const executor = inSlabs(
    {
      run(task, signal, onProgress) {
        if (task.module === 'SlowLocal') signals.push(signal);
        return here.run(task, signal, onProgress);
      },
      dispose() {},
    },
    { threads: 2, leastBytes: 2 ** 20, pieceBytes: 2 ** 20, allocateBuffer: ownBuffer, isShared: true },
  );
  const openFile = () => Promise.reject(new Error('No file is here'));
  const engine = createEngine({ modules: both, executor, openFile, budget: 2 ** 26 });
  const document = network(
    {
      Known: { module: 'Known', params: { slices: 11_000 } },
      Slow: { module: 'SlowLocal', inputs: { image: 'Known.image' } },
    },
    both,
  );
  const controller = new AbortController();
  const answer = engine.evaluate(document, 'Slow.image', { signal: controller.signal });
  await afterTimers();
  controller.abort();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  await afterTimers();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(engine.state(document, 'Slow').status).toBe('idle');
});

test('a run waits until there is room beside another one, and begins then', async () => {
  const { modules: gated, waiting } = gatedModules();
  const both = testModulesWith(Known, ...gated);
  const { engine } = recordingEngine({ modules: both, budget: 2700 });
  const document = network(
    {
      A: { module: 'Known' },
      B: { module: 'Known', params: { slices: 9 } },
      SlowA: { module: 'SlowLocal', inputs: { image: 'A.image' } },
      SlowB: { module: 'SlowLocal', inputs: { image: 'B.image' } },
    },
    both,
  );
  const answers = [engine.evaluate(document, 'SlowA.image'), engine.evaluate(document, 'SlowB.image')];
  await afterTimers();
  expect(waiting).toHaveLength(1);
  expect(engine.state(document, 'SlowB').status).toBe('queued');
  waiting[0].open();
  await answers[0];
  await afterTimers();
  expect(waiting).toHaveLength(2);
  waiting[1].open();
  expect((await answers[1]).ok).toBe(true);
});

test('a run that waits for room and is withdrawn begins never, and leaves the next its room', async () => {
  const { modules: gated, waiting } = gatedModules();
  const both = testModulesWith(Known, ...gated);
  const { engine } = recordingEngine({ modules: both, budget: 2700 });
  const document = network(
    {
      A: { module: 'Known' },
      B: { module: 'Known', params: { slices: 9 } },
      SlowA: { module: 'SlowLocal', inputs: { image: 'A.image' } },
      SlowB: { module: 'SlowLocal', inputs: { image: 'B.image' } },
    },
    both,
  );
  const first = engine.evaluate(document, 'SlowA.image');
  const controller = new AbortController();
  const second = engine.evaluate(document, 'SlowB.image', { signal: controller.signal });
  await afterTimers();
  controller.abort();
  expect(await second).toMatchObject({ ok: false, error: { isCancelled: true } });
  await afterTimers();
  waiting[0].open();
  expect((await first).ok).toBe(true);
  await afterTimers();
  expect(waiting).toHaveLength(1);
  const again = engine.evaluate(document, 'SlowB.image');
  await afterTimers();
  waiting[1].open();
  expect((await again).ok).toBe(true);
});

test('results of a network that was closed are forgotten, its slices too; those of the open one stay', async () => {
  const { engine, ranSince } = recordingEngine();
  const other = changed(masking(), 'Above', { value: 3 });
  for (const document of [masking(), other]) {
    await valueAt(engine, document, 'Masked.image', { slab: { start: 0, end: 1 } });
    await valueAt(engine, document, 'Masked.image');
  }
  ranSince();
  engine.retain([other]);
  await valueAt(engine, other, 'Masked.image');
  expect(ranSince()).toEqual([]);
  await valueAt(engine, masking(), 'Masked.image');
  expect(ranSince()).toEqual(['Above', 'Masked']);
  engine.retain([]);
  expect(engine.memory().bytes).toBe(0);
});

test('what is computed for a network while it is closed is given to who asked, and not kept', async () => {
  const { modules: gated, waiting } = gatedModules();
  const set = testModulesWith(...gated);
  const { engine } = recordingEngine({ modules: set });
  const document = network(
    { Slow: { module: 'Slow' }, Local: { module: 'SlowLocal', inputs: { image: 'Slow.image' } } },
    set,
  );
  const answer = engine.evaluate(document, 'Local.image');
  await afterTimers();
  engine.retain([]);
  waiting[0].open();
  await afterTimers();
  waiting[1].open();
  expect((await answer).ok).toBe(true);
  expect(engine.memory()).toMatchObject({ bytes: 0, running: 0 });
  expect(engine.state(document, 'Local')).toEqual({ status: 'idle' });
  // Opened again it is computed anew, and kept.
  const again = engine.evaluate(document, 'Slow.image');
  await afterTimers();
  waiting[2].open();
  await again;
  expect(engine.memory().bytes).toBeGreaterThan(8 * 24);
});

test('of a network that was closed nothing else is known either; of one whose results are not needed, the rest stays', async () => {
  const { engine } = recordingEngine();
  const other = changed(masking(), 'Ramp', { size: [3, 2, 4] });
  for (const document of [masking(), other])
    await valueAt(engine, document, 'Masked.image', { slab: { start: 0, end: 1 } });
  engine.retain([other], () => false);
  expect(engine.state(masking(), 'Masked')).toEqual({ status: 'idle' });
  expect(engine.knownGrid(masking(), 'Masked.image')).toBeUndefined();
  expect(engine.state(other, 'Masked').status).toBe('done');
  expect(engine.knownGrid(other, 'Masked.image')).toBeDefined();
});

test('an image that is passed on as it is counts once', async () => {
  const { modules: gated, waiting } = gatedModules();
  const { engine } = recordingEngine({ modules: testModulesWith(...gated) });
  const document = network(
    {
      Ramp: { module: 'Ramp', params: { size: [10, 10, 10] } },
      Slow: { module: 'SlowLocal', inputs: { image: 'Ramp.image' } },
    },
    testModulesWith(...gated),
  );
  const answer = valueAt(engine, document, 'Slow.image');
  await afterTimers();
  waiting[0].open();
  await answer;
  expect(engine.memory().bytes).toBeLessThan(4000 + 500);
});
