import { expect, test } from 'vitest';
import { describeEdit } from '#src/app/describeEdit.ts';
import { commit, type History, renamed, startHistory, undo } from '#src/app/history.ts';
import { openLook } from '#src/app/keptLook.ts';
import { namedSteps, openSteps } from '#src/app/keptSteps.ts';
import { emptyDocument, type GraphDocument } from '#src/graph/document.ts';
import { addNode, moveNodes, renameNode, setParams } from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { createSharer } from '#src/graph/shareEqual.ts';
import { masking } from './network.ts';
import { testModules } from './testModules.ts';

function open(text: string): GraphDocument | undefined {
  const parsed = parseGraph(text, testModules);
  return parsed.ok ? parsed.document : undefined;
}

/** Three steps, of which the last is undone. */
function edited(): History {
  let history = startHistory(masking());
  history = commit(history, setParams('Above', { value: 3 }));
  history = commit(history, renameNode('Above', 'Over'));
  history = commit(history, moveNodes({ Masked: { x: 5, y: 5 } }));
  return undo(history);
}

/** What another page finds of the steps, each with the text that `read` makes of it. */
function reopened(history: History, read = (text: string, _n: number) => text) {
  const { past, future, textOf } = namedSteps(history);
  const texts = new Map([...textOf].map(([name, text], n) => [name, read(text(), n)]));
  const share = createSharer();
  const opened = openSteps({ past, future }, texts, (text) => {
    const document = open(text);
    return document && share(document);
  });
  return { ...opened, present: share(history.present), gesture: undefined };
}

test('the steps of a history come back in their order, what was undone too', () => {
  const history = edited();
  const again = reopened(history);
  expect(again.past.map(serializeGraph)).toEqual(history.past.map(serializeGraph));
  expect(again.future.map(serializeGraph)).toEqual(history.future.map(serializeGraph));
});

test('what each step did is told as before: what it left alone is the same object', () => {
  const { past, present, future } = reopened(edited());
  const all = [...past, present, ...future];
  expect(all.slice(1).map((step, n) => describeEdit(all[n], step, true))).toEqual([
    'Above changed',
    'Above renamed to Over',
    'Masked moved',
  ]);
  expect([...renamed(past[1], present)]).toEqual([['Above', 'Over']]);
});

test.each([
  ['is no graph', () => '{"version":1,"nodes":{"A":3}}'],
  ['is of a newer Voxgraph', (text: string) => text.replace('"version": 1', '"version": 99')],
  ['is larger than all may be together', (text: string) => text.padEnd(5_000_000)],
])('of a past whose nearest but one step %s the nearer one is kept', (_, broken) => {
  const history = edited();
  // The nearest step of the past is read first.
  const { past } = reopened(history, (text, n) => (n === 1 ? broken(text) : text));
  expect(past.map(serializeGraph)).toEqual([serializeGraph(history.past[1])]);
});

test.each([undefined, null, 'steps', [3, null, {}], { length: 1e9 }, ['missing']])(
  'an entry that says %j of its steps has none',
  (said) => {
    expect(openSteps({ past: said, future: said }, new Map(), open)).toEqual({ past: [], future: [] });
  },
);

test('of a long history the nearest hundred steps are kept, and of a large one what has room', () => {
  let history = startHistory(emptyDocument);
  const node = { module: 'Ramp', moduleVersion: 1, position: { x: 0, y: 0 }, params: {}, inputs: {} };
  const note = { text: 'n'.repeat(20_000), position: { x: 0, y: 0 }, width: 100, colour: 'grey' as const };
  for (let n = 0; n < 130; n++) history = commit(history, addNode(`N${n}`, node));
  const names = namedSteps(history).past;
  expect(names.length).toBe(100);
  const last = history.past[history.past.length - 1];
  expect(namedSteps(history).textOf.get(names[99])?.()).toBe(serializeGraph(last));
  const notes = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, note]));
  const large = Array.from({ length: 5 }, (_, n) => ({ ...emptyDocument, notes: { ...notes, [`own${n}`]: note } }));
  expect(namedSteps({ past: large, future: [] }).past.length).toBe(2);
});

test('of a look only what the document has is taken over', () => {
  const look = {
    selection: ['Above', 'Gone', 3, '__proto__'],
    selectedWires: ['Masked.mask', 'Masked.background', 'Gone.image', null],
    selectedFrames: ['group:g', 'note:constructor', 'Above'],
    place: { x: 10, y: 20, zoom: 0.5 },
  };
  expect(openLook(look, masking())).toEqual({
    selection: ['Above'],
    selectedWires: ['Masked.mask'],
    selectedFrames: [],
    place: { x: 10, y: 20, zoom: 0.5 },
  });
});

test.each([
  undefined,
  7,
  { place: { x: 0, y: 0, zoom: 0 } },
  { place: { x: Number.NaN, y: 0, zoom: 1 } },
  { place: { x: 0, y: 1e9, zoom: 1 } },
])('a look %j selects nothing and is at no place', (look) => {
  expect(openLook(look, masking())).toEqual({ selection: [], selectedWires: [], selectedFrames: [], place: undefined });
});
