import { produce } from 'immer';
import { expect, test } from 'vitest';
import type { Flow, GraphDocument } from '#src/graph/document.ts';
import { setFlow } from '#src/graph/frames.ts';
import { passedSource, whyNotBypass } from '#src/graph/passedSource.ts';
import { errorOf, imageOf, masking, network, recordingEngine, valueAt } from './network.ts';
import { Masked, Ramp, testModules } from './testModules.ts';

const withFlow = (document: GraphDocument, flow: Flow | undefined, ...names: string[]) =>
  produce(document, setFlow(names, flow));

const means = () =>
  network({
    Ramp: { module: 'Ramp' },
    A: { module: 'SliceMean', inputs: { image: 'Ramp.image' } },
    B: { module: 'SliceMean', params: { reach: 2 }, inputs: { image: 'A.image' } },
    Max: { module: 'Maximum', inputs: { image: 'B.image' } },
  });

test('a bypassed module gives what arrives at it, and nothing runs again', async () => {
  const { engine, ranSince } = recordingEngine();
  await valueAt(engine, means(), 'Ramp.image');
  ranSince();
  const passed = withFlow(means(), 'bypass', 'A', 'B');
  expect(engine.key(passed, 'B.image')).toBe(engine.key(means(), 'Ramp.image'));
  expect(await imageOf(engine, passed, 'B.image')).toEqual(await imageOf(engine, means(), 'Ramp.image'));
  expect(ranSince()).toEqual([]);
  await valueAt(engine, passed, 'Max.value');
  expect(ranSince()).toEqual(['Maximum']);
});

test('the grid and the header of what a bypassed module passes on are known', async () => {
  const { engine } = recordingEngine();
  const passed = withFlow(means(), 'bypass', 'A', 'B');
  expect(await engine.grid(passed, 'B.image')).toMatchObject({ ok: true, value: { size: [3, 2, 6] } });
  expect(engine.knownGrid(passed, 'B.image')).toEqual(engine.knownGrid(passed, 'Ramp.image'));
  expect(engine.peek(passed, 'B.image')).toBe(engine.peek(passed, 'Ramp.image'));
});

test('a network with a bypassed module is the network without it', () => {
  const { engine } = recordingEngine();
  const direct = produce(means(), (draft) => {
    if (draft.nodes.Max) draft.nodes.Max.inputs.image = 'A.image';
  });
  expect(engine.key(withFlow(means(), 'bypass', 'B'), 'Max.value')).toBe(engine.key(direct, 'Max.value'));
});

test('what depends on a module that is off says so, and no error stands on it before it is asked', async () => {
  const { engine, ran } = recordingEngine();
  const off = withFlow(means(), 'off', 'A');
  expect(await errorOf(engine, off, 'Max.value')).toBe('A: A is switched off: turn it on, or bypass it');
  expect(await errorOf(engine, off, 'A.image')).toBe('A: A is switched off: turn it on, or bypass it');
  expect(engine.state(off, 'Max')).toEqual({
    status: 'idle',
    hint: 'Waits for A: A is switched off: turn it on, or bypass it',
  });
  expect(ran).toEqual([]);
});

test('an optional input that is fed by what is off counts as free', async () => {
  const { engine } = recordingEngine();
  const sums = network({
    Ramp: { module: 'Ramp', params: { first: 3 } },
    One: { module: 'Sum', inputs: { a: 'Ramp.first' } },
    Two: { module: 'Sum', inputs: { a: 'Ramp.first', b: 'One.value' } },
  });
  expect(await valueAt(engine, sums, 'Two.value')).toBe(6);
  expect(await valueAt(engine, withFlow(sums, 'off', 'One'), 'Two.value')).toBe(3);
  // The parameters of a module that is off are values of the document still.
  expect(await valueAt(engine, withFlow(sums, 'off', 'Ramp'), 'Two.value')).toBe(6);
});

test('a field that is fed by what is off has its own value', async () => {
  const { engine } = recordingEngine();
  const fed = network({
    Ramp: { module: 'Ramp' },
    Max: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
    Sum: { module: 'Sum', params: { factor: 5 }, inputs: { a: 'Ramp.spacing', factor: 'Max.value' } },
  });
  expect(await valueAt(engine, fed, 'Sum.value')).toBe(35);
  expect(await valueAt(engine, withFlow(fed, 'off', 'Max'), 'Sum.value')).toBe(5);
});

test('a module passes the first input of the type of its output; one without such an input cannot be bypassed', () => {
  expect(passedSource(withFlow(masking(), 'bypass', 'Masked'), testModules, 'Masked.image')).toEqual({
    ref: 'Ramp.image',
  });
  expect(whyNotBypass(Masked)).toBeUndefined();
  expect(whyNotBypass(Ramp)).toBe('Ramp cannot be bypassed: no input of it is of the type of an output');
});

test.each([
  ['nothing is connected', network({ A: { module: 'SliceMean' } }), 'A.image'],
  ['nothing to pass on', network({ A: { module: 'Maximum' } }), 'A.value'],
  [
    'bypassed',
    network({
      A: { module: 'SliceMean', inputs: { image: 'B.image' } },
      B: { module: 'SliceMean', inputs: { image: 'A.image' } },
    }),
    'A.image',
  ],
] as const)('where a bypassed module gets nothing, it is told: %s', (why, document, ref) => {
  expect(passedSource(withFlow(document, 'bypass', 'A', 'B'), testModules, ref)).toMatchObject({
    why: expect.stringContaining(why),
  });
});
