import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { couple } from '#src/graph/coupling.ts';
import { emptyDocument } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import {
  addNode,
  connect,
  disconnect,
  moveNodes,
  newNode,
  removeNodes,
  renameNode,
  setParams,
} from '#src/graph/edit.ts';
import { describeEdit } from './describeEdit.ts';
import { commit, startHistory } from './history.ts';

const module = modules.get('Threshold');
if (!module) throw new Error('There is no Threshold');
const node = newNode(module, { x: 0, y: 0 });
const apply = (edits: readonly Edit[]) =>
  edits.reduce((history, edit) => commit(history, edit), startHistory(emptyDocument)).present;
const three = [addNode('A', node), addNode('B', node), addNode('C', node), connect('A.output0', 'B', 'input0')];

/** What is told of the last of some edits. */
function told(edit: Edit, isComplete = false): string | undefined {
  const before = apply(three);
  return describeEdit(before, commit(startHistory(before), edit).present, isComplete);
}

describe('what an edit did is told', () => {
  it.each<[string, Edit]>([
    ['D added', addNode('D', node)],
    ['B deleted', removeNodes(['B'])],
    ['2 modules deleted', removeNodes(['A', 'B'])],
    ['A renamed to Otto', renameNode('A', 'Otto')],
    ['C.input0 connected to A.output0', connect('A.output0', 'C', 'input0')],
    ['B.input0 disconnected from A.output0', disconnect('B', 'input0')],
    ['A.threshold and B.threshold coupled', couple(apply(three), 'A.threshold', 'B.threshold', 'T')],
  ])('as "%s"', (sentence, edit) => {
    expect(told(edit)).toBe(sentence);
  });

  it('of a move or a value only where nothing else tells it', () => {
    expect(told(setParams('A', { threshold: 7 }))).toBeUndefined();
    expect(told(moveNodes({ A: { x: 9, y: 9 } }))).toBeUndefined();
    expect(told(setParams('A', { threshold: 7 }), true)).toBe('A changed');
    expect(told(moveNodes({ A: { x: 9, y: 9 }, B: { x: 7, y: 9 } }), true)).toBe('2 modules moved');
  });
});
