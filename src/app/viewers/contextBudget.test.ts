import { expect, test } from 'vitest';
import { holdContext } from './contextBudget.ts';

test('the fifth 3D view takes the context that was not used for the longest time, and no closed one is asked', () => {
  const gaveUp: string[] = [];
  const hold = (name: string) => holdContext(() => gaveUp.push(name));
  const held = ['a', 'b', 'c', 'd'].map(hold);
  expect(gaveUp).toEqual([]);
  held[0].use();
  held.push(hold('e'));
  expect(gaveUp).toEqual(['b']);
  held[2].giveBack();
  held.push(hold('f'));
  expect(gaveUp).toEqual(['b']);
  held.push(hold('g'));
  expect(gaveUp).toEqual(['b', 'd']);
  for (const { giveBack } of held) giveBack();
});

test('one that gave up and is told to be looked at asks for nothing', () => {
  const gaveUp: string[] = [];
  const held = ['a', 'b', 'c', 'd', 'e'].map((name) => holdContext(() => gaveUp.push(name)));
  held[0].use();
  held.push(holdContext(() => gaveUp.push('f')));
  expect(gaveUp).toEqual(['a', 'b']);
  for (const { giveBack } of held) giveBack();
});
