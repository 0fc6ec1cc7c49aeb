import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, errorOf, imageOf, network, recordingEngine, valueAt } from './network.ts';

const smoothed = network({
  Ramp: { module: 'Ramp', params: { size: [2, 3, 20] } },
  Above: { module: 'Above', params: { value: 60 }, inputs: { image: 'Ramp.image' } },
  Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
  Mean: { module: 'SliceMean', params: { reach: 2 }, inputs: { image: 'Masked.image' } },
  Again: { module: 'SliceMean', params: { reach: 1 }, inputs: { image: 'Mean.image' } },
});

test('slices of a local chain run on these slices and the halo of each module only', async () => {
  const { engine, slices } = recordingEngine();
  const image = await imageOf(engine, smoothed, 'Again.image', { start: 10, end: 11 });
  expect(image.size).toEqual([2, 3, 1]);
  expect(slices).toEqual(['Above 7', 'Masked 7', 'SliceMean 7', 'SliceMean 3']);
});

test('the halo ends where the image ends', async () => {
  const { engine, slices } = recordingEngine();
  await imageOf(engine, smoothed, 'Again.image', { start: 0, end: 1 });
  expect(slices).toEqual(['Above 4', 'Masked 4', 'SliceMean 4', 'SliceMean 2']);
});

test('slices equal the same slices of the whole, in voxels and in place', { timeout: 60_000 }, async () => {
  const whole = await imageOf(recordingEngine().engine, smoothed, 'Again.image');
  const slab = fc
    .tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 20 }))
    .map(([start, count]) => ({ start, end: Math.min(20, start + count) }));
  await fc.assert(
    fc.asyncProperty(slab, fc.boolean(), async (slab, isWholeThere) => {
      const { engine } = recordingEngine();
      if (isWholeThere) await imageOf(engine, smoothed, 'Mean.image');
      const part = await imageOf(engine, smoothed, 'Again.image', slab);
      expect(part.voxels).toEqual(whole.voxels.slice(6 * slab.start, 6 * slab.end));
      expect(part.size).toEqual([2, 3, slab.end - slab.start]);
      expect(part.affine[11]).toBe(slab.start);
    }),
    { numRuns: 60 },
  );
});

test('slices of a module that is not local run it whole and once', async () => {
  const { engine, ran, slices } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
    Above: { module: 'Above', params: { value: 0.5 }, inputs: { image: 'Maximum.scaled' } },
  });
  for (let k = 0; k < 6; k++) await imageOf(engine, document, 'Above.mask', { start: k, end: k + 1 });
  expect(ran).toEqual(['Ramp', 'Maximum', 'Above', 'Above', 'Above', 'Above', 'Above', 'Above']);
  expect(slices).toEqual(['Maximum 6', ...Array(6).fill('Above 1')]);
});

test('slices of one output are given though another output has fewer slices', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp' },
    Maximum: { module: 'Maximum', inputs: { image: 'Ramp.image' } },
  });
  const scaled = await imageOf(engine, document, 'Maximum.scaled', { start: 5, end: 6 });
  expect(scaled.voxels).toEqual([30, 31, 32, 33, 34, 35].map((n) => n / 35));
  expect(await valueAt(engine, document, 'Maximum.value', { slab: { start: 5, end: 6 } })).toBe(35);
  expect(await errorOf(engine, document, 'Maximum.top', { start: 5, end: 6 })).toBe(
    'Maximum: The slices 5 <= k < 6 were asked for, but there are 1',
  );
});

test('a module that is local for some parameters only runs whole for the others, once, and says it is done', async () => {
  const { engine, ran } = recordingEngine();
  const document = changed(smoothed, 'Mean', { reach: 0 });
  for (const start of [3, 4]) {
    const mean = await imageOf(engine, document, 'Mean.image', { start, end: start + 1 });
    expect(mean.size).toEqual([2, 3, 1]);
  }
  expect(ran).toEqual(['Ramp', 'Above', 'Masked', 'SliceMean']);
  expect(engine.state(document, 'Mean').status).toBe('done');
});

test.each([0, 2])('slices and the whole asked for at the same time (reach %d) leave every node done', async (reach) => {
  const document = changed(smoothed, 'Mean', { reach });
  for (const delay of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
    const { engine } = recordingEngine();
    const slices = imageOf(engine, document, 'Mean.image', { start: 3, end: 5 });
    for (let turns = 0; turns < delay; turns++) await undefined;
    const whole = imageOf(engine, document, 'Mean.image');
    expect((await slices).voxels).toEqual((await whole).voxels.slice(18, 30));
    const states = Object.keys(document.nodes).map((name) => engine.state(document, name).status);
    expect(states).toEqual(['done', 'done', 'done', 'done', 'idle']);
  }
});

