import { expect, test } from 'vitest';
import CollectValues from '#modules/CollectValues/index.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { changed, errorOf, imageOf, network, recordingEngine, valueAt } from './network.ts';
import { testModulesWith } from './testModules.ts';

const relative = network({
  Ramp: { module: 'Ramp' },
  Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
  Above: {
    module: 'Above',
    params: { mode: 'scaled', scale: 0.5 },
    inputs: { image: 'Ramp.image', value: 'Maximum.value' },
  },
});

test('an output feeds a parameter', async () => {
  const { engine, ran } = recordingEngine();
  const { voxels } = await imageOf(engine, relative, 'Above.mask');
  expect(voxels).toEqual(Array.from({ length: 36 }, (_, n) => (n > 17.5 ? 1 : 0)));
  expect(ran).toEqual(['Ramp', 'Maximum', 'Above']);
});

test('slices of a module whose parameter is fed run what feeds it whole', async () => {
  const { engine, slices } = recordingEngine();
  const { voxels } = await imageOf(engine, relative, 'Above.mask', { start: 3, end: 4 });
  expect(voxels).toEqual([1, 1, 1, 1, 1, 1]);
  expect(slices).toEqual(['Maximum 6', 'Above 1']);
});

test('what a fed parameter holds in the document does not count', async () => {
  const { engine, ranSince } = recordingEngine();
  await imageOf(engine, relative, 'Above.mask');
  ranSince();
  await imageOf(engine, changed(relative, 'Above', { value: 999 }), 'Above.mask');
  expect(ranSince()).toEqual([]);
});

test('a parameter feeds parameters, through any chain, without running the nodes between', async () => {
  const { engine, ranSince } = recordingEngine();
  const document = network({
    First: { module: 'Above', params: { value: 30 } },
    Second: { module: 'Above', inputs: { value: 'First.value' } },
    Ramp: { module: 'Ramp' },
    Third: { module: 'Above', inputs: { image: 'Ramp.image', value: 'Second.value' } },
  });
  const { voxels } = await imageOf(engine, document, 'Third.mask');
  expect(voxels.lastIndexOf(0)).toBe(30);
  expect(ranSince()).toEqual(['Ramp', 'Above']);
  await imageOf(engine, changed(document, 'First', { value: 31 }), 'Third.mask');
  expect(ranSince()).toEqual(['Above']);
  // The value of a parameter is asked for like an output; nothing runs for it, connected or not.
  expect(await valueAt(engine, document, 'Second.value')).toBe(30);
  expect(await valueAt(engine, document, 'Second.note')).toBe('');
  expect(ranSince()).toEqual([]);
});

test('a value is in the key, whichever way it came', async () => {
  const { engine } = recordingEngine();
  const fed = network({
    Giver: { module: 'Above', params: { value: 30 } },
    Ramp: { module: 'Ramp' },
    Taker: { module: 'Above', inputs: { image: 'Ramp.image', value: 'Giver.value' } },
  });
  const plain = network({
    Ramp: { module: 'Ramp' },
    Taker: { module: 'Above', params: { value: 30 }, inputs: { image: 'Ramp.image' } },
  });
  expect(engine.key(fed, 'Taker.mask')).toBe(engine.key(plain, 'Taker.mask'));
});

test('every field that a value passes converts it and holds it to its limits', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
    Flag: { module: 'Masked', inputs: { isInverted: 'Maximum.value' } },
    Above: { module: 'Above', inputs: { image: 'Ramp.image', value: 'Flag.isInverted' } },
    Sum: { module: 'Sum', inputs: { a: 'Flag.isInverted' } },
  });
  // 35 as a switch is on, and on as a number is 1.
  expect((await imageOf(engine, document, 'Above.mask')).voxels.indexOf(1)).toBe(2);
  expect(await valueAt(engine, document, 'Sum.value')).toBe(1);
  expect(await valueAt(engine, document, 'Flag.isInverted')).toBe(1);
  const { nodes } = document;
  const inputs = { image: 'Ramp.image', value: 'Maximum.value' } as const;
  const direct = { ...document, nodes: { ...nodes, Above: { ...nodes.Above, inputs } } } as GraphDocument;
  expect(engine.key(direct, 'Above.mask')).not.toBe(engine.key(document, 'Above.mask'));
});

