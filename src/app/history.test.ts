import { describe, expect, it } from 'vitest';
import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { addNode, removeNodes, renameNode, setParams } from '#src/graph/edit.ts';
import { commit, endGesture, type History, jump, redo, startHistory, takeBack, undo, withView } from './history.ts';

const node = (inputs: GraphNode['inputs'] = {}): GraphNode => ({
  module: 'View2D',
  moduleVersion: 1,
  position: { x: 0, y: 0 },
  params: {},
  inputs,
});
const document: GraphDocument = {
  version: 1,
  nodes: { Image: node(), View: node({ inImage: 'Image.outImage' }), Other: node({ inImage: 'Image.outImage' }) },
  view: { open: [{ node: 'View', kind: 'viewer' }] },
};
const openIn = (history: History) => history.present.view?.open.map((panel) => `${panel.kind} ${panel.node}`);

describe('the open panels in the history', () => {
  it('closes the panels of a node that is deleted, and opens them again when the deletion is undone', () => {
    const deleted = commit(startHistory(document), removeNodes(['View']));
    expect(openIn(deleted)).toEqual([]);
    expect(openIn(undo(deleted))).toEqual(['viewer View']);
    expect(openIn(redo(undo(deleted)))).toEqual([]);
  });

  it('leaves a new node of a name that was deleted closed', () => {
    const deleted = commit(startHistory(document), removeNodes(['View']));
    expect(openIn(commit(deleted, addNode('View', node())))).toEqual([]);
  });

  it('follows a node through the undo and the redo of its renaming', () => {
    const renamed = commit(startHistory(document), renameNode('View', 'Head'));
    expect(openIn(renamed)).toEqual(['viewer Head']);
    expect(openIn(undo(renamed))).toEqual(['viewer View']);
    expect(openIn(redo(undo(renamed)))).toEqual(['viewer Head']);
  });

  it('keeps what was opened and arranged since the step that is undone', () => {
    const edited = commit(startHistory(document), setParams('View', { lutCenter: 3 }));
    const arranged = withView(edited, { open: [{ node: 'Other', kind: 'panel' }], layout: 'as it lies' });
    expect(openIn(undo(arranged))).toEqual(['panel Other']);
    expect(undo(arranged).present.view?.layout).toBe('as it lies');
  });

  it('does not open a panel again that was closed before the step that is undone', () => {
    const edited = commit(startHistory(document), setParams('View', { lutCenter: 3 }));
    expect(openIn(undo(withView(edited, { open: [] })))).toEqual([]);
  });
});

describe('a jump in the history', () => {
  const edited = [
    renameNode('View', 'Head'),
    removeNodes(['Other']),
    setParams('Head', { lutCenter: 3 }),
  ].reduce<History>((history, edit) => commit(history, edit), startHistory(document));

  it.each([0, 1, 2, 3])('to step %i is as many steps of undo, and back of redo', (step) => {
    const there = jump(edited, step);
    expect([there.past.length, there.future.length]).toEqual([step, 3 - step]);
    expect(there.present.nodes).toBe([...edited.past, edited.present][step].nodes);
    expect(jump(there, 3).present.nodes).toBe(edited.present.nodes);
  });

  it('follows the names of open panels over all steps, and stops at the ends', () => {
    expect(openIn(jump(edited, -5))).toEqual(['viewer View']);
    expect(openIn(jump(jump(edited, 0), 99))).toEqual(['viewer Head']);
  });
});

describe('a gesture that is taken back', () => {
  const moved = (history: History, at: number) => commit(history, setParams('View', { at }), 'drag');

  it('leaves no step, wherever it went', () => {
    const first = commit(startHistory(document), setParams('Other', { at: 1 }));
    const back = takeBack(moved(moved(first, 1), 2), 'drag');
    expect(back.present.nodes).toEqual(first.present.nodes);
    expect([back.past.length, back.future, back.gesture]).toEqual([1, [], undefined]);
  });

  it('leaves what can be done again, and one that ends does not', () => {
    const undone = undo(commit(startHistory(document), setParams('Other', { at: 1 })));
    const dragged = moved(moved(undone, 1), 2);
    expect(redo(takeBack(dragged, 'drag')).present.nodes).toEqual(undone.future[0].nodes);
    expect(takeBack(dragged, 'drag').future).toBe(undone.future);
    expect([dragged.future, redo(endGesture(dragged)).present]).toEqual([[], dragged.present]);
  });

  it('is the one that still lasts, and none before it', () => {
    const ended = { ...moved(startHistory(document), 1), gesture: undefined };
    expect(takeBack(ended, 'drag')).toBe(ended);
    expect(takeBack(moved(ended, 2), 'other').past.length).toBe(2);
  });
});
