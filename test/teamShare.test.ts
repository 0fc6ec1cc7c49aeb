import { expect, test } from 'vitest';
import { createTeamShare, LeftTeam, teamMemory } from '#src/engine/teamShare.ts';

const team = (size = 2) => {
  const memory = teamMemory();
  const member = (isLead: boolean, requireWanted = () => {}) =>
    createTeamShare({ memory, size, isLead }, requireWanted);
  return { lead: member(true), member };
};

test('one who is alone in a team does all units, each once, and gets the sum', () => {
  const done = new Uint8Array(1000);
  const sum = team(8).lead(1000, (start, end) => {
    for (let n = start; n < end; n++) done[n]++;
    return 2 ** 32 * (end - start);
  });
  expect(done).toEqual(new Uint8Array(1000).fill(1));
  expect(sum).toBe(1000 * 2 ** 32);
});

test('nothing to do is done', () => {
  expect(team().lead(0, () => 1)).toBe(0);
});

test('who comes while another works takes what is left, and leaves rather than wait for long', () => {
  const { lead, member } = team();
  const done: string[] = [];
  let left: unknown;
  const sum = lead(16, (start, end) => {
    // In the middle of a unit of the first: the other can do all but this one.
    if (start === 0) {
      try {
        member(false)(16, (from, to) => done.push(`other ${from}-${to}`));
      } catch (error) {
        left = error;
      }
    }
    done.push(`first ${start}-${end}`);
    return end - start;
  });
  expect(left).toBeInstanceOf(LeftTeam);
  expect(done.slice(0, -1).every((each) => each.startsWith('other'))).toBe(true);
  expect(done).toHaveLength(16);
  expect(done.at(-1)).toBe('first 0-1');
  // 1 to 15, which is what the other's push gave, and 1.
  expect(sum).toBe(121);
});

test('who comes late finds each step done, with its sum, and goes on with the next', () => {
  const { lead, member } = team();
  expect(lead(5, () => 1)).toBe(5);
  expect(lead(7, () => 0)).toBe(0);
  const late = member(false);
  const again = () => {
    throw new Error('This was done');
  };
  expect(late(5, again)).toBe(5);
  expect(late(7, again)).toBe(0);
  expect(late(3, () => 2)).toBe(6);
});

test('what nobody wants any more is ended between two parts, and while it is waited for others', () => {
  const stop = () => {
    throw new Error('stopped');
  };
  const { member } = team();
  let parts = 0;
  expect(() => member(true, stop)(100, () => ++parts)).toThrow('stopped');
  expect(parts).toBe(1);
  // The other 93 units wait for somebody; 7 were done.
  const { lead, member: other } = team();
  lead(10, (start) => {
    if (start === 0) expect(() => other(true, stop)(10, () => 0)).toThrow('stopped');
    return 0;
  });
});
