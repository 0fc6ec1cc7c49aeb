import { expect, test } from 'vitest';
import { inTurn } from './inTurn.ts';

const task = () => new Promise((resolve) => setTimeout(resolve, 5));

test('work is done at once, and what comes within the same task in one task each, in its order', async () => {
  const done: string[] = [];
  const seen: string[][] = [];
  const work = (name: string) =>
    inTurn(() => {
      done.push(name);
      // What else the same task did would be seen here too.
      queueMicrotask(() => seen.push([...done]));
    });
  work('a');
  expect(done).toEqual(['a']);
  await Promise.resolve().then(() => work('b'));
  work('c');
  expect(done).toEqual(['a']);
  for (let n = 0; n < 3; n++) await task();
  expect(done).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
});

test('work that fails holds nothing up', async () => {
  const done: string[] = [];
  const fail = () => {
    throw new Error('no picture');
  };
  expect(() => inTurn(fail)).toThrow('no picture');
  inTurn(() => done.push('after'));
  await task();
  expect(done).toEqual(['after']);
});
