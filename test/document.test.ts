import { expect, test } from 'vitest';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { ancestorsOf, isNodeName, nodeOf, sourcesOf, splitRef, whyNotConnect } from '#src/graph/document.ts';
import { findCycle } from '#src/graph/findCycle.ts';
import { masking, network } from './network.ts';
import { testModules } from './testModules.ts';

const document = network({
  Ramp: { module: 'Ramp' },
  Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
  Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
  Maximum: { module: 'Maximum', inputs: { image: 'Masked.image' } },
  Bytes: { module: 'Bytes' },
  Alien: { module: 'FromTheFuture' },
});

test.each<[OutputRef, string, string, string | undefined]>([
  ['Ramp.image', 'Masked', 'mask', undefined],
  ['Maximum.value', 'Ramp', 'nothing', 'Ramp has no input nothing'],
  ['Ramp.first', 'Masked', 'background', undefined],
  ['Masked.isInverted', 'Masked', 'background', 'Masked cannot feed itself'],
  ['Above.mode', 'Above', 'note', 'Above cannot feed itself'],
  ['Nobody.image', 'Above', 'image', 'There is no module Nobody'],
  ['Ramp.image', 'Nobody', 'image', 'There is no module Nobody'],
  ['constructor.image', 'Above', 'image', 'There is no module constructor'],
  ['Ramp.image', 'toString', 'image', 'There is no module toString'],
  ['Ramp.voxels', 'Above', 'image', 'Ramp has no output voxels'],
  ['Ramp.constructor', 'Above', 'image', 'Ramp has no output constructor'],
  ['Ramp.image', 'Above', 'constructor', 'Above has no input constructor'],
  ['Ramp.image', 'Above', 'mask', 'Above has no input mask'],
  ['Ramp.image', 'Above', 'value', 'Ramp.image gives an image, but Above.value takes a number'],
  ['Maximum.value', 'Masked', 'mask', 'Maximum.value gives a number, but Masked.mask takes an image'],
  ['Above.mode', 'Masked', 'background', 'Above.mode gives a text, but Masked.background takes a number'],
  ['Ramp.size', 'Masked', 'background', 'Ramp.size gives a vector, but Masked.background takes a number'],
  ['Bytes.file', 'Above', 'note', 'File cannot feed another field'],
  ['Above.note', 'Bytes', 'file', 'File cannot be fed: choose a file instead'],
  ['Alien.image', 'Above', 'image', 'Alien is of the unknown module FromTheFuture, so its outputs are not known'],
  ['Ramp.image', 'Alien', 'image', 'Alien is of the unknown module FromTheFuture, so its inputs are not known'],
  ['Maximum.value', 'Above', 'value', 'Maximum.value depends on Above: the connection would close a cycle'],
  ['Masked.background', 'Ramp', 'first', 'Masked.background depends on Ramp: the connection would close a cycle'],
])('%s into %s.%s: %s', (from, to, input, why) => {
  expect(whyNotConnect(document, testModules, from, to, input)).toBe(why);
});

test('a cycle is told along the data, from a node back to itself', () => {
  const cycle = network({
    Free: { module: 'Ramp' },
    A: { module: 'Masked', inputs: { image: 'Free.image', mask: 'C.image' } },
    B: { module: 'SliceMean', inputs: { image: 'A.image' } },
    C: { module: 'SliceMean', inputs: { image: 'B.image' } },
  });
  const found = findCycle(cycle) ?? [];
  expect(found.join(' ')).toMatch(/^(A B C A|B C A B|C A B C)$/);
});

test('a node that feeds itself is a cycle, a diamond and a dangling connection are none', () => {
  expect(findCycle(network({ A: { module: 'SliceMean', inputs: { image: 'A.image' } } }))).toEqual(['A', 'A']);
  expect(findCycle(document)).toBeUndefined();
  expect(findCycle(network({ A: { module: 'SliceMean', inputs: { image: 'Gone.image' } } }))).toBeUndefined();
});

test('a parameter connection is part of a cycle', () => {
  const cycle = network({
    P: { module: 'Ramp', inputs: { first: 'Q.spacing' } },
    Q: { module: 'Ramp', inputs: { spacing: 'P.first' } },
  });
  expect(findCycle(cycle)?.length).toBe(3);
});

test('cycles and ancestors are found in a network of any depth', { timeout: 60_000 }, () => {
  const levels = Array.from({ length: 50_000 }, (_, n) => n + 1);
  const chain = (first: OutputRef): GraphDocument =>
    network(
      Object.fromEntries([
        ['Level0', { module: 'SliceMean', inputs: { image: first } }],
        ...levels.map((n) => [`Level${n}`, { module: 'SliceMean', inputs: { image: `Level${n - 1}.image` } }]),
      ]),
    );
  expect(findCycle(chain('Gone.image'))).toBeUndefined();
  expect(findCycle(chain('Level50000.image'))?.length).toBe(50_002);
  expect(ancestorsOf(chain('Gone.image'), 'Level50000').size).toBe(50_001);
});

test('ancestors are what a node depends on, itself first, and nothing beside', () => {
  expect([...ancestorsOf(document, 'Masked')]).toEqual(['Masked', 'Above', 'Ramp']);
  expect([...ancestorsOf(document, 'Ramp')]).toEqual(['Ramp']);
  expect([...ancestorsOf(document, 'Nobody')]).toEqual([]);
});

test('the sources of a node do not depend on the order in which its inputs were connected', () => {
  const { Masked } = document.nodes;
  if (!Masked) throw new Error('no Masked');
  const turned = { ...Masked, inputs: Object.fromEntries(Object.entries(Masked.inputs).reverse()) };
  expect(sourcesOf(turned)).toEqual(['Ramp', 'Above']);
  expect(sourcesOf(Masked)).toEqual(['Ramp', 'Above']);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no node unless it is one', (name) => {
  expect(nodeOf(masking(), name)).toBeUndefined();
  expect(isNodeName(name)).toBe(false);
});

test.each([
  ['Threshold', true],
  ['T', true],
  ['a_1', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['1st', false],
  ['_x', false],
  ['a.b', false],
  ['a b', false],
  ['', false],
  ['Ähre', false],
  ['a\n', false],
])('whether %j can be the name of a node: %s', (name, can) => {
  expect(isNodeName(name)).toBe(can);
});

test('a reference is cut at its first dot', () => {
  expect(splitRef('A.b')).toEqual(['A', 'b']);
  expect(splitRef('A.b.c')).toEqual(['A', 'b.c']);
  expect(splitRef('A' as OutputRef)).toEqual(['A', '']);
});

test('a connection that is taken is no reason: it is replaced', () => {
  expect(whyNotConnect(document, testModules, 'Ramp.image', 'Above', 'image')).toBeUndefined();
});
