import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modules as shipped } from '#modules/index.ts';
import { forgetDone } from '#src/cli/forgetDone.ts';
import { createRunMemory } from '#src/cli/runMemory.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { numberedKeys } from '#src/engine/key.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { defineModule, type ParamValue } from '#src/graph/module.ts';
import { identity } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import type { VoxelMemory } from '#src/image/voxelMemory.ts';
import { openVoxelHeap } from '#src/kernels/simd.ts';
import type { VoxelHeap } from '#src/kernels/voxelHeap.ts';
import { network, valueAt } from './network.ts';

/** More than a MiB, below which no memory is used again. */
const size = [128, 128, 70] as const;

const Noise = defineModule({
  id: 'Noise',
  version: 1,
  genre: 'File',
  help: 'Voxels that look like chance.',
  inputs: {},
  outputs: { output0: { type: 'image', label: 'Noise' } },
  params: { seed: { kind: 'integer', label: 'Seed', default: 1 } },
  run(_inputs, { seed }, context) {
    const voxels = context.allocate('uint8', size[0] * size[1] * size[2]);
    let state = seed;
    for (let n = 0; n < voxels.length; n++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      voxels[n] = state >>> 24;
    }
    return { output0: { size, affine: identity, voxels } };
  },
});
/** Not local, so that it asks for both of its inputs at once. */
const Difference = defineModule({
  id: 'Difference',
  version: 1,
  genre: 'Image',
  help: 'The difference of two images.',
  inputs: { input0: { type: 'image', label: 'First' }, input1: { type: 'image', label: 'Second' } },
  outputs: { output0: { type: 'image', label: 'Difference' } },
  params: {},
  run({ input0, input1 }, _params, context) {
    const voxels = context.allocate('uint8', input0.voxels.length);
    for (let n = 0; n < voxels.length; n++) voxels[n] = input0.voxels[n] - input1.voxels[n];
    return { output0: { ...input0, voxels } };
  },
});
const modules = new Map([...shipped, ['Noise', Noise as never], ['Difference', Difference as never]]);

/** One step of a network: what it is, and how far back its inputs lie. */
const step = fc.record({
  kind: fc.constantFrom<[string, Record<string, ParamValue>]>(
    ['Threshold', { threshold: 100 }],
    ['OtsuThreshold', { sample: 'All' }],
    ['Mask', {}],
    ['Mask', { mode: 'Original' }],
    ['Mask', { mode: 'InvMask' }],
    ['Arithmetic2', { function: 'Max' }],
    ['Expression', { expression: 'where(a > b, a - b, 3)', type: 'uint8' }],
    ['Expression', { expression: 'a * 2.5' }],
    // Eight bytes a voxel, over which masks leave much.
    ['Expression', { expression: 'a * 2.5', type: 'float64' }],
    ['Difference', {}],
    ['FillHoles', {}],
    ['Closing', { radius: 1 }],
    ['LargestComponent', {}],
  ),
  back: fc.tuple(fc.nat(3), fc.nat(3)),
});

function networkOf(
  steps: readonly { readonly kind: [string, Record<string, ParamValue>]; readonly back: [number, number] }[],
) {
  const names = ['N0', 'N1'];
  const nodes: Record<
    string,
    { module: string; params?: Record<string, ParamValue>; inputs?: Record<string, OutputRef> }
  > = {
    N0: { module: 'Noise', params: { seed: 1 } },
    N1: { module: 'Noise', params: { seed: 2 } },
  };
  for (const { kind, back } of steps) {
    const name = `N${names.length}`;
    const [first, second] = back.map((n) => `${names[Math.max(0, names.length - 1 - n)]}.output0` as OutputRef);
    const inputs: Record<string, OutputRef> = { input0: first };
    if (['Mask', 'Arithmetic2', 'Expression', 'Difference'].includes(kind[0])) inputs.input1 = second;
    nodes[name] = { module: kind[0], params: kind[1], inputs };
    names.push(name);
  }
  return { document: network(nodes, modules), last: names.slice(-2) };
}

