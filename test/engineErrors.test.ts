import { produce } from 'immer';
import { expect, test } from 'vitest';
import { executeHere } from '#src/engine/executeHere.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { renameNode } from '#src/graph/edit.ts';
import { changed, errorOf, imageOf, masking, network, recordingEngine, valueAt } from './network.ts';
import { Above, testModules, testModulesWith } from './testModules.ts';

test.each([
  ['Nobody.image', 'Nobody: There is no module Nobody in this network'],
  ['Above.depth', 'Above: Above has no output depth'],
  ['Above.constructor', 'Above: Above has no output constructor'],
  ['Above.image', 'Above: Above has no output image'],
  ['constructor.name', 'constructor: There is no module constructor in this network'],
  ['Above', 'Above: Above has no output '],
  ['', ': There is no module  in this network'],
  ['Bytes.file', 'Bytes: Bytes.file is a file, no value'],
])('asking for %s is answered with a sentence, and nothing runs', async (ref, error) => {
  const { engine, ran } = recordingEngine();
  const document = { ...masking(), nodes: { ...masking().nodes, ...network({ Bytes: { module: 'Bytes' } }).nodes } };
  const file = changed(document, 'Bytes', { file: { name: 'a.raw', hash: 'a'.repeat(64) } });
  expect(await errorOf(engine, file, ref as OutputRef)).toBe(error);
  expect(engine.key(file, ref as OutputRef)).toBeUndefined();
  expect(ran).toEqual([]);
});

test.each([
  ['an input that is free', {}, 'Above: image (Image) is not connected: connect an image'],
  [
    'a missing node',
    { image: 'Gone.image' },
    'Above: Above.image is fed by Gone.image, but there is no module Gone in this network',
  ],
  [
    'a missing output',
    { image: 'Ramp.voxels' },
    'Above: Above.image is fed by Ramp.voxels, but Ramp has no output voxels',
  ],
  [
    'an inherited output',
    { image: 'Ramp.toString' },
    'Above: Above.image is fed by Ramp.toString, but Ramp has no output toString',
  ],
  [
    'a number for an image',
    { image: 'Maximum.value' },
    'Above: Maximum.value gives a number, but Above.image takes an image',
  ],
  ['a field for an image', { image: 'Ramp.first' }, 'Above: Ramp.first gives a number, but Above.image takes an image'],
  [
    'an image for a field',
    { image: 'Ramp.image', value: 'Ramp.image' },
    'Above: Ramp.image gives an image, but Above.value takes a number',
  ],
  [
    'a text for a number',
    { image: 'Ramp.image', value: 'Other.note' },
    'Above: Other.note gives a text, but Above.value takes a number',
  ],
  [
    'an unknown module',
    { image: 'Alien.image' },
    'Alien: The module FromTheFuture is not known here; it is kept as it is',
  ],
  [
    'an unconnected source',
    { image: 'Maximum.scaled', value: 'Sum.value' },
    'Sum: a (A) is not connected: connect a number',
  ],
] as const)('%s is a sentence naming the node', async (_, inputs, error) => {
  const { engine, ran } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
    Sum: { module: 'Sum' },
    Alien: { module: 'FromTheFuture' },
    Other: { module: 'Above' },
    Above: { module: 'Above', inputs },
  });
  expect(await errorOf(engine, document, 'Above.mask')).toBe(error);
  expect(await errorOf(engine, document, 'Above.mask', { start: 0, end: 1 })).toBe(error);
  expect(engine.key(document, 'Above.mask')).toBeUndefined();
  expect(ran).toEqual([]);
});

test('a node that waits for a connection is idle and says what it waits for', () => {
  const { engine } = recordingEngine();
  const document = network({
    Above: { module: 'Above' },
    Mean: { module: 'SliceMean', inputs: { image: 'Above.mask' } },
  });
  const missing = 'image (Image) is not connected: connect an image';
  expect(engine.state(document, 'Above')).toEqual({ status: 'idle', hint: missing });
  expect(engine.state(document, 'Mean')).toEqual({ status: 'idle', hint: `Waits for Above: ${missing}` });
  expect(engine.state(document, 'Mean')).toBe(engine.state(document, 'Mean'));
});

test('a cycle that came past the checks is an error of its nodes and of those behind it, not an endless loop', async () => {
  const { engine } = recordingEngine();
  const document = network({
    A: { module: 'SliceMean', inputs: { image: 'B.image' } },
    B: { module: 'SliceMean', inputs: { image: 'A.image' } },
    Behind: { module: 'Above', inputs: { image: 'A.image' } },
    P: { module: 'Ramp', inputs: { first: 'Q.first' } },
    Q: { module: 'Ramp', inputs: { first: 'P.first' } },
    Self: { module: 'SliceMean', inputs: { image: 'Self.image' } },
  });
  expect(await errorOf(engine, document, 'Behind.mask')).toMatch(/^[AB]: [AB] depends on itself over [AB]\.image/);
  expect(await errorOf(engine, document, 'P.image')).toMatch(/^P: [PQ]\.first feeds itself/);
  expect(await errorOf(engine, document, 'Q.first')).toMatch(/^Q: [PQ]\.first feeds itself/);
  expect(await errorOf(engine, document, 'Self.image')).toMatch(/^Self: Self depends on itself over Self\.image/);
  expect(engine.state(document, 'Behind').status).toBe('failed');
});

