import { expect, test } from 'vitest';
import type { NodeState } from '#src/engine/states.ts';
import type { Executor } from '#src/engine/task.ts';
import { gatedModules } from './gated.ts';
import { afterTimers, changed, network, recordingEngine, untilTold } from './network.ts';
import { testModulesWith } from './testModules.ts';

/** An engine with gated modules, and the signals under which tasks ran. */
function gatedEngine() {
  const { modules, waiting } = gatedModules();
  const set = testModulesWith(...modules);
  const signals: AbortSignal[] = [];
  const wrap = (executor: Executor): Executor => ({
    run(task, signal, onProgress) {
      signals.push(signal);
      return executor.run(task, signal, onProgress);
    },
    dispose: executor.dispose,
  });
  const document = network(
    { Slow: { module: 'Slow' }, Above: { module: 'Above', inputs: { image: 'Slow.image' } } },
    set,
  );
  return { ...recordingEngine({ modules: set, wrap }), set, waiting, signals, document };
}

test('six quick changes end with one result, and the slow source under them is not restarted', async () => {
  const { engine, ran, waiting, document } = gatedEngine();
  const shown: number[] = [];
  let controller = new AbortController();
  const questions = [1, 2, 3, 4, 5, 20].map((value) => {
    // As React does it: clean up, then ask, in one go.
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    return engine.evaluate(changed(document, 'Above', { value }), 'Above.mask', { signal }).then((result) => {
      if (result.ok && !signal.aborted) shown.push(value);
      return result.ok;
    });
  });
  await afterTimers();
  expect(ran).toEqual(['Slow']);
  waiting[0].open();
  expect(await Promise.all(questions)).toEqual([false, false, false, false, false, true]);
  expect(shown).toEqual([20]);
  expect(ran).toEqual(['Slow', 'Above']);
});

test('changes over time do not restart the source, also while what feeds a parameter is awaited', async () => {
  const { engine, ran, waiting, set } = gatedEngine();
  const document = network(
    {
      Slow: { module: 'Slow' },
      Number: { module: 'Slow', params: { first: 12 } },
      Above: { module: 'Above', inputs: { image: 'Slow.image', value: 'Number.value' } },
    },
    set,
  );
  let controller = new AbortController();
  let last = engine.evaluate(document, 'Above.mask', { signal: controller.signal });
  for (const scale of [2, 3, 4]) {
    await afterTimers();
    controller.abort();
    controller = new AbortController();
    const next = changed(document, 'Above', { mode: 'scaled', scale });
    last = engine.evaluate(next, 'Above.mask', { signal: controller.signal });
  }
  await afterTimers();
  expect(ran).toEqual(['Slow', 'Slow']);
  for (const run of waiting) run.open();
  expect((await last).ok).toBe(true);
  expect(ran).toEqual(['Slow', 'Slow', 'Above']);
});

test('a run goes on while one of two askers is there, and stops when the last has gone', async () => {
  const { engine, signals, document } = gatedEngine();
  const [one, other] = [new AbortController(), new AbortController()];
  const answers = [one, other].map(({ signal }) => engine.evaluate(document, 'Slow.image', { signal }));
  await afterTimers();
  one.abort();
  expect(await answers[0]).toMatchObject({ ok: false, error: { isCancelled: true } });
  await afterTimers();
  expect(signals.map((signal) => signal.aborted)).toEqual([false]);
  other.abort();
  await afterTimers();
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  expect(engine.state(document, 'Slow').status).toBe('idle');
});

test('a chain over a source that nobody wants any more stops at once, not level by level', async () => {
  const { engine, signals, set } = gatedEngine();
  const levels = Array.from({ length: 40 }, (_, n) => n);
  const document = network(
    {
      Slow: { module: 'Slow' },
      ...Object.fromEntries(
        levels.map((n) => {
          const image = n === 0 ? ('Slow.image' as const) : (`Level${n - 1}.image` as const);
          return [`Level${n}`, { module: 'SliceMean', inputs: { image } }];
        }),
      ),
    },
    set,
  );
  const controller = new AbortController();
  engine.evaluate(document, 'Level39.image', { signal: controller.signal });
  await afterTimers();
  controller.abort();
  await afterTimers();
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  expect(levels.filter((n) => engine.state(document, `Level${n}`).status !== 'idle')).toEqual([]);
});

test('progress of a run that was withdrawn does not disturb its successor', async () => {
  const { engine, waiting, document } = gatedEngine();
  const controller = new AbortController();
  engine.evaluate(document, 'Slow.image', { signal: controller.signal });
  await afterTimers();
  controller.abort();
  await afterTimers();
  const again = engine.evaluate(document, 'Slow.image');
  await afterTimers();
  waiting[1].progress(0.25);
  waiting[0].progress(0.75);
  expect(engine.state(document, 'Slow')).toEqual({ status: 'running', progress: 0.25 });
  waiting[0].open();
  await afterTimers();
  expect(engine.state(document, 'Slow')).toEqual({ status: 'running', progress: 0.25 });
  waiting[1].open();
  expect((await again).ok).toBe(true);
  // And what is told when all is over changes nothing.
  waiting[1].progress(0.5);
  expect(engine.state(document, 'Slow').status).toBe('done');
});