/** The heap of this thread's kernels, in which what is given back is spoilt at once. */
function poisoned(bytes: number): VoxelHeap {
  const heap = openVoxelHeap(bytes);
  if (!heap) throw new Error('The kernels of WebAssembly are not loaded');
  return {
    ...heap,
    free(block) {
      new Uint8Array(block.buffer, block.byteOffset, block.byteLength).fill(0xa5);
      heap.free(block);
    },
    shrink(block, bytes) {
      new Uint8Array(block.buffer, block.byteOffset + bytes, block.byteLength - bytes).fill(0xa5);
      heap.shrink(block, bytes);
    },
  };
}

/** The results of the outputs, asked for one after the other as a run of the command line does. */
async function resultsOf(document: GraphDocument, outputs: readonly string[], kind: 'heap' | 'buffers' | 'new') {
  const isRecycling = kind !== 'new';
  const waiting = [...outputs];
  let freed = (_over?: VoxelMemory): readonly VoxelMemory[] => [];
  const memory = createRunMemory((over) => freed(over), kind === 'heap' ? poisoned : undefined);
  const options = isRecycling
    ? { allocateBuffer: memory.allocate, release: memory.release, settle: memory.settle }
    : {};
  const executor = executeHere(modules, options);
  const openFile = () => Promise.reject(new Error('No file is here'));
  const ways = isRecycling ? { keptBetween: 0, keyOf: numberedKeys() } : { keptBetween: 1 };
  const engine = createEngine({ modules, executor, openFile, budget: 2 ** 30, ...ways });
  if (isRecycling) freed = (over) => forgetDone(engine, document, waiting, over);
  const found: Uint8Array[] = [];
  for (const output of outputs) {
    const { voxels } = (await valueAt(engine, document, `${output}.output0` as OutputRef)) as Volume;
    // A file is written at once; afterwards its memory may be used again.
    found.push(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength).slice());
    waiting.shift();
  }
  engine.dispose();
  memory.dispose();
  return found;
}

it('memory that is used again never changes a result, whatever the network', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
      const { document, last } = networkOf(steps);
      const plain = await resultsOf(document, last, 'new');
      for (const kind of ['heap', 'buffers'] as const) {
        for (const [n, bytes] of (await resultsOf(document, last, kind)).entries()) {
          expect(Buffer.compare(bytes, plain[n])).toBe(0);
        }
      }
    }),
    { numRuns: process.env.VOXGRAPH_SOAK === '1' ? 300 : 15 },
  );
});

it('a chain of masks lies in the memory of its image, from which no other module reads', async () => {
  const made: number[] = [];
  const document = network(
    {
      N0: { module: 'Noise' },
      N1: { module: 'OtsuThreshold', inputs: { input0: 'N0.output0' } },
      N2: { module: 'FillHoles', inputs: { input0: 'N1.output0' } },
      N3: { module: 'Closing', inputs: { input0: 'N2.output0' } },
      N4: { module: 'LargestComponent', inputs: { input0: 'N3.output0' } },
    },
    modules,
  );
  const { allocate } = createRunMemory((over) => forgetDone(engine, document, ['N4'], over));
  const executor = executeHere(modules, {
    allocateBuffer(bytes, use) {
      const buffer = allocate(bytes, use);
      if (buffer !== use?.over && bytes >= 2 ** 20) made.push(bytes);
      return buffer;
    },
  });
  const openFile = () => Promise.reject(new Error('No file is here'));
  const engine = createEngine({ modules, executor, openFile, budget: 2 ** 30, keptBetween: 0 });
  await valueAt(engine, document, 'N4.output0');
  expect(made).toEqual([size[0] * size[1] * size[2]]);
  engine.dispose();
});

it('an image that another module has already got is not written over', async () => {
  const nodes = {
    N0: { module: 'Noise' },
    N1: { module: 'OtsuThreshold', inputs: { input0: 'N0.output0' as const } },
    N2: { module: 'Difference', inputs: { input0: 'N0.output0', input1: 'N1.output0' } as const },
  };
  const document = network(nodes, modules);
  const [plain] = await resultsOf(document, ['N2'], 'new');
  for (const kind of ['heap', 'buffers'] as const) {
    const [thrifty] = await resultsOf(document, ['N2'], kind);
    expect(Buffer.compare(thrifty, plain)).toBe(0);
  }
});
