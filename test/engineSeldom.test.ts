import { afterEach, expect, test, vi } from 'vitest';
import { ownBuffer } from '#src/engine/allocate.ts';
import { runTask } from '#src/engine/runTask.ts';
import { seldom } from '#src/engine/seldom.ts';
import { defineModule, moduleSet } from '#src/graph/module.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('progress is told at once and then every 50 ms, and what is told in between is dropped', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const told: number[] = [];
  const tell = seldom((fraction) => told.push(fraction));
  for (let ms = 0; ms < 200; ms += 10) {
    tell(ms / 200);
    vi.advanceTimersByTime(10);
  }
  expect(told).toEqual([0, 0.25, 0.5, 0.75]);
});

test('a task that is not wanted any more ends at the next word, however soon that comes after one that was told', async () => {
  let words = 0;
  const Talking = defineModule({
    id: 'Talking',
    version: 1,
    genre: 'Test',
    help: 'Tells of its progress a thousand times.',
    inputs: {},
    outputs: { value: { type: 'number', label: 'Value' } },
    params: {},
    run(_inputs, _params, { progress }) {
      for (; words < 1000; words++) progress(words / 1000);
      return { value: words };
    },
  });
  const told: number[] = [];
  const task = { module: 'Talking', key: 'talking', inputs: {}, params: {} };
  const requireWanted = () => {
    if (words === 7) throw new Error('It was stopped');
  };
  const outcome = await runTask(moduleSet([Talking]), task, (part) => told.push(part), ownBuffer, requireWanted);
  expect(outcome).toEqual({ status: 'failed', message: 'It was stopped', key: 'talking' });
  expect([words, told.length]).toEqual([7, 1]);
});
