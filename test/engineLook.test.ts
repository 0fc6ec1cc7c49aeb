import { expect, test } from 'vitest';
import type { RunEvent } from '#src/engine/observe.ts';
import { changed, errorOf, imageOf, masking, network, recordingEngine, valueAt } from './network.ts';

/** An engine that writes down what it tells: "computed Above", "failed Faulty: sentence". */
function told() {
  const events: RunEvent[] = [];
  const { engine, ran } = recordingEngine({ observe: (event) => events.push(event) });
  const lines = () =>
    events.splice(0).map((event) => {
      const what = `${event.kind} ${event.node}`;
      return event.kind === 'failed' ? `${what}: ${event.error.message}` : what;
    });
  return { engine, ran, events, lines };
}

test('every run is told once, with the images that it got, and every answer from memory', async () => {
  const { engine, events, lines } = told();
  await imageOf(engine, masking(), 'Above.mask');
  const above = events.find(({ node }) => node === 'Above');
  expect(above?.kind === 'computed' && above.images.map(({ input, size }) => `${input} ${size.join(' ')}`)).toEqual([
    'image 3 2 6',
  ]);
  expect(lines().filter((line) => line.startsWith('computed'))).toEqual(['computed Ramp', 'computed Above']);
  await imageOf(engine, masking(), 'Above.mask');
  expect(lines()).toEqual(['remembered Above']);
});

test('a failure is told once, by the node that failed, however many questions wait for it', async () => {
  const { engine, lines } = told();
  const document = network({
    Faulty: { module: 'Faulty' },
    Above: { module: 'Above', inputs: { image: 'Faulty.image' } },
    Again: { module: 'Above', params: { value: 7 }, inputs: { image: 'Faulty.image' } },
  });
  await Promise.all([
    errorOf(engine, document, 'Above.mask'),
    errorOf(engine, document, 'Again.mask'),
    errorOf(engine, document, 'Again.mask', { start: 0, end: 1 }),
  ]);
  const failures = lines().filter((line) => line.startsWith('failed'));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(/^failed Faulty: /);
});

test('inputs on different grids are told as a failure of their node, for slices too', async () => {
  const { engine, lines } = told();
  const document = network({
    Ramp: { module: 'Ramp' },
    Small: { module: 'Ramp', params: { size: [3, 2, 2] } },
    Above: { module: 'Above', inputs: { image: 'Small.image' } },
    Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
  });
  await errorOf(engine, document, 'Masked.image', { start: 0, end: 1 });
  expect(lines().filter((line) => line.startsWith('failed'))).toEqual([
    expect.stringContaining('failed Masked: image (3×2×6) and mask (3×2×2)'),
  ]);
});

test('looking at results runs nothing and finds what is there, whole or slices', async () => {
  const { engine, ran } = told();
  const document = masking();
  expect(engine.peek(document, 'Above.mask')).toBeUndefined();
  expect(engine.knownGrid(document, 'Above.mask')).toBeUndefined();
  expect(ran).toEqual([]);
  await valueAt(engine, document, 'Masked.image', { slab: { start: 1, end: 2 } });
  expect(engine.peek(document, 'Masked.image')).toBeUndefined();
  expect(engine.peek(document, 'Masked.image', { start: 1, end: 2 })).toMatchObject({ size: [3, 2, 1] });
  expect(engine.peek(document, 'Ramp.image', { start: 3, end: 4 })).toMatchObject({ size: [3, 2, 1] });
  expect(engine.peek(document, 'Ramp.image', { start: 3, end: 9 })).toBeUndefined();
  expect(engine.knownGrid(document, 'Masked.image')?.size).toEqual([3, 2, 6]);
});

test('what is forgotten is idle, holds nothing and is computed again when it is asked for', async () => {
  const { engine, ran } = told();
  const document = masking();
  await valueAt(engine, document, 'Masked.image');
  const planned = engine.planned(document, 'Above');
  const key = planned?.status === 'ready' ? planned.key : '';
  expect(engine.held().map((each) => each.key)).toContain(key);
  const before = engine.memory().bytes;
  engine.forget(new Set([key]));
  expect(engine.state(document, 'Above')).toEqual({ status: 'idle' });
  expect(engine.state(document, 'Masked').status).toBe('done');
  expect(engine.held().map((each) => each.key)).not.toContain(key);
  expect(engine.memory().bytes).toBeLessThan(before);
  ran.splice(0);
  await valueAt(engine, document, 'Above.mask');
  expect(ran).toEqual(['Above']);
});

test('the bytes of all results are those of the memory, though results share it', async () => {
  const { engine } = told();
  await valueAt(engine, masking(), 'Masked.image');
  await valueAt(engine, changed(masking(), 'Above', { value: 3 }), 'Masked.image');
  const sum = engine.held().reduce((total, { bytes }) => total + bytes, 0);
  expect(sum).toBe(engine.memory().bytes);
});

test('the grid of a local module is known as soon as that of its images is, whatever its parameters', async () => {
  const { engine, ran } = told();
  expect(engine.knownGrid(masking(), 'Masked.image')).toBeUndefined();
  await imageOf(engine, masking(), 'Ramp.image');
  ran.splice(0);
  const document = changed(masking(), 'Above', { value: 7 });
  expect(engine.knownGrid(document, 'Masked.image')?.size).toEqual([3, 2, 6]);
  expect(ran).toEqual([]);
});
