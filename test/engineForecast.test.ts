import { describe, expect, test } from 'vitest';
import CollectValues from '#modules/CollectValues/index.ts';
import { modules } from '#modules/index.ts';
import Switch from '#modules/Switch/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { isVolume } from '#src/engine/result.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { AnyModule, ImageHeader } from '#src/graph/module.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { Known, known, withKnown } from './knownImage.ts';
import { namedParams } from './moduleParams.ts';
import { afterTimers, changed, errorOf, masking, network, recordingEngine, valueAt } from './network.ts';
import { phantoms } from './phantoms.ts';
import { recordingContext } from './runModule.ts';
import { testModulesWith } from './testModules.ts';

test('a network is foreseen by its headers alone: each node, and the most at one time', async () => {
  const { engine, ran } = recordingEngine({ modules: withKnown, budget: 1e6 });
  expect(await engine.forecast(known, 'Maximum.value')).toEqual({
    nodes: { Known: 1000, Maximum: 3250 },
    peak: 3250,
  });
  expect(ran).toEqual([]);
  expect(await engine.forecast(masking(), 'Masked.image')).toBeUndefined();
  await valueAt(engine, masking(), 'Masked.image');
  expect(await engine.forecast(masking(), 'Masked.image')).toBeDefined();
});

test('several ends are foreseen together, with what they share once', async () => {
  const { engine } = recordingEngine({ modules: withKnown, budget: 1e6 });
  const inputs = { image: 'Known.image' } as const;
  const document = network(
    {
      Known: { module: 'Known' },
      One: { module: 'Above', inputs },
      Other: { module: 'Above', inputs, params: { value: 7 } },
    },
    withKnown,
  );
  expect(await engine.forecast(document, 'One.mask')).toMatchObject({ peak: 1000 + 1000 + 250 });
  expect(await engine.forecast(document, ['One.mask', 'Other.mask'])).toEqual({
    nodes: { Known: 1000, One: 2250, Other: 2250 },
    peak: 1000 + 2 * 1000 + 250,
  });
  expect(await engine.forecast(document, ['One.mask', 'Missing.mask'])).toBeUndefined();
});

test('an image that two inputs read is foreseen once', async () => {
  const { engine } = recordingEngine({ modules: withKnown, budget: 1e6 });
  const inputs = { image: 'Known.image', mask: 'Known.image' } as const;
  const document = network({ Known: { module: 'Known' }, Masked: { module: 'Masked', inputs } }, withKnown);
  expect(await engine.forecast(document, 'Masked.image')).toMatchObject({ nodes: { Masked: 2250 } });
});

test('a network is foreseen without what a Switch does not read, and with tables and numbers, which take none', async () => {
  const both = testModulesWith(Known, Switch, CollectValues);
  const { engine } = recordingEngine({ modules: both, budget: 1e6 });
  const document = network(
    {
      Small: { module: 'Known' },
      Large: { module: 'Known', params: { slices: 500 } },
      Maximum: { module: 'Maximum', inputs: { image: 'Small.image' } },
      Values: { module: 'CollectValues', inputs: { value1: 'Maximum.value' } },
      Switch: {
        module: 'Switch',
        params: { currentInput: 0 },
        inputs: { input0: 'Small.image', input1: 'Large.image' },
      },
    },
    both,
  );
  expect(await engine.forecast(document, 'Switch.output0')).toMatchObject({ nodes: { Switch: 1000, Small: 1000 } });
  expect(await engine.forecast(document, 'Values.table')).toMatchObject({ nodes: { Values: 0, Maximum: 3250 } });
});

/** A surface of which 100 triangles are foreseen. */
const Surface = defineModule({
  id: 'Surface',
  version: 1,
  genre: 'Test',
  help: 'A surface.',
  inputs: { image: { type: 'image', label: 'Image' } },
  outputs: { mesh: { type: 'mesh', label: 'Surface' } },
  params: { triangles: { kind: 'integer', label: 'Triangles', default: 20 } },
  forecast: () => ({ meshes: { mesh: { triangles: 100 } }, scratch: 0 }),
  run(_, { triangles }) {
    return { mesh: { positions: new Float32Array(9), triangles: new Uint32Array(3 * triangles) } };
  },
});

/** It needs 100 bytes for each triangle. */
const Written = defineModule({
  id: 'Written',
  version: 1,
  genre: 'Test',
  help: 'What is written of a surface.',
  inputs: { mesh: { type: 'mesh', label: 'Surface' } },
  outputs: { count: { type: 'number', label: 'Triangles' } },
  params: {},
  forecast: (_images, _params, { mesh }) => ({ scratch: 100 * mesh.triangles }),
  run: ({ mesh }) => ({ count: mesh.triangles.length / 3 }),
});

