import fc from 'fast-check';
import { produce } from 'immer';
import { expect, test } from 'vitest';
import { couple, uncouple, whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { emptyDocument, nodeOf, nodesOf, splitRef, whyNotConnect } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import {
  addNode,
  connect,
  disconnect,
  freeName,
  moveNodes,
  newNode,
  removeNodes,
  renameNode,
  setParams,
  whyNotRename,
} from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { findCycle } from '#src/graph/findCycle.ts';
import { fragmentOf, paste } from '#src/graph/fragment.ts';
import { addNote, groupNodes, removeNotes, setFlow, setGroup, setNote, ungroupNodes } from '#src/graph/frames.ts';
import { detach, removeHealing } from '#src/graph/heal.ts';
import { fitOfModule, insertNode, whyNotInsert } from '#src/graph/insert.ts';
import { swapModule } from '#src/graph/swap.ts';
import { masking, network } from './network.ts';
import { Above, Masked, Ramp, SliceMean, testModules } from './testModules.ts';

const edited = (document: GraphDocument, ...edits: readonly Edit[]) =>
  edits.reduce((last, edit) => produce(last, edit), document);

test('removing nodes frees what they fed and nothing else', () => {
  const left = edited(masking(), removeNodes(['Above', 'Nobody']));
  expect(Object.keys(left.nodes)).toEqual(['Ramp', 'Masked']);
  expect(left.nodes.Masked?.inputs).toEqual({ image: 'Ramp.image' });
});

test('renaming follows every connection, keeps the order of nodes, and the open panels', () => {
  const document: GraphDocument = { ...masking(), view: { open: [{ node: 'Ramp', kind: 'panel' }] } };
  const renamed = edited(document, renameNode('Ramp', 'Head'));
  expect(Object.keys(renamed.nodes)).toEqual(['Head', 'Above', 'Masked']);
  expect(renamed.nodes.Masked?.inputs).toEqual({ image: 'Head.image', mask: 'Above.mask' });
  expect(renamed.view?.open).toEqual([{ node: 'Head', kind: 'panel' }]);
});

test.each<[string, Edit]>([
  ['moving to where a node is', moveNodes({ Ramp: { x: 0, y: -0 } })],
  ['setting what a parameter is', setParams('Ramp', { first: 0, size: [3, 2, 6] })],
  ['connecting what is connected', connect('Ramp.image', 'Above', 'image')],
  ['freeing what is free', disconnect('Ramp', 'first')],
  ['removing nobody', removeNodes(['Nobody'])],
  ['renaming nobody', renameNode('Nobody', 'Somebody')],
  ['renaming to the same', renameNode('Ramp', 'Ramp')],
  [
    'moving, setting and connecting nobody',
    (draft) => {
      moveNodes({ constructor: { x: 5, y: 5 }, Nobody: { x: 1, y: 1 } })(draft);
      setParams('toString', { first: 1 })(draft);
      connect('Ramp.image', 'valueOf', 'image')(draft);
      disconnect('hasOwnProperty', 'image')(draft);
    },
  ],
])('%s gives the very same document, so it is no undo step', (_, edit) => {
  const document = masking();
  expect(produce(document, edit)).toBe(document);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.keys(Object)).toEqual([]);
});

test('an edit shares all that it does not touch', () => {
  const document = masking();
  const moved = edited(document, moveNodes({ Above: { x: 1, y: 1 } }));
  expect(moved.nodes.Ramp).toBe(document.nodes.Ramp);
  expect(moved.nodes.Above?.params).toBe(document.nodes.Above?.params);
});

test('a free name counts on, and a module whose own name ends in a digit keeps it', () => {
  const taken = network({
    Above: { module: 'Above' },
    Above1: { module: 'Above' },
    View2D: { module: 'View2D' },
    Arithmetic2: { module: 'Arithmetic2' },
    Arithmetic21: { module: 'Arithmetic2' },
    head7: { module: 'Above' },
  });
  const names = ['Ramp', 'Above', 'Above1', 'View2D', 'Arithmetic2', 'Arithmetic21', 'head7'].map((name) =>
    freeName(taken, name),
  );
  expect(names).toEqual(['Ramp', 'Above2', 'Above2', 'View2D1', 'Arithmetic22', 'Arithmetic22', 'head1']);
});

test('a free name is never longer than a file may hold', () => {
  const long = 'x'.repeat(64);
  const one = edited(emptyDocument, addNode(long, newNode(Ramp, { x: 0, y: 0 })));
  const { edit } = paste(one, fragmentOf(one, [long]), { x: 5, y: 5 });
  const two = edited(one, edit);
  expect(Object.keys(two.nodes)[1]).toBe(`${'x'.repeat(63)}1`);
  expect(parseGraph(serializeGraph(two), testModules).ok).toBe(true);
});