test('a node of a newer or of an older version of its module does not run', async () => {
  const { engine, ran } = recordingEngine({ modules: testModulesWith({ ...Above, version: 5 }) });
  const at = (moduleVersion: number) => {
    const document = masking();
    const nodes = { ...document.nodes, Above: { ...document.nodes.Above, moduleVersion } };
    return errorOf(engine, { ...document, nodes } as typeof document, 'Masked.image');
  };
  expect(await at(6)).toBe('Above: Saved by Above version 6, but version 5 is here: open it with a newer Voxgraph');
  expect(await at(4)).toMatch(/^Above: Saved by Above version 4, but version 5 is here, and its fields could not/);
  expect(ran).toEqual([]);
});

test.each([
  [{ how: 'throw' }, 'It cannot be done'],
  [{ how: 'text' }, 'just a text'],
  [{ how: 'bare' }, 'Something was thrown that has no text'],
  [{ how: 'nothing' }, 'Faulty gave no outputs: this is a fault of the module'],
  [{ how: 'no output' }, 'Faulty gave no image: this is a fault of the module'],
  [{ how: 'no image' }, 'Faulty gave no image as image: this is a fault of the module'],
  [{ how: 'depth' }, 'Faulty gave 1 slices as image for 3: this is a fault of the module'],
  [{ halo: 'throw' }, 'The halo is not known'],
  [{ halo: 'NaN' }, 'Faulty needs NaN more slices: this is a fault of the module'],
  [{ halo: '-1' }, 'Faulty needs -1 more slices: this is a fault of the module'],
  [{ how: 'depth', halo: 'all' }, 'Faulty gave 1 slices as image for 6: this is a fault of the module'],
])('a module at fault (%j) is an error of its node, also of those that depend on it', async (params, message) => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Faulty: { module: 'Faulty', params, inputs: { image: 'Ramp.image' } },
    Above: { module: 'Above', inputs: { image: 'Faulty.image' } },
  });
  expect(await errorOf(engine, document, 'Above.mask', { start: 2, end: 3 })).toBe(`Faulty: ${message}`);
  const failed = { status: 'failed', error: { node: 'Faulty', message } };
  expect(engine.state(document, 'Faulty')).toMatchObject(failed);
  expect(engine.state(document, 'Above')).toMatchObject(failed);
});

test('a failure is told but never served: what failed runs again when it is asked again', async () => {
  let isThere = false;
  const openFile = () =>
    isThere ? Promise.resolve(new Blob([new Uint8Array([1, 2])])) : Promise.reject(new Error('scan.raw is not here'));
  const { engine, ran } = recordingEngine({ openFile });
  const document = network({
    Bytes: { module: 'Bytes', params: { file: { name: 'scan.raw', hash: 'b'.repeat(64) } } },
  });
  expect(await errorOf(engine, document, 'Bytes.image')).toBe('Bytes: scan.raw is not here');
  expect(ran).toEqual([]);
  isThere = true;
  expect((await imageOf(engine, document, 'Bytes.image')).voxels).toEqual([1, 2]);
  expect(engine.state(document, 'Bytes').status).toBe('done');
});

test('a file that was never here is an error before anything is opened', async () => {
  const { engine } = recordingEngine();
  const document = network({ Bytes: { module: 'Bytes', params: { file: { name: 'scan.raw' } } } });
  expect(await errorOf(engine, document, 'Bytes.image')).toBe(
    'Bytes: The file scan.raw has no content here: choose it again',
  );
  expect(await errorOf(engine, changed(document, 'Bytes', { file: null }), 'Bytes.image')).toBe(
    'Bytes: No file is chosen: choose one',
  );
});

test('the error of a node that was renamed, or of its twin, names the node as it is called now', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Faulty: { module: 'Faulty' },
    Twin: { module: 'Faulty' },
    Above: { module: 'Above', inputs: { image: 'Faulty.image' } },
  });
  await errorOf(engine, document, 'Above.mask');
  expect(engine.state(document, 'Twin')).toMatchObject({ error: { node: 'Twin' } });
  const renamed = produce(document, renameNode('Faulty', 'Broken'));
  expect(engine.state(renamed, 'Broken')).toMatchObject({ error: { node: 'Broken' } });
  expect(engine.state(renamed, 'Above')).toMatchObject({ error: { node: 'Broken' } });
  expect(engine.state(renamed, 'Above')).toBe(engine.state(renamed, 'Above'));
});

test('an executor that rejects is an error of the node', async () => {
  const wrap = () => ({ ...executeHere(testModules), run: () => Promise.reject(new Error('no more workers')) });
  const { engine } = recordingEngine({ wrap });
  expect(await errorOf(engine, masking(), 'Ramp.image')).toBe('Ramp: no more workers');
});

test('a value that does not fit its field is an error of the node, however large it is', async () => {
  const { engine } = recordingEngine();
  const document = changed(masking(), 'Above', { value: 'x'.repeat(1e6) });
  const error = await errorOf(engine, document, 'Above.mask');
  expect(error).toMatch(/^Above: Value must be a number, not "xxx/);
  expect(error.length).toBeLessThan(200);
  expect(await errorOf(engine, changed(masking(), 'Above', { value: null }), 'Above.mask')).toBe(
    'Above: Value must be a number, not null',
  );
  expect(await valueAt(engine, masking(), 'Above.value')).toBe(10);
});
