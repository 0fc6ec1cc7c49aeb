import { expect, test } from 'vitest';
import { holdContext } from './contextBudget.ts';

test('the fifth 3D view takes the context of the one that is there longest, and no closed one is asked', () => {
  const gaveUp: string[] = [];
  const hold = (name: string) => holdContext(() => gaveUp.push(name));
  const back = ['a', 'b', 'c', 'd'].map(hold);
  expect(gaveUp).toEqual([]);
  back.push(hold('e'));
  expect(gaveUp).toEqual(['a']);
  back[1]();
  back.push(hold('f'));
  expect(gaveUp).toEqual(['a']);
  back.push(hold('g'));
  expect(gaveUp).toEqual(['a', 'c']);
  for (const giveBack of back) giveBack();
});
