import { beforeEach, describe, expect, it } from 'vitest';
import { keepPerNetwork } from '#src/app/keepPerNetwork.ts';
import { isModified } from '#src/app/network.ts';
import {
  askToClose,
  closeNetwork,
  documentsInUse,
  markSaved,
  moveNetwork,
  networksOf,
  newNetwork,
  openNetwork,
  restoreNetworks,
  showNeighbour,
  showNetwork,
} from '#src/app/networks.ts';
import { currentDocument, edit, select, undo, useApp } from '#src/app/store.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { addNode } from '#src/graph/edit.ts';

const node = { module: 'Mask', moduleVersion: 1, position: { x: 0, y: 0 }, params: {}, inputs: {} };
const withNode = (name: string): GraphDocument => ({ version: 1, nodes: { [name]: node } });
const state = () => useApp.getState();
const names = () => networksOf(state()).map(({ fileName }) => fileName);
const numberOf = (name: string) => networksOf(state()).find(({ fileName }) => fileName === name)?.network ?? -1;

beforeEach(() => {
  for (const number of state().order) closeNetwork(number);
  openNetwork({ document: withNode('A'), fileName: 'a.json' });
});

describe('a network that is opened', () => {
  it('takes the place of an empty one or of an example that nobody touched', () => {
    newNetwork();
    openNetwork({ document: withNode('B'), fileName: 'b.json', isExample: true });
    openNetwork({ document: withNode('C'), fileName: 'c.json' });
    expect(names()).toEqual(['a.json', 'c.json']);
  });

  it('stands beside one that was edited, also when all of it was undone', () => {
    newNetwork();
    edit(addNode('B', node));
    undo();
    openNetwork({ document: withNode('C'), fileName: 'c.json' });
    expect(names()).toEqual(['a.json', 'untitled.json', 'c.json']);
  });

  it('stands beside the one that is shown, and empty ones have names of their own', () => {
    newNetwork();
    edit(addNode('B', node));
    newNetwork();
    edit(addNode('B', node));
    showNetwork(numberOf('a.json'));
    openNetwork({ document: withNode('D'), fileName: 'd.json' });
    expect(names()).toEqual(['a.json', 'd.json', 'untitled.json', 'untitled-2.json']);
  });
});

describe('networks that are open beside each other', () => {
  it('have each a document, a past, a selection and a mark of changes of their own', () => {
    select(['A']);
    edit(addNode('A2', node));
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    undo();
    expect(Object.keys(currentDocument().nodes)).toEqual(['B']);
    expect(networksOf(state()).map(isModified)).toEqual([true, false]);
    showNeighbour(1);
    expect(state().selection).toEqual(['A']);
    undo();
    expect(Object.keys(currentDocument().nodes)).toEqual(['A']);
    expect(networksOf(state()).map(isModified)).toEqual([false, false]);
  });

  it('are gone round in the order of their tabs, which can be changed', () => {
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    openNetwork({ document: withNode('C'), fileName: 'c.json' });
    moveNetwork(numberOf('c.json'), 0);
    expect(names()).toEqual(['c.json', 'a.json', 'b.json']);
    showNeighbour(-1);
    expect(state().fileName).toBe('b.json');
    moveNetwork(numberOf('b.json'), 99);
    expect(names()).toEqual(['c.json', 'a.json', 'b.json']);
  });

  it('are marked as saved also when another was shown by then', () => {
    edit(addNode('A2', node));
    const [number, saved] = [state().network, currentDocument()];
    newNetwork();
    markSaved(number, { saved, fileName: 'named.json' });
    expect(names()).toEqual(['named.json', 'untitled.json']);
    expect(networksOf(state()).map(isModified)).toEqual([false, false]);
  });

  it('keep what others know of them until they are closed', () => {
    let now = 'of a';
    keepPerNetwork(
      () => now,
      (kept = 'new') => {
        now = kept;
      },
    );
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    expect(now).toBe('new');
    now = 'of b';
    showNeighbour(1);
    expect(now).toBe('of a');
    showNeighbour(1);
    expect(now).toBe('of b');
  });
});

describe('closing a network', () => {
  it('asks only when it has changes that are in no file', () => {
    edit(addNode('A2', node));
    const number = state().network;
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    askToClose(state().network);
    expect(names()).toEqual(['a.json']);
    newNetwork();
    askToClose(number);
    expect([state().closing, state().network, names().length]).toEqual([number, number, 2]);
    closeNetwork(number);
    expect([state().closing, names()]).toEqual([undefined, ['untitled.json']]);
  });

  it('shows its neighbour, and an empty one after the last', () => {
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    openNetwork({ document: withNode('C'), fileName: 'c.json' });
    showNetwork(numberOf('b.json'));
    closeNetwork(state().network);
    expect(state().fileName).toBe('c.json');
    closeNetwork(state().network);
    closeNetwork(state().network);
    expect([names(), currentDocument().nodes]).toEqual([['untitled.json'], {}]);
  });

  it('leaves no document in use but those of the others and of their nearest past', () => {
    edit(addNode('A2', node));
    openNetwork({ document: withNode('B'), fileName: 'b.json' });
    closeNetwork(numberOf('b.json'));
    expect(documentsInUse(state()).map(({ nodes }) => Object.keys(nodes).join())).toEqual(['A,A2', 'A']);
  });
});

it('restored networks have their numbers again, and new ones other numbers', () => {
  const kept = { document: withNode('K'), fileName: 'k.json', saved: withNode('L') };
  restoreNetworks(
    [
      { ...kept, network: 900 },
      { ...kept, fileName: 'm.json', network: 700 },
    ],
    700,
  );
  expect([names(), state().order, state().network, isModified(state())]).toEqual([
    ['k.json', 'm.json'],
    [900, 700],
    700,
    true,
  ]);
  newNetwork();
  expect(state().network).toBeGreaterThan(900);
});
