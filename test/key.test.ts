import fc from 'fast-check';
import { produce } from 'immer';
import { expect, test } from 'vitest';
import { type PlannedDocument, planDocument } from '#src/engine/key.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { moveNodes, renameNode } from '#src/graph/edit.ts';
import { hostileDocument, paramChanges, soundDocument } from './arbitraryDocuments.ts';
import { changed, masking, network } from './network.ts';
import { Above, testModules, testModulesWith } from './testModules.ts';

function keyOf(document: GraphDocument, name: string, modules = testModules): string {
  const planned = planDocument(document, modules).get(name);
  if (planned?.status !== 'ready') throw new Error(`${name}: ${planned?.message}`);
  return planned.key;
}

test('a key is a SHA-256 and stays what it is from one start to the next', () => {
  expect(keyOf(masking(), 'Above')).toMatch(/^[0-9a-f]{64}$/);
  expect(keyOf(masking(), 'Masked')).toBe(keyOf(masking(), 'Masked'));
});

test.each([
  ['a parameter', changed(masking(), 'Above', { value: 11 })],
  ['a parameter of a source', changed(masking(), 'Ramp', { first: 1 })],
  [
    'what feeds an input',
    network({
      Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
      Ramp: { module: 'Ramp' },
      Above: { module: 'Above', inputs: { image: 'Maximum.top' } },
    }),
  ],
])('%s changes the key', (_, document) => {
  expect(keyOf(document, 'Above')).not.toBe(keyOf(masking(), 'Above'));
});

test.each([
  ['a place', produce(masking(), moveNodes({ Above: { x: 7, y: 7 } }))],
  ['the name of a source', produce(masking(), renameNode('Ramp', 'Source'))],
  ['a parameter that is in no key', changed(masking(), 'Above', { note: 'different' })],
  ['a hidden parameter', changed(masking(), 'Above', { scale: 3 })],
  ['a parameter that the module does not know', changed(masking(), 'Above', { unknown: 3 })],
  ['a parameter downstream', changed(masking(), 'Masked', { background: 3 })],
  [
    'a parameter left out that holds its default',
    { ...masking(), nodes: { ...masking().nodes, Above: { ...masking().nodes.Above, params: {} } } } as GraphDocument,
  ],
])('%s does not change the key', (_, document) => {
  expect(keyOf(document, 'Above')).toBe(keyOf(masking(), 'Above'));
});

test('the order in which parameters and inputs were set does not change the key', () => {
  const nodes = masking().nodes;
  const turned = Object.fromEntries(
    Object.entries(nodes).map(([name, node]) => [
      name,
      node && {
        ...node,
        params: Object.fromEntries(Object.entries(node.params).reverse()),
        inputs: Object.fromEntries(Object.entries(node.inputs).reverse()),
      },
    ]),
  );
  expect(keyOf({ version: 1, nodes: turned }, 'Masked')).toBe(keyOf(masking(), 'Masked'));
});

test('another version of the module is another key, for all that depends on it', () => {
  const newer = testModulesWith({ ...Above, version: 3 });
  const document = masking();
  const nodes = { ...document.nodes, Above: { ...document.nodes.Above, moduleVersion: 3 } } as GraphDocument['nodes'];
  expect(keyOf({ ...document, nodes }, 'Masked', newer)).not.toBe(keyOf(document, 'Masked'));
});

test('the two outputs of a module are different sources', () => {
  const from = (image: 'Maximum.scaled' | 'Maximum.top') =>
    network({
      Ramp: { module: 'Ramp' },
      Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
      Above: { module: 'Above', inputs: { image } },
    });
  expect(keyOf(from('Maximum.scaled'), 'Above')).not.toBe(keyOf(from('Maximum.top'), 'Above'));
});

test('two inputs that change places are another key', () => {
  const masked = (image: 'A.image' | 'B.image', mask: 'A.image' | 'B.image') =>
    network({
      A: { module: 'Ramp' },
      B: { module: 'Ramp', params: { first: 3 } },
      Masked: { module: 'Masked', inputs: { image, mask } },
    });
  expect(keyOf(masked('A.image', 'B.image'), 'Masked')).not.toBe(keyOf(masked('B.image', 'A.image'), 'Masked'));
});

test('files count by content, not by name; samples by name', () => {
  const file = (value: { name: string; hash?: string; sample?: string } | null) =>
    keyOf(network({ Bytes: { module: 'Bytes', params: { file: value } } }), 'Bytes');
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  expect(file({ name: 'one.raw', hash: a })).toBe(file({ name: 'two.raw', hash: a }));
  expect(file({ name: 'one.raw', hash: a })).not.toBe(file({ name: 'one.raw', hash: b }));
  expect(file({ name: 'one.raw', sample: 'head' })).not.toBe(file({ name: 'one.raw', sample: 'thorax' }));
  expect(file(null)).not.toBe(file({ name: 'null', hash: a }));
});

test('numbers that differ in the last digit are different; 0 and -0 are not, since a file cannot tell them apart', () => {
  const key = (background: number) => keyOf(changed(masking(), 'Masked', { background }), 'Masked');
  expect(key(0.1 + 0.2)).not.toBe(key(0.3));
  expect(key(-0)).toBe(key(0));
  expect(key(1)).not.toBe(key(-1));
});

test('a plan of 2000 nodes in a row does not depend on the order in which they were added', { timeout: 60_000 }, () => {
  const levels = Array.from({ length: 1999 }, (_, n) => n + 1);
  const document = network({
    Level0: { module: 'Ramp' },
    ...Object.fromEntries(
      levels.map((n) => [`Level${n}`, { module: 'SliceMean', inputs: { image: `Level${n - 1}.image` } as const }]),
    ),
  });
  const turned = { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).reverse()) };
  const plan = planDocument(turned, testModules);
  expect(plan.get('Level1999')).toEqual(planDocument(document, testModules).get('Level1999'));
  expect([...plan.values()].filter(({ status }) => status !== 'ready')).toEqual([]);
});

test('an edit plans anew what it concerns, and nothing else', () => {
  const before = masking();
  const plan = planDocument(before, testModules);
  const after = changed(before, 'Above', { value: 11 });
  const next = planDocument(after, testModules, { document: before, plan });
  const keptNames = [...next].filter(([name, planned]) => planned === plan.get(name)).map(([name]) => name);
  expect(keptNames).toEqual(['Ramp']);
});

test('a plan made of the one before is the one made anew, also where nodes come, go and lie on cycles', () => {
  const anyPair = fc.oneof(
    fc.tuple(hostileDocument, hostileDocument, fc.subarray(['A', 'B', 'C', 'D', 'E', 'F'])).map(([a, b, shared]) => {
      const others = Object.fromEntries(Object.entries(b.nodes).filter(([name]) => !shared.includes(name)));
      return [a, { ...a, nodes: { ...a.nodes, ...others } }, b] as const;
    }),
    fc.tuple(soundDocument, paramChanges).map(([document, changes]) => {
      const steps = [document];
      for (const { node, param, value } of changes) {
        const last = steps[steps.length - 1];
        if (Object.hasOwn(document.nodes, node)) steps.push(changed(last, node, { [param]: value }));
      }
      return steps;
    }),
  );
  fc.assert(
    fc.property(anyPair, (documents) => {
      let before: PlannedDocument | undefined;
      for (const document of [...documents, documents[0]]) {
        const plan = planDocument(document, testModules, before);
        expect(plan).toEqual(planDocument(document, testModules));
        before = { document, plan };
      }
    }),
    { numRuns: 60 },
  );
});
