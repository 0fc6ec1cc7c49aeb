import { expect, it } from 'vitest';
import { oneAtATime } from './oneAtATime.ts';

/** Work that is done when it is told, and how often it began. */
function slowWork() {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise((resolve) => ends.push(() => resolve())));
  return { ends, ask };
}

it('what is asked for while one is done is done once more afterwards, however often it was asked', async () => {
  const { ends, ask } = slowWork();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]();
  await Promise.all(others);
  expect(ends).toHaveLength(2);
});

it('work that fails tells only those who asked for it, and the next begins', async () => {
  let count = 0;
  const ask = oneAtATime(async () => {
    if (count++ === 0) throw new Error('lost');
  });
  const [first, second] = [ask(), ask()];
  await expect(first).rejects.toThrow('lost');
  await second;
  expect(count).toBe(2);
});