test('a parameter feeds a number input of a module, and only its value counts', async () => {
  const { engine, ranSince } = recordingEngine();
  const document = network({
    Above: { module: 'Above', params: { value: 4 } },
    Sum: { module: 'Sum', params: { factor: 10 }, inputs: { a: 'Above.value' } },
  });
  expect(await valueAt(engine, document, 'Sum.value')).toBe(40);
  expect(ranSince()).toEqual(['Sum']);
  await valueAt(engine, changed(document, 'Above', { scale: 5 }), 'Sum.value');
  expect(ranSince()).toEqual([]);
});

test('a value out of range is an error of the node that takes it and names what gave it', async () => {
  const { engine } = recordingEngine();
  const document = changed(relative, 'Ramp', { first: 2000 });
  const error = 'Above: Value must be at most 1000, not 2035 (given by Maximum.value)';
  expect(await errorOf(engine, document, 'Above.mask')).toBe(error);
  expect(await errorOf(engine, document, 'Above.mask', { start: 0, end: 1 })).toBe(error);
  expect(await errorOf(engine, document, 'Above.value')).toBe(error);
  const chain = network({
    Giver: { module: 'Sum', params: { factor: -5 } },
    Ramp: { module: 'Ramp', inputs: { spacing: 'Giver.factor' } },
  });
  expect(await errorOf(engine, chain, 'Ramp.image')).toBe(
    'Ramp: Spacing must be at least 0.1 mm, not -5 (given by Giver.factor)',
  );
});

test('not a number is told as what it is', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp', params: { size: [0, 0, 0] } },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
    Above: { module: 'Above', inputs: { image: 'Ramp.image', value: 'Maximum.value' } },
  });
  expect(await errorOf(engine, document, 'Above.mask')).toBe(
    'Above: Value must be a number, not -Infinity (given by Maximum.value)',
  );
});

test('not a number arrives where numbers are told and not computed with', async () => {
  const set = testModulesWith(CollectValues);
  const { engine } = recordingEngine({ modules: set });
  const values = { name1: 'Greatest', unit1: 'HU' };
  const document = network(
    {
      Ramp: { module: 'Ramp', params: { size: [0, 0, 0] } },
      Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
      Values: { module: 'CollectValues', params: values, inputs: { value1: 'Maximum.value' } },
    },
    set,
  );
  expect(await valueAt(engine, document, 'Values.table')).toMatchObject({ rows: [['Greatest', -Infinity, 'HU']] });
});

test('a parameter is hidden or not by what feeds its switch, not by what the switch holds', async () => {
  const { engine, ranSince } = recordingEngine();
  const document = network({
    Switch: { module: 'Above', params: { mode: 'scaled' } },
    Ramp: { module: 'Ramp' },
    Above: {
      module: 'Above',
      params: { scale: 2, mode: 'plain' },
      inputs: { image: 'Ramp.image', mode: 'Switch.mode' },
    },
  });
  const scaled = await imageOf(engine, document, 'Above.mask');
  expect(scaled.voxels.lastIndexOf(0)).toBe(20);
  const plain = await imageOf(engine, changed(document, 'Switch', { mode: 'plain' }), 'Above.mask');
  expect(plain.voxels.lastIndexOf(0)).toBe(10);
  ranSince();
  await imageOf(engine, changed(changed(document, 'Switch', { mode: 'plain' }), 'Above', { scale: 9 }), 'Above.mask');
  expect(ranSince()).toEqual([]);
});

test('what feeds a hidden parameter is not run', async () => {
  const { engine, ran } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Other: { module: 'Ramp', params: { first: 7 } },
    Maximum: { module: 'Maximum', inputs: { image: 'Other.image' } },
    Above: { module: 'Above', inputs: { image: 'Ramp.image', scale: 'Maximum.value' } },
  });
  await imageOf(engine, document, 'Above.mask');
  expect(ran).toEqual(['Ramp', 'Above']);
});

test('a module never gets -0 from a document, which would be 0 once it is saved and opened', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Masked: { module: 'Masked', params: { background: -0 }, inputs: { image: 'Ramp.image', mask: 'Ramp.image' } },
  });
  expect((await imageOf(engine, document, 'Masked.image')).voxels[0]).toBe(0);
});