test('a surface is guessed before it is there, which refuses nothing, and counted then, which does', async () => {
  const used = testModulesWith(Known, Surface, Written);
  const { engine, ran } = recordingEngine({ modules: used, budget: 6000 });
  const document = network(
    {
      Known: { module: 'Known' },
      Surface: { module: 'Surface', inputs: { image: 'Known.image' } },
      Written: { module: 'Written', inputs: { mesh: 'Surface.mesh' } },
    },
    used,
  );
  const guessed = { Known: 1000, Surface: 1000 + 1800, Written: 1800 + 10_000 };
  expect((await engine.forecast(document, 'Written.count'))?.nodes).toEqual(guessed);
  expect(await valueAt(engine, document, 'Written.count')).toBe(20);
  expect((await engine.forecast(document, 'Written.count'))?.nodes.Written).toBe(20 * 118);
  const larger = changed(document, 'Surface', { triangles: 60 });
  ran.length = 0;
  expect(await errorOf(engine, larger, 'Written.count')).toBe(
    'Written: Written would need 6.6 KiB, 5.9 KiB are allowed: raise the memory limit or crop the image',
  );
  expect(ran).toEqual(['Surface']);
});

const foretelling = [...modules.values()].filter(
  ({ forecast, inputs }) => forecast && Object.values(inputs).some(({ type }) => type === 'image'),
);

describe.each(foretelling.map((module) => [module.id, module] as const))('%s', (_, module: AnyModule) => {
  test('foretells the size and type of each image that it gives', async () => {
    for (const make of Object.values(phantoms)) {
      const { image, mask } = make();
      const inputs = Object.fromEntries(Object.keys(module.inputs).map((name, n) => [name, n === 0 ? image : mask]));
      const headers = Object.entries(inputs).map(([name, { size, affine, voxels }]): [string, ImageHeader] => [
        name,
        { size, affine, type: voxelTypeOf(voxels) },
      ]);
      for (const params of Object.values(namedParams(module.params))) {
        const told = await module.forecast?.(Object.fromEntries(headers), params, {});
        const run = async () => module.run(inputs, params, recordingContext());
        // Some refuse some of these images.
        const outputs = await run().catch(() => ({}));
        for (const [output, value] of Object.entries(outputs)) {
          if (!isVolume(value)) continue;
          const { size, type } = told?.images?.[output] ?? Object.fromEntries(headers).input0;
          expect([voxelCount(size), type]).toEqual([value.voxels.length, voxelTypeOf(value.voxels)]);
        }
      }
    }
  });
});

test('what is foreseen is told to who still asks, though who asked first has withdrawn', async () => {
  let asked = 0;
  let answer = () => {};
  const engine = createEngine({
    modules: withKnown,
    budget: 2 ** 30,
    openFile: () => Promise.reject(new Error('No file is here')),
    executor: {
      ...executeHere(withKnown),
      async typesOf(_, signal) {
        asked++;
        await new Promise<void>((resolve) => {
          answer = resolve;
          signal.addEventListener('abort', () => resolve());
        });
        return signal.aborted ? undefined : { types: { mask: 'uint8' }, isPassing: false };
      },
    },
  });
  const document = network(
    {
      Known: { module: 'Known', params: { slices: 10_500 } },
      Above: { module: 'Above', inputs: { image: 'Known.image' } },
    },
    withKnown,
  );
  const first = new AbortController();
  const withdrawn = engine.forecast(document, 'Above.mask', first.signal);
  const wanted = engine.forecast(document, 'Above.mask');
  await afterTimers();
  expect(asked).toBe(1);
  first.abort();
  await afterTimers();
  answer();
  expect(await withdrawn).toBeUndefined();
  expect((await wanted)?.nodes.Above).toBe(2_100_000 + 1_050_000 / 4);
});

test('of a run that forgets what was read only what is there at one time is foreseen, and what is written over once', async () => {
  const used = new Map([...modules, ['Known', Known]]) as typeof modules;
  const engine = createEngine({
    modules: used,
    budget: 2 ** 30,
    openFile: () => Promise.reject(new Error('No file is here')),
    executor: executeHere(used),
  });
  const document = network(
    {
      Known: { module: 'Known' },
      Threshold: { module: 'Threshold', inputs: { input0: 'Known.image' } },
      FillHoles: { module: 'FillHoles', inputs: { input0: 'Threshold.output0' } },
      Distance: { module: 'Distance', inputs: { input0: 'FillHoles.output0' } },
      Mask: { module: 'Mask', inputs: { input0: 'Known.image', input1: 'FillHoles.output0' } },
    },
    used,
  );
  const peakOf = async (...outputs: OutputRef[]) => (await engine.forecastRun(document, outputs))?.bytes;
  // Of 1,000 voxels of a byte: the mask is written over the image, with two masks of bits on the way.
  expect(await engine.forecastRun(document, ['FillHoles.output0'])).toEqual({ bytes: 1000 + 250, node: 'Threshold' });
  // The image is needed later, so the first mask is not written over it.
  expect(await peakOf('Mask.output0')).toBe(2000 + 250);
  const distance = (await engine.forecast(document, 'Distance.output0'))?.nodes.Distance ?? 0;
  expect(await peakOf('Distance.output0')).toBe(distance);
  expect(await peakOf('Distance.output0', 'Mask.output0')).toBe(distance + 1000);
  // In the other order the image is there no more, but distances do not fit where it was.
  expect(await peakOf('Mask.output0', 'Distance.output0')).toBe(distance + 1000);
  expect(await peakOf('Missing.output0')).toBeUndefined();
});
