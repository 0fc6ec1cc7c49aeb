import { expect, test } from 'vitest';
import { gatedModules } from './gated.ts';
import { afterTimers, network, recordingEngine } from './network.ts';
import { testModulesWith } from './testModules.ts';

/** 200 nodes over one slow source, and an engine that tells of changes when the test says that there is a new picture. */
function large() {
  const { modules, waiting } = gatedModules();
  const set = testModulesWith(...modules);
  const levels = Array.from({ length: 199 }, (_, n) => n);
  const document = network(
    {
      Slow: { module: 'Slow' },
      ...Object.fromEntries(
        levels.map((n) => [
          `Above${n}`,
          { module: 'Above', params: { value: n }, inputs: { image: 'Slow.image' } as const },
        ]),
      ),
    },
    set,
  );
  const due: (() => void)[] = [];
  const { engine } = recordingEngine({ modules: set, schedule: (tell) => due.push(tell) });
  let told = 0;
  engine.subscribe(() => told++);
  const names = Object.keys(document.nodes);
  return {
    engine,
    document,
    waiting,
    told: () => told,
    picture() {
      for (const tell of due.splice(0)) tell();
    },
    states: () => names.map((name) => engine.state(document, name)),
  };
}

test('however much changes, listeners are told once a picture', async () => {
  const { engine, document, waiting, told, picture } = large();
  for (const name of Object.keys(document.nodes).slice(1)) engine.evaluate(document, `${name}.mask`);
  await afterTimers();
  for (let n = 0; n < 1000; n++) waiting[0].progress(n / 1000);
  expect(told()).toBe(0);
  picture();
  expect(told()).toBe(1);
  picture();
  expect(told()).toBe(1);
  waiting[0].open();
  await afterTimers();
  picture();
  expect(told()).toBe(2);
  expect(engine.state(document, 'Above198').status).toBe('done');
});

test('progress of one of 200 nodes changes the state of that one only', async () => {
  const { engine, document, waiting, states } = large();
  engine.evaluate(document, 'Above7.mask');
  await afterTimers();
  const before = states();
  waiting[0].progress(0.5);
  const changedNodes = states().filter((state, n) => state !== before[n]);
  expect(changedNodes).toEqual([{ status: 'running', progress: 0.5 }]);
});
