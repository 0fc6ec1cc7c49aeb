import { describe, expect, it } from 'vitest';
import { renameSessions, resetSessions, sessionStore } from './sessionStore.ts';

describe('what a viewer looks at', () => {
  it('follows its node to another name, on both sides, and leaves the old name as it was', () => {
    const store = sessionStore(0);
    store.change('A', () => 1);
    store.change('A.right', () => 2);
    store.change('AB', () => 3);
    renameSessions(new Map([['A', 'B']]));
    expect(['A', 'A.right', 'B', 'B.right', 'AB'].map(store.get)).toEqual([0, 0, 1, 2, 3]);
  });

  it('is not mixed up when one node takes the name that another leaves', () => {
    const store = sessionStore('');
    store.change('A', () => 'a');
    store.change('B', () => 'b');
    renameSessions(
      new Map([
        ['A', 'B'],
        ['B', 'C'],
      ]),
    );
    expect([store.get('B'), store.get('C')]).toEqual(['a', 'b']);
    resetSessions();
    expect(store.get('B')).toBe('');
  });
});