test.each([
  ['Ramp', 'Ramp', undefined],
  ['Ramp', 'Head_1', undefined],
  ['Ramp', 'Above', 'There is a module Above already'],
  ['Ramp', '1st', '"1st" is no instance name: use a letter, then letters, digits and underscores'],
  ['Ramp', 'constructor', '"constructor" is no instance name: use a letter, then letters, digits and underscores'],
])('renaming %s to %s: %s', (from, to, why) => {
  expect(whyNotRename(masking(), from, to)).toBe(why);
});

test('pasted nodes get free names, follow each other, and stand where they were put, in the same arrangement', () => {
  const { edit, names } = paste(masking(), fragmentOf(masking(), ['Above', 'Masked']), { x: 100, y: 200 });
  const document = edited(masking(), edit);
  expect(names).toEqual(['Above1', 'Masked1']);
  expect(document.nodes.Masked1).toMatchObject({ position: { x: 110, y: 220 }, inputs: { mask: 'Above1.mask' } });
  expect(document.nodes.Above1).toMatchObject({ position: { x: 100, y: 200 }, inputs: {} });
});

test('connections from outside are pasted when they are wanted and their source is there', () => {
  const fragment = fragmentOf(masking(), ['Above'], true);
  const here = edited(masking(), paste(masking(), fragment, { x: 0, y: 0 }).edit);
  expect(here.nodes.Above1?.inputs).toEqual({ image: 'Ramp.image' });
  const elsewhere = edited(emptyDocument, paste(emptyDocument, fragment, { x: 0, y: 0 }).edit);
  expect(elsewhere.nodes.Above?.inputs).toEqual({});
});

test('pasting nothing changes nothing', () => {
  const { edit, names } = paste(masking(), emptyDocument, { x: 0, y: 0 });
  const document = masking();
  expect([names, produce(document, edit)]).toEqual([[], document]);
});

/** Often, since most of what is tried does not fit together. */
const connects = Array.from({ length: 14 }, () => 'connect' as const);

/** What is done with whole parts of a network. */
const more = [
  'heal',
  'detach',
  'insert',
  'swap',
  'group',
  'ungroup',
  'fold',
  'note',
  'write',
  'erase',
  'flow',
  'couple',
  'couple',
  'uncouple',
] as const;

/** What a person does; numbers choose among what there is. */
const gesture = fc.record({
  kind: fc.constantFrom('add', 'remove', 'rename', 'move', ...connects, 'disconnect', 'set', 'duplicate', ...more),
  a: fc.nat({ max: 99 }),
  b: fc.nat({ max: 99 }),
  c: fc.nat({ max: 99 }),
});

type Gesture = ReturnType<typeof gesture.generate>['value'];

