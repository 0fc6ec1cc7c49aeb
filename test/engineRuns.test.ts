import { produce } from 'immer';
import { expect, test } from 'vitest';
import { moveNodes, renameNode } from '#src/graph/edit.ts';
import { changed, imageOf, masking, network, recordingEngine, valueAt } from './network.ts';

test('nothing runs unless something is asked', () => {
  const { engine, ran } = recordingEngine();
  engine.state(masking(), 'Masked');
  engine.key(masking(), 'Masked.image');
  expect(ran).toEqual([]);
});

test('a question runs what the output depends on, each once, and nothing beside it', async () => {
  const { engine, ran } = recordingEngine();
  const document = network({
    ...sketchOfMasking,
    Unasked: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
  });
  await valueAt(engine, document, 'Masked.image');
  expect(ran).toEqual(['Ramp', 'Above', 'Masked']);
});

test('changing the background of Masked does not rerun Above', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, masking(), 'Masked.image');
  ranSince();
  const darker = await imageOf(engine, changed(masking(), 'Masked', { background: -1000 }), 'Masked.image');
  expect(ranSince()).toEqual(['Masked']);
  expect(darker.voxels.slice(8, 14)).toEqual([-1000, -1000, -1000, 11, 12, 13]);
});

test('changing a source reruns all that depends on it', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, masking(), 'Masked.image');
  ranSince();
  await valueAt(engine, changed(masking(), 'Ramp', { first: 5 }), 'Masked.image');
  expect(ranSince()).toEqual(['Ramp', 'Above', 'Masked']);
});

test('undo reruns nothing', async () => {
  const { engine, ranSince } = recordingEngine();
  const before = masking();
  await valueAt(engine, before, 'Masked.image');
  await valueAt(engine, changed(before, 'Above', { value: 3 }), 'Masked.image');
  ranSince();
  await valueAt(engine, before, 'Masked.image');
  expect(ranSince()).toEqual([]);
  expect(engine.state(before, 'Masked')).toMatchObject({ status: 'done', fromMemo: true });
});

test('moving and renaming a node rerun nothing', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, masking(), 'Masked.image');
  ranSince();
  const moved = produce(masking(), moveNodes({ Above: { x: 99, y: 99 } }));
  const renamed = produce(moved, renameNode('Above', 'Head'));
  await valueAt(engine, renamed, 'Masked.image');
  expect(ranSince()).toEqual([]);
  expect(engine.state(renamed, 'Head').status).toBe('done');
});

test('a parameter that cannot change the result reruns nothing', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, masking(), 'Above.mask');
  ranSince();
  await valueAt(engine, changed(masking(), 'Above', { note: 'inKey: false' }), 'Above.mask');
  await valueAt(engine, changed(masking(), 'Above', { scale: 7 }), 'Above.mask');
  expect(ranSince()).toEqual([]);
  // The same parameter counts where its mode makes it count.
  await valueAt(engine, changed(masking(), 'Above', { mode: 'scaled', scale: 7 }), 'Above.mask');
  expect(ranSince()).toEqual(['Above']);
});

test('two nodes that say the same share one result', async () => {
  const { engine, ran } = recordingEngine();
  const document = network({
    A: { module: 'Ramp' },
    B: { module: 'Ramp' },
    Masked: { module: 'Masked', inputs: { image: 'A.image', mask: 'B.image' } },
  });
  await valueAt(engine, document, 'Masked.image');
  expect(ran).toEqual(['Ramp', 'Masked']);
});

test('two askers at once share a run', async () => {
  const { engine, ran } = recordingEngine();
  const signal = new AbortController().signal;
  const [one, other] = await Promise.all([
    valueAt(engine, masking(), 'Masked.image', { signal }),
    valueAt(engine, masking(), 'Masked.image'),
  ]);
  expect(ran).toEqual(['Ramp', 'Above', 'Masked']);
  expect(one).toBe(other);
});

test('a view of the document is in no key', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, masking(), 'Masked.image');
  ranSince();
  await valueAt(engine, { ...masking(), view: { open: [{ node: 'Masked', kind: 'viewer' }] } }, 'Masked.image');
  expect(ranSince()).toEqual([]);
});

test('the state of a node goes from idle over queued and running to done, and is one object as long as it stays', async () => {
  const { engine } = recordingEngine();
  const document = masking();
  const seen = [engine.state(document, 'Above').status];
  engine.subscribe(() => seen.push(engine.state(document, 'Above').status));
  await valueAt(engine, document, 'Masked.image');
  await Promise.resolve();
  expect([...new Set(seen)]).toEqual(['idle', 'queued', 'running', 'done']);
  expect(engine.state(document, 'Above')).toBe(engine.state(document, 'Above'));
  expect(engine.memory().bytes).toBeGreaterThan(0);
  expect(engine.memory()).toBe(engine.memory());
});

test('a warning is remembered with the result and told again', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp', params: { first: -100 } },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
  });
  for (let times = 0; times < 2; times++) {
    expect(await valueAt(engine, document, 'Maximum.value')).toBe(-65);
    expect(engine.state(document, 'Maximum')).toMatchObject({ status: 'done', warnings: ['No voxel is above 0'] });
  }
});

const sketchOfMasking = {
  Ramp: { module: 'Ramp' },
  Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
  Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
} as const;
