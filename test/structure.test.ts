import { produce } from 'immer';
import { expect, test } from 'vitest';
import type { GraphDocument } from '#src/graph/document.ts';
import { connect, moveNodes, renameNode, setParams } from '#src/graph/edit.ts';
import { setFlow } from '#src/graph/frames.ts';
import { createStructureKeeper } from '#src/graph/structure.ts';
import { masking } from './network.ts';

const values = (document: GraphDocument) => produce(document, setParams('Above', { value: 3 }));

test('edits of values and of the view keep the structure, in whatever order documents are asked for', () => {
  const structureOf = createStructureKeeper();
  const document = masking();
  const structure = structureOf(document);
  expect(structureOf(values(document))).toBe(structure);
  expect(structureOf({ ...values(document), view: { open: [] } })).toBe(structure);
  const moved = produce(document, moveNodes({ Above: { x: 1, y: 1 } }));
  const other = structureOf(moved);
  expect(other).not.toBe(structure);
  expect(structureOf(document)).toBe(structure);
  expect(structureOf(values(moved))).toBe(other);
});

test.each([
  ['a place', moveNodes({ Above: { x: 1, y: 1 } })],
  ['a connection', connect('Ramp.image', 'Masked', 'mask')],
  ['a name', renameNode('Above', 'Over')],
  ['a bypass', setFlow(['Above'], 'bypass')],
])('%s is another structure', (_, edit) => {
  const structureOf = createStructureKeeper();
  const document = masking();
  const edited = produce(document, edit);
  structureOf(document);
  expect(structureOf(edited)).toBe(edited);
});
