import { describe, expect, it } from 'vitest';
import { drawNext } from './portions.ts';

const things = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (drawn: { readonly things: readonly { readonly id: string }[] }) =>
  drawn.things.map(({ id }) => id).join('');
const never = () => false;

describe('what is drawn next', () => {
  it('is all that is wanted, when little changes', () => {
    const next = drawNext(things('a', 'b', 'c'), things('a', 'c', 'd'), 2, never);
    expect([ids(next), next.changes, next.isLeaving, next.isComplete]).toEqual(['acd', 2, false, true]);
  });

  it('comes in portions, what is urgent first, in the order of what is wanted', () => {
    const wanted = things('a', 'b', 'c', 'd', 'e');
    const first = drawNext([], wanted, 2, ({ id }) => id > 'c');
    expect([ids(first), first.isComplete]).toEqual(['de', false]);
    const second = drawNext(first.things, wanted, 2, never);
    expect([ids(second), second.isComplete]).toEqual(['abde', false]);
    expect(drawNext(second.things, wanted, 2, never)).toMatchObject({ things: wanted, isComplete: true });
  });

  it('leaves in portions too, before anything comes, and keeps its place till then', () => {
    const first = drawNext(things('a', 'b', 'c', 'd', 'e'), things('c', 'x'), 2, never);
    expect([ids(first), first.isLeaving]).toEqual(['cde', true]);
    const second = drawNext(first.things, things('c', 'x'), 2, never);
    expect([ids(second), second.isLeaving, second.isComplete]).toEqual(['c', false, false]);
    expect(ids(drawNext(second.things, things('c', 'x'), 2, never))).toBe('cx');
  });

  it('is at once the newest of what stays, and what is wanted again before it left stays', () => {
    const now = { id: 'a', selected: true };
    const half = drawNext<{ id: string; selected?: boolean }>(things('a', 'b', 'c'), [now], 1, never);
    expect(half.things).toEqual([now, { id: 'c' }]);
    const back = drawNext(half.things, things('a', 'b', 'c'), 1, never);
    expect([ids(back), back.changes]).toEqual(['abc', 1]);
  });
});