/** The edit of a gesture, asked for as the editor asks: what is refused is not done. */
function editOf(document: GraphDocument, { kind, a, b, c }: Gesture): Edit {
  const names = Object.keys(document.nodes);
  const name = names[a % names.length];
  const other = names[b % names.length];
  const none: Edit = () => {};
  if (kind === 'add' || name === undefined || other === undefined) {
    const module = [Ramp, Above, Masked, SliceMean][a % 4];
    return addNode(freeName(document, module.id), newNode(module, { x: b, y: c }));
  }
  const module = testModules.get(document.nodes[name]?.module ?? '');
  const target = testModules.get(document.nodes[other]?.module ?? '');
  switch (kind) {
    case 'remove':
      return removeNodes(c % 2 === 0 ? [name] : [name, other]);
    case 'rename': {
      const to = ['Head', 'Mask', 'x'.repeat(64), 'constructor', 'Above'][c % 5];
      return whyNotRename(document, name, to) === undefined ? renameNode(name, to) : none;
    }
    case 'move':
      return moveNodes({ [name]: { x: b, y: c }, [other]: { x: c, y: b } });
    case 'connect': {
      const gives = Object.keys({ ...module?.outputs, ...module?.params });
      const takes = Object.keys({ ...target?.inputs, ...target?.params });
      const ref: OutputRef = `${name}.${gives[c % gives.length]}`;
      const input = takes[(a + b) % takes.length];
      return whyNotConnect(document, testModules, ref, other, input) === undefined ? connect(ref, other, input) : none;
    }
    case 'disconnect':
      return disconnect(name, Object.keys(document.nodes[name]?.inputs ?? {})[c] ?? 'image');
    case 'set':
      return setParams(name, { [Object.keys(module?.params ?? {})[c % 3]]: c });
    case 'duplicate':
      return paste(document, fragmentOf(document, [name, other], c % 2 === 0, ['note1']), { x: c, y: a }).edit;
    case 'heal':
      return removeHealing(document, testModules, [name]);
    case 'detach':
      return detach(document, testModules, [name, other]);
    case 'insert': {
      const wire = { node: other, input: Object.keys(document.nodes[other]?.inputs ?? {})[c % 2] ?? 'image' };
      const from = document.nodes[wire.node]?.inputs[wire.input];
      const fit = module && fitOfModule(document, testModules, wire, module);
      if (!fit || !from || whyNotInsert(document, testModules, wire, name) !== undefined) return none;
      return insertNode(from, wire, name, fit);
    }
    case 'swap':
      return swapModule(document, testModules, name, [Above, Masked, SliceMean][c % 3])?.edit ?? none;
    case 'group':
      return groupNodes([name, other], `group${c % 3}`, { title: 'x'.repeat(3 * c), colour: 'blue' });
    case 'ungroup':
      return ungroupNodes([name]);
    case 'fold':
      return setGroup(`group${c % 3}`, { folded: a % 2 === 0, title: `T${b}` });
    case 'note':
      return addNote(`note${c % 3}`, { text: `# ${a}`, position: { x: a, y: b }, width: 200, colour: 'yellow' });
    case 'write':
      return setNote(`note${c % 3}`, { text: 'y'.repeat(a), position: { x: c, y: b } });
    case 'erase':
      return removeNotes([`note${c % 3}`, 'nothing']);
    case 'flow':
      return setFlow([name, other], ([undefined, 'bypass', 'off'] as const)[c % 3]);
    case 'couple':
    case 'uncouple': {
      const [mine, theirs] = [Object.keys(module?.params ?? {}), Object.keys(target?.params ?? {})];
      const field: OutputRef = `${name}.${mine[c % mine.length]}`;
      const peer: OutputRef = `${other}.${theirs[(a + c) % theirs.length]}`;
      if (kind === 'uncouple') return uncouple(field);
      return whyNotCouple(document, testModules, field, peer) === undefined
        ? couple(document, field, peer, 'x'.repeat(4 * b))
        : none;
    }
    default:
      return kind satisfies never;
  }
}

const isSoak = process.env.VOXGRAPH_SOAK === '1';

test('whatever is done, connections stay sound, files give back the document, and undo is the list of what was', {
  timeout: isSoak ? 600_000 : 60_000,
}, () => {
  let connections = 0;
  let couplings = 0;
  fc.assert(
    fc.property(
      fc.array(gesture, {
        ...(isSoak ? { minLength: 1000, maxLength: 1000 } : { minLength: 30, maxLength: 60 }),
        size: 'max',
      }),
      (gestures) => {
        const past: { document: GraphDocument; text: string }[] = [];
        let document = emptyDocument;
        for (const one of gestures) {
          past.push({ document, text: serializeGraph(document) });
          document = produce(document, editOf(document, one));
          expect(findCycle(document)).toBeUndefined();
          for (const [name, node] of nodesOf(document)) {
            for (const [input, ref = 'Nobody.nothing'] of Object.entries(node.inputs)) {
              connections++;
              expect(nodeOf(document, splitRef(ref)[0]), `${name}.${input}`).toBeDefined();
              expect(whyNotConnect(document, testModules, ref, name, input)).toBeUndefined();
            }
          }
          const used = new Set(nodesOf(document).flatMap(([, { group }]) => group ?? []));
          expect(new Set(Object.keys(document.groups ?? {}))).toEqual(used);
          for (const { fields } of Object.values(document.links ?? {}).flatMap((link) => link ?? [])) {
            couplings++;
            const values = fields.map((field) => {
              const [name, param] = splitRef(field);
              expect(nodeOf(document, name)?.inputs[param]).toBeUndefined();
              return JSON.stringify(nodeOf(document, name)?.params[param]);
            });
            expect(new Set(values).size, fields.join()).toBe(1);
          }
          const text = serializeGraph(document);
          const parsed = parseGraph(text, testModules);
          if (!parsed.ok) throw new Error(parsed.error);
          expect(parsed.document).toEqual(document);
          expect(serializeGraph(parsed.document)).toBe(text);
        }
        // Earlier documents are what they were: nothing was changed in place.
        for (const { document: earlier, text } of past) expect(serializeGraph(earlier)).toBe(text);
      },
    ),
    { numRuns: isSoak ? 10 : 40 },
  );
  expect(connections).toBeGreaterThan(500);
  expect(couplings).toBeGreaterThan(100);
});
