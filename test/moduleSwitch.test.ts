import { describe, expect, test } from 'vitest';
import ConstantNumber from '#modules/ConstantNumber/index.ts';
import MergeLabels from '#modules/MergeLabels/index.ts';
import Switch from '#modules/Switch/index.ts';
import type { GraphNode, OutputRef } from '#src/graph/document.ts';
import { moduleSet } from '#src/graph/module.ts';
import type { Voxels } from '#src/image/volume.ts';
import { changed, errorOf, network, recordingEngine, valueAt } from './network.ts';
import { recordingContext, row } from './runModule.ts';
import { testModules } from './testModules.ts';

const none = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`input${n + 1}`, undefined])) as Omit<
  Parameters<typeof Switch.run>[0],
  'input0'
>;

describe('Switch', () => {
  const a = row(Uint8Array.of(1));
  const b = row(Int16Array.of(2, 3));

  test('passes the chosen image on as it is', async () => {
    const inputs = { ...none, input0: a, input3: b };
    expect((await Switch.run(inputs, { currentInput: 3 }, recordingContext())).output0).toBe(b);
    expect((await Switch.run(inputs, { currentInput: 0 }, recordingContext())).output0).toBe(a);
  });

  test('says which image is missing where the chosen one is not connected', () => {
    const chosen = { currentInput: 1 };
    expect(() => Switch.run({ ...none, input0: a, input3: b }, chosen, recordingContext())).toThrow(
      'No image is connected to Image 1: connect one, or choose the number of another as Current input',
    );
  });

  const set = moduleSet([...testModules.values(), ConstantNumber, Switch]);
  const switched = (currentInput: number, number = 0, inputs: Readonly<Record<string, OutputRef>> = {}) =>
    network(
      {
        Ramp: { module: 'Ramp' },
        Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
        Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
        Number: { module: 'ConstantNumber', params: { value: number } },
        Switch: {
          module: 'Switch',
          params: { currentInput },
          inputs: { input0: 'Ramp.image', input1: 'Above.mask', input2: 'Masked.image', ...inputs },
        },
      },
      set,
    );

  test('computes the chosen image alone, and no other when it changes', async () => {
    const { engine, ranSince } = recordingEngine({ modules: set });
    await valueAt(engine, switched(0), 'Switch.output0');
    expect(ranSince()).toEqual(['Ramp', 'Switch']);
    await valueAt(engine, switched(1), 'Switch.output0');
    expect(ranSince()).toEqual(['Above', 'Switch']);
    // What is not chosen is in no key.
    await valueAt(engine, changed(switched(1), 'Masked', { background: 5 }), 'Switch.output0');
    expect(ranSince()).toEqual([]);
    expect(engine.key(switched(1), 'Switch.output0')).not.toBe(engine.key(switched(0), 'Switch.output0'));
  });

  test('waits for the number that is fed, and then computes the image of this number alone', async () => {
    const { engine, ran } = recordingEngine({ modules: set });
    await valueAt(engine, switched(2, 0, { currentInput: 'Number.number' }), 'Switch.output0');
    expect(ran).toEqual(['ConstantNumber', 'Ramp', 'Switch']);
  });

  test('is not disturbed by an image that cannot be computed and is not chosen', async () => {
    const { engine } = recordingEngine({ modules: set });
    const { nodes, ...rest } = switched(0);
    const broken = { ...rest, nodes: { ...nodes, Above: { ...nodes.Above, inputs: {} } as GraphNode } };
    await valueAt(engine, broken, 'Switch.output0');
    expect(await errorOf(engine, changed(broken, 'Switch', { currentInput: 1 }), 'Switch.output0')).toMatch(/^Above: /);
  });
});

describe('MergeLabels', () => {
  type Params = Parameters<typeof MergeLabels.run>[1];
  const merged = async (first: Voxels, second: Voxels, fourth: Voxels, params: Partial<Params>) => {
    const inputs = { ...none, input0: row(first), input1: row(second), input3: row(fourth) };
    const all = { values: 'ByInput', overlap: 'Last', ...params } as const;
    return (await MergeLabels.run(inputs, all, recordingContext())).output0.voxels;
  };
  const first = Uint8Array.of(0, 1, 1, 1);
  const second = Float32Array.of(0, 0, -7, Number.NaN);
  const fourth = Int8Array.of(-1, 0, 0, 5);

  test('numbers the masks by their inputs; where they overlap the last or the first counts', async () => {
    expect(await merged(first, second, fourth, {})).toEqual(Uint8Array.of(4, 1, 2, 4));
    expect(await merged(first, second, fourth, { overlap: 'First' })).toEqual(Uint8Array.of(4, 1, 1, 1));
  });

  test('numbers as many masks as uint8 has labels for', async () => {
    const masks = Array.from({ length: 255 }, (_, n) => row(Uint8Array.from({ length: 256 }, (_, at) => +(at > n))));
    const inputs = Object.fromEntries(masks.map((mask, n) => [`input${n}`, mask]));
    const params = { values: 'ByInput', overlap: 'Last' } as const;
    const { voxels } = (await MergeLabels.run({ ...inputs, input0: masks[0] }, params, recordingContext())).output0;
    expect(voxels).toEqual(Uint8Array.from({ length: 256 }, (_, at) => at));
  });

  test('keeps the values in a type that holds them all', async () => {
    expect(await merged(first, second, fourth, { values: 'Keep' })).toEqual(Float32Array.of(-1, 1, -7, 5));
    expect(await merged(first, Uint8Array.of(0, 0, 200, 0), fourth, { values: 'Keep' })).toEqual(
      Int16Array.of(-1, 1, 200, 5),
    );
  });

  test('works on images longer than one chunk, and refuses other grids', async () => {
    const long = new Uint8Array(20_001).fill(1);
    const found = await merged(long, long, new Uint8Array(20_001), {});
    expect([found[0], found[8192], found[20_000]]).toEqual([2, 2, 2]);
    await expect(merged(first, long, fourth, {})).rejects.toThrow('Mask 1 (4×1×1) and mask 2 (20001×1×1)');
  });
});
