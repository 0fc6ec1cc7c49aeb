import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { ownBuffer } from '#src/engine/allocate.ts';
import { inSlabs } from '#src/engine/inSlabs.ts';
import { isVolume } from '#src/engine/result.ts';
import { runTask } from '#src/engine/runTask.ts';
import { restricted } from '#src/engine/slabs.ts';
import type { Task } from '#src/engine/task.ts';
import { type AnyModule, defineModule, moduleSet } from '#src/graph/module.ts';
import { sameGrid, spacingOf } from '#src/image/affine.ts';
import { cropSlab, type Slab, type Volume } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { anyParams, namedParams, type ParamSet } from './moduleParams.ts';
import { phantoms } from './phantoms.ts';
import { row } from './runModule.ts';
import { withoutSimd } from './withoutSimd.ts';

/** Local modules that compute with neighbouring slices, and give the wanted ones alone. */
const asking = [
  'Closing',
  'Opening',
  'Dilation',
  'Erosion',
  'GaussianSmoothing',
  'Median',
  'Sharpen',
  'LocalThreshold',
];

const moduleOf = (id: string) => modules.get(id) as AnyModule;

function taskOf(module: AnyModule, image: Volume, params: ParamSet): Task {
  return {
    module: module.id,
    inputs: { input0: image },
    params,
    halo: module.halo?.(params, spacingOf(image.affine)),
  };
}

/** The image of a task, and the bytes of each memory that was asked for. */
async function imageOf(task: Task) {
  const blocks: number[] = [];
  const outcome = await runTask(
    modules,
    task,
    () => {},
    (bytes) => {
      blocks.push(bytes);
      return ownBuffer(bytes);
    },
  );
  if (outcome.status !== 'done') return { outcome, blocks };
  const { output0 } = outcome.outputs;
  if (!isVolume(output0)) throw new Error('It gave no image');
  return { image: output0, blocks };
}

function expectSameImage(found: Volume | undefined, expected: Volume): void {
  if (!found) throw new Error('It failed');
  const factsOf = ({ meta, voxels }: Volume) => [meta, voxelTypeOf(voxels), voxels.length];
  expect([sameGrid(found, expected), ...factsOf(found)]).toEqual([true, ...factsOf(expected)]);
  expect(found.voxels.findIndex((value, n) => !Object.is(value, expected.voxels[n]))).toBe(-1);
}

describe.each(asking)('%s, asked for a slab', (id) => {
  const module = moduleOf(id);

  test.each(Object.keys(phantoms))(
    '%s: gives those slices of the whole and needs memory for no others',
    async (name) => {
      const { image } = phantoms[name]();
      const depth = image.size[2];
      const middle = { start: depth >> 1, end: Math.min(depth, (depth >> 1) + 3) };
      const slabs = fc
        .tuple(fc.nat(depth - 1), fc.nat(depth - 1))
        .map(([a, b]): Slab => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));
      const check = async (params: ParamSet, slab: Slab) => {
        const task = taskOf(module, image, params);
        if (task.halo === undefined) return;
        const { image: whole, outcome: failed } = await imageOf(task);
        const { image: part, outcome, blocks } = await imageOf(restricted(task, slab, depth));
        if (!whole) {
          expect(outcome).toEqual(failed);
          return;
        }
        expectSameImage(part, cropSlab(whole, slab));
        expect(blocks).toEqual([part?.voxels.byteLength]);
        // Its run begins, and being synchronous ends, before this returns.
        const plain = await withoutSimd(() => imageOf(restricted(task, slab, depth)));
        expectSameImage(plain.image, cropSlab(whole, slab));
      };
      for (const params of Object.values(namedParams(module.params))) await check(params, middle);
      await fc.assert(fc.asyncProperty(anyParams(module.params), slabs, check), {
        numRuns: process.env.VOXGRAPH_SOAK ? 40 : 6,
      });
    },
  );
});

/** Asks for what is wanted, or does not, and then gives as many slices as it is told. */
function faulty(asks: boolean, gives: number) {
  return defineModule({
    id: 'Faulty',
    version: 1,
    genre: 'Test',
    help: '',
    inputs: { image: { type: 'image', label: 'Image' } },
    outputs: { image: { type: 'image', label: 'Image' } },
    params: {},
    run({ image }, _, context) {
      if (asks) context.wanted?.();
      return { image: cropSlab(image, { start: 0, end: gives }) };
    },
  });
}

test.each([
  [true, 6, 'Faulty gave 6 slices as image for 2: this is a fault of the module'],
  [true, 1, 'Faulty gave 1 slices as image for 2: this is a fault of the module'],
  [true, 2, undefined],
  [false, 2, 'Faulty gave 2 slices as image for 6: this is a fault of the module'],
  [false, 6, undefined],
])('a module that asks what is wanted (%s) and gives %i of 6 slices for 2', async (asks, gives, message) => {
  const inputs = { image: row(new Uint8Array(24), [2, 2, 6]) };
  const task: Task = { module: 'Faulty', inputs, params: {}, halo: 2, slab: { start: 2, end: 4 } };
  const outcome = await runTask(moduleSet([faulty(asks, gives)]), task, () => {}, ownBuffer);
  expect(outcome).toMatchObject(message ? { status: 'failed', message } : { status: 'done' });
});

test('nothing is wanted of a module that runs on a whole image', async () => {
  const seen: boolean[] = [];
  const run: AnyModule['run'] = ({ image }, _, context) => {
    seen.push('wanted' in context);
    return { image: image as Volume };
  };
  const task: Task = { module: 'Faulty', inputs: { image: row(new Uint8Array(24), [2, 2, 6]) }, params: {}, halo: 2 };
  await runTask(moduleSet([{ ...faulty(false, 6), run }]), task, () => {}, ownBuffer);
  expect(seen).toEqual([false]);
});

test('that a mask is as it was is told of the slices that are wanted, not of those beside them', async () => {
  // The slice behind 17 keeps a closing from filling the ring. A slab that ends there does not have it.
  const voxels = new Uint8Array(25 * 32);
  for (const at of [11, 13, 7, 17]) voxels[at + 25 * 17] = 1;
  voxels[12 + 25 * 16] = 1;
  const module = moduleOf('Closing');
  const task = taskOf(module, row(voxels, [5, 5, 32]), { ...namedParams(module.params).defaults, radius: 1 });
  const plain = { run: (each: Task) => runTask(modules, each, () => {}, ownBuffer), dispose() {} };
  const split = inSlabs(plain, { threads: 4, leastBytes: 0, pieceBytes: 1, allocateBuffer: ownBuffer, isShared: true });
  const outcomes = [await plain.run(task), await split.run(task, new AbortController().signal, () => {})];
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ warnings: [expect.stringContaining('The mask is as it was')] });
  }
});