test('the same slices again come from the memo, and so do slices of what is there whole', async () => {
  const { engine, ranSince } = recordingEngine();
  const slab = { start: 4, end: 6 };
  await imageOf(engine, smoothed, 'Masked.image', slab);
  ranSince();
  await imageOf(engine, smoothed, 'Masked.image', slab);
  expect(ranSince()).toEqual([]);
  await imageOf(engine, smoothed, 'Masked.image');
  ranSince();
  await imageOf(engine, smoothed, 'Masked.image', { start: 0, end: 1 });
  expect(ranSince()).toEqual([]);
});

test('slices that are not there are an error of the question, and the node stays as it was', async () => {
  const { engine, ran } = recordingEngine();
  const wrong = [
    { start: 20, end: 21 },
    { start: -1, end: 1 },
    { start: 3, end: 3 },
    { start: 0.5, end: 1.5 },
    { start: Number.NaN, end: 1 },
  ];
  for (const slab of wrong) {
    const message = `The slices ${slab.start} <= k < ${slab.end} were asked for, but there are 20`;
    expect(await errorOf(engine, smoothed, 'Masked.image', slab)).toBe(`Masked: ${message}`);
    expect(await errorOf(engine, smoothed, 'Ramp.image', slab)).toBe(`Ramp: ${message}`);
  }
  expect(engine.state(smoothed, 'Masked').status).toBe('idle');
  expect(ran).toEqual(['Ramp']);
});

test('the grid of an image runs no local module, and nothing when it is known', async () => {
  const { engine, ranSince } = recordingEngine();
  const result = await engine.grid(smoothed, 'Again.image');
  expect(result).toMatchObject({ ok: true, value: { size: [2, 3, 20] } });
  expect(Object.keys(result.ok ? result.value : {}).sort()).toEqual(['affine', 'size']);
  expect(ranSince()).toEqual(['Ramp']);
  await engine.grid(smoothed, 'Mean.image');
  expect(ranSince()).toEqual([]);
});

test('a diamond of local modules is asked for its grid once a node, not once a path', async () => {
  const { engine, ran } = recordingEngine();
  const levels = Array.from({ length: 40 }, (_, n) => n);
  const document = network({
    Level0: { module: 'Ramp' },
    ...Object.fromEntries(
      levels.map((n) => [
        `Level${n + 1}`,
        { module: 'Masked', inputs: { image: `Level${n}.image`, mask: `Level${n}.image` } as const },
      ]),
    ),
  });
  expect((await engine.grid(document, 'Level40.image')).ok).toBe(true);
  expect(ran).toEqual(['Ramp']);
  const part = await imageOf(engine, document, 'Level40.image', { start: 1, end: 2 });
  expect(part.voxels).toEqual([6, 7, 8, 9, 10, 11]);
});

test('different grids are the same error for the whole and for slices, naming both sizes, and nothing runs', async () => {
  const { engine, ran } = recordingEngine();
  const document = network({
    Big: { module: 'Ramp', params: { size: [3, 2, 9] } },
    Small: { module: 'Ramp' },
    Masked: { module: 'Masked', inputs: { image: 'Big.image', mask: 'Small.image' } },
    Mean: { module: 'SliceMean', inputs: { image: 'Masked.image' } },
  });
  const error = 'Masked: image (3×2×9) and mask (3×2×6) lie on different grids: connect images of one grid';
  expect(await errorOf(engine, document, 'Mean.image', { start: 0, end: 1 })).toBe(error);
  expect(await errorOf(engine, document, 'Mean.image')).toBe(error);
  expect(ran).toEqual(['Ramp', 'Ramp']);
  expect(engine.state(document, 'Masked').status).toBe('failed');
  const shifted = changed(document, 'Big', { size: [3, 2, 6], spacing: 2 });
  expect(await errorOf(engine, shifted, 'Masked.image')).toMatch(
    /^Masked: image \(3×2×6, affine 2 0 0 0 .*different grids/,
  );
});

test('remembered slices hold their own voxels, not those of the slices beside them', async () => {
  const { engine } = recordingEngine();
  const document = network({
    Ramp: { module: 'Ramp', params: { size: [64, 64, 50] } },
    Mean: { module: 'SliceMean', params: { reach: 10 }, inputs: { image: 'Ramp.image' } },
  });
  await engine.grid(document, 'Mean.image');
  const before = engine.memory().bytes;
  await imageOf(engine, document, 'Mean.image', { start: 25, end: 26 });
  expect(engine.memory().bytes - before).toBeLessThan(2 * 64 * 64 * 8);
});
