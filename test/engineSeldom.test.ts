import { afterEach, expect, test, vi } from 'vitest';
import { seldom } from '#src/engine/seldom.ts';

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
