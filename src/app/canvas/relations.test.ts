import { expect, it } from 'vitest';
import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { relationsOf } from './relations.ts';
import { whyDifferent } from './whyDifferent.ts';

/** A -> B -> C -> D, and E beside them. */
const node = (source?: string): GraphNode => ({
  module: 'Threshold',
  moduleVersion: 1,
  position: { x: 0, y: 0 },
  params: {},
  inputs: source ? { input0: `${source}.output0` } : {},
});
const chain: GraphDocument = { version: 1, nodes: { A: node(), B: node('A'), C: node('B'), D: node('C'), E: node() } };

it('tells what feeds the selection and what it feeds, also over others, and nothing of the rest', () => {
  expect(Object.fromEntries(relationsOf(chain, ['B']))).toEqual({ A: 'source', C: 'destination', D: 'destination' });
});

it('takes what lies between two selected modules for what feeds', () => {
  expect(Object.fromEntries(relationsOf(chain, ['A', 'C']))).toEqual({ B: 'source', D: 'destination' });
});

it('ends where a network of a hostile file is a ring', () => {
  const ring: GraphDocument = { version: 1, nodes: { A: node('B'), B: node('A') } };
  expect(Object.fromEntries(relationsOf(ring, ['A']))).toEqual({ B: 'source' });
});

it('says both sizes of images that differ, and of images of one size that they lie elsewhere', () => {
  const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const moved = affine.with(3, 5);
  expect(whyDifferent({ size: [4, 4, 2] }, { size: [4, 4, 3] })).toBe('4×4×2 ≠ 4×4×3');
  expect(whyDifferent({ size: [4, 4, 2], affine }, { size: [4, 4, 2], affine: moved })).toContain('elsewhere');
  expect(whyDifferent({ size: [4, 4, 2], affine }, { size: [4, 4, 2] })).toBeUndefined();
  expect(whyDifferent(undefined, { size: [4, 4, 2] })).toBeUndefined();
});
