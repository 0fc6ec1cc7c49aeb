import { produce } from 'immer';
import { expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { emptyDocument } from '#src/graph/document.ts';
import { addNode, connect, newNode, setParams } from '#src/graph/edit.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { flowEdges } from './flowEdges.ts';
import { createEdgeKeeper } from './keptEdges.ts';

const place = { x: 0, y: 0 };
const document = produce(emptyDocument, (draft) => {
  for (const name of ['LocalImage', 'Threshold', 'Mask'])
    addNode(name, newNode(modules.get(name) as AnyModule, place))(draft);
  connect('LocalImage.outImage', 'Threshold', 'input0')(draft);
  connect('Threshold.output0', 'Mask', 'input1')(draft);
});

test('An edit of a value leaves every connection the object that it was, so that none is drawn anew', () => {
  const keep = createEdgeKeeper();
  const before = keep(flowEdges(document, []));
  const edited = produce(document, setParams('Threshold', { threshold: 7 }));
  expect(before).toHaveLength(2);
  expect(keep(flowEdges(edited, []))).toBe(before);
});

test('What changes is another object, and the others are the same', () => {
  const keep = createEdgeKeeper();
  const before = keep(flowEdges(document, []));
  const selected = keep(flowEdges(document, ['Mask.input1']));
  expect(selected[0]).toBe(before[0]);
  expect(selected[1]).toMatchObject({ id: 'Mask.input1', selected: true });
  const more = keep(flowEdges(produce(document, connect('LocalImage.outImage', 'Mask', 'input0')), []));
  expect(more.map(({ id }) => id)).toEqual(expect.arrayContaining(['Mask.input0', 'Mask.input1', 'Threshold.input0']));
  expect(more.find(({ id }) => id === 'Threshold.input0')).toBe(before[0]);
});