test('progress is kept between 0 and 1, whatever a module says', async () => {
  const { engine, waiting, document } = gatedEngine();
  engine.evaluate(document, 'Slow.image');
  const told: NodeState[] = [];
  for (const fraction of [-1, Number.NaN, 0.5, 7]) {
    await untilTold();
    waiting[0].progress(fraction);
    told.push(engine.state(document, 'Slow'));
  }
  expect(told).toEqual([0, 0, 0.5, 1].map((progress) => ({ status: 'running', progress })));
});

test('slices that were withdrawn leave the state of the next slices alone', async () => {
  const { engine, waiting, set } = gatedEngine();
  const document = network(
    { Ramp: { module: 'Ramp' }, SlowLocal: { module: 'SlowLocal', inputs: { image: 'Ramp.image' } } },
    set,
  );
  const controller = new AbortController();
  engine.evaluate(document, 'SlowLocal.image', { slab: { start: 2, end: 3 }, signal: controller.signal });
  await afterTimers();
  controller.abort();
  const next = engine.evaluate(document, 'SlowLocal.image', { slab: { start: 3, end: 4 } });
  await afterTimers();
  expect(engine.state(document, 'SlowLocal')).toEqual({ status: 'running', progress: 0 });
  waiting[1].open();
  expect((await next).ok).toBe(true);
});

test('slices from the memo leave the state of slices that are under way alone', async () => {
  const { engine, waiting, set } = gatedEngine();
  const document = network(
    { Ramp: { module: 'Ramp' }, SlowLocal: { module: 'SlowLocal', inputs: { image: 'Ramp.image' } } },
    set,
  );
  const slice = (start: number) => engine.evaluate(document, 'SlowLocal.image', { slab: { start, end: start + 1 } });
  const first = slice(0);
  await afterTimers();
  waiting[0].open();
  await first;
  slice(1);
  await afterTimers();
  expect((await slice(0)).ok).toBe(true);
  expect(engine.state(document, 'SlowLocal')).toEqual({ status: 'running', progress: 0 });
});

test('stop cancels everything, and a later question starts anew', async () => {
  const { engine, ran, waiting, document, signals } = gatedEngine();
  const answer = engine.evaluate(document, 'Above.mask');
  await afterTimers();
  engine.stop();
  expect(await answer).toMatchObject({ ok: false, error: { isCancelled: true } });
  expect(signals[0].aborted).toBe(true);
  expect(['Slow', 'Above'].map((name) => engine.state(document, name).status)).toEqual(['idle', 'idle']);
  const again = engine.evaluate(document, 'Above.mask');
  await afterTimers();
  waiting[1].open();
  expect((await again).ok).toBe(true);
  expect(ran).toEqual(['Slow', 'Slow', 'Above']);
});

test('what a cancelled run gives in the end is not remembered', async () => {
  const { engine, ran, waiting, document } = gatedEngine();
  engine.evaluate(document, 'Slow.image');
  await afterTimers();
  engine.stop();
  waiting[0].open();
  await afterTimers();
  expect(engine.memory().bytes).toBe(0);
  engine.evaluate(document, 'Slow.image');
  await afterTimers();
  expect(ran).toEqual(['Slow', 'Slow']);
});

test('a result that an executor gives though it was cancelled is not remembered', async () => {
  const { modules, waiting } = gatedModules();
  const set = testModulesWith(...modules);
  const deaf = (executor: Executor): Executor => ({
    run: (task, _, onProgress) => executor.run(task, new AbortController().signal, onProgress),
    dispose: executor.dispose,
  });
  const { engine } = recordingEngine({ modules: set, wrap: deaf });
  const document = network({ Slow: { module: 'Slow' } }, set);
  engine.evaluate(document, 'Slow.image');
  await afterTimers();
  engine.stop();
  waiting[0].open();
  await afterTimers();
  expect([engine.memory().bytes, engine.state(document, 'Slow').status]).toEqual([0, 'idle']);
});

test('a question that is withdrawn before it is asked runs nothing', async () => {
  const { engine, ran, document } = gatedEngine();
  const result = await engine.evaluate(document, 'Above.mask', { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ ok: false, error: { isCancelled: true } });
  expect(await engine.grid(document, 'Slow.image', AbortSignal.abort())).toMatchObject({ ok: false });
  expect(ran).toEqual([]);
});
