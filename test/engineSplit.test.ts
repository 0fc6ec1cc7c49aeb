import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { ownBuffer } from '#src/engine/allocate.ts';
import { inSlabs } from '#src/engine/inSlabs.ts';
import { isVolume } from '#src/engine/result.ts';
import { runTask } from '#src/engine/runTask.ts';
import { sharesOf } from '#src/engine/sharesOf.ts';
import { imagesOf } from '#src/engine/slabs.ts';
import type { Executor, Task, TaskInput, TaskOutcome } from '#src/engine/task.ts';
import { together } from '#src/engine/together.ts';
import { type AnyModule, defineModule, moduleSet } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { givesLittle } from './givesLittle.ts';
import { anyParams, namedParams, type ParamSet } from './moduleParams.ts';
import { type Phantom, phantoms } from './phantoms.ts';

/** Those that are split, in slabs or by sharing. */
const split = [...modules.values()].filter(({ halo, shares }) => halo ?? shares);
const quiet = new AbortController().signal;

/** Eight threads' worth of slabs, however small the image, and the slabs that were run. */
function splitting(isShared = true) {
  const pieces: Task[] = [];
  const plain: Executor = {
    run(task, _, onProgress) {
      if (task.slab) pieces.push(task);
      return runTask(modules, task, onProgress, ownBuffer);
    },
    dispose() {},
  };
  const options = { threads: 8, leastBytes: 0, pieceBytes: 1, allocateBuffer: ownBuffer, isShared };
  const slabs = inSlabs(plain, options);
  return { pieces, executor: isShared ? together(slabs, options) : slabs };
}

function taskOf(module: AnyModule, params: ParamSet, inputs: readonly TaskInput[], { image }: Phantom): Task {
  const ports = Object.fromEntries(Object.keys(module.inputs).map((name, n) => [name, inputs[n]]));
  const halo = module.halo?.(params, spacingOf(image.affine));
  return { module: module.id, key: module.id, inputs: ports, params, halo, ...sharesOf(module, ports, params) };
}

/** What can be compared: every voxel (the bits of a NaN are the processor's own affair), or the sentence of the error. */
function facts(outcome: TaskOutcome) {
  if (outcome.status !== 'done') return outcome;
  return Object.entries(outcome.outputs).map(([name, value]) => {
    if (!isVolume(value)) return [name, value];
    const { voxels, ...rest } = value as Volume;
    return [name, rest, voxelTypeOf(voxels), Array.from(voxels)];
  });
}

async function expectSame(task: Task, isShared: boolean): Promise<number> {
  const { executor, pieces } = splitting(isShared);
  const whole = await runTask(modules, task, () => {}, ownBuffer);
  const split = await executor.run(task, quiet, () => {});
  expect(facts(split)).toEqual(facts(whole));
  return pieces.length;
}

describe.each(split.map((module) => [module.id, module] as const))('%s', (_, module) => {
  test.each(Object.keys(phantoms))('%s: in slabs equals in one go, to the last bit', async (name) => {
    const phantom = phantoms[name]();
    const inputs = [phantom.image, phantom.mask];
    for (const params of Object.values(namedParams(module.params))) {
      await expectSame(taskOf(module, params, inputs, phantom), true);
    }
    await fc.assert(
      fc.asyncProperty(anyParams(module.params), fc.boolean(), async (params, isShared) => {
        const task = taskOf(module, params, inputs, phantom);
        fc.pre(await givesLittle(module, params, phantom));
        await expectSame(task, isShared);
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 30 : 4 },
    );
  });
});

const byId = (id: string) => modules.get(id) as AnyModule;
const defaults = (id: string) => namedParams(byId(id).params).defaults;

/** A phantom of 39 slices, so that there is something to split where slices need their neighbours. */
const tall: Phantom = (() => {
  const { image } = phantoms['signed integers']();
  const voxels = new Int16Array(3 * image.voxels.length);
  for (let n = 0; n < 3; n++) voxels.set(image.voxels, n * image.voxels.length);
  const stacked: Volume = { ...image, size: [image.size[0], image.size[1], 39], voxels };
  return { image: stacked, mask: stacked };
})();

/** Threshold -> Mask -> Closing of radius 1, whose halo is 2, within one task. */
function chain(): Task {
  const above = taskOf(byId('Threshold'), { ...defaults('Threshold'), threshold: 20 }, [tall.image], tall);
  const masked = taskOf(byId('Mask'), defaults('Mask'), [tall.image, { task: above, output: 'output0' }], tall);
  const params = { ...defaults('Closing'), radius: 1 };
  return taskOf(byId('Closing'), params, [{ task: masked, output: 'output0' }], tall);
}

test('a chain in slabs equals the chain in one go, and each slab gets only the slices that it needs', async () => {
  expect(await expectSame(chain(), true)).toBe(4);
  const { executor, pieces } = splitting();
  await executor.run(chain(), quiet, () => {});
  expect(pieces.map((piece) => imagesOf(piece).map(({ size }) => size[2]))).toEqual([
    [11, 11],
    [14, 14],
    [14, 14],
    [12, 12],
  ]);
});

test('what fails in one slice or another says the same, split or not', async () => {
  const voxels = Float64Array.from({ length: 64 * 39 }, (_, n) => (n % 1000 === 999 ? 1.7e308 : -1.7e308));
  const wide: Volume = { ...tall.image, size: [8, 8, 39], voxels };
  await expectSame(taskOf(byId('CLAHE'), { ...defaults('CLAHE'), range: 'Slice' }, [wide], tall), true);
});

test('a chain tells of each of its modules, whose times are those of the whole', async () => {
  const start = performance.now();
  const outcome = await splitting().executor.run(chain(), quiet, () => {});
  const took = performance.now() - start;
  if (outcome.status !== 'done') throw new Error(outcome.status);
  expect([...outcome.inner, outcome].map(({ key }) => key)).toEqual(['Threshold', 'Mask', 'Closing']);
  const total = [...outcome.inner, outcome].reduce((sum, { ms }) => sum + ms, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(took);
});

test('progress of slabs is that of the whole: it never falls and ends at 1', async () => {
  const fractions: number[] = [];
  await splitting().executor.run(chain(), quiet, (fraction) => fractions.push(fraction));
  expect(fractions.length).toBeGreaterThan(7);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBeCloseTo(1, 10);
});

test('modules whose halo is 0 write to their place in the result without a copy', async () => {
  const { executor, pieces } = splitting();
  const task = taskOf(byId('Threshold'), defaults('Threshold'), [tall.image], tall);
  const outcome = await executor.run(task, quiet, () => {});
  if (outcome.status !== 'done') throw new Error(outcome.status);
  const { voxels } = outcome.outputs.output0 as Volume;
  expect(pieces.length).toBeGreaterThan(7);
  for (const { into } of pieces) expect(into?.output0.buffer).toBe(voxels.buffer);
});

test('an image that is passed on as it is costs no memory, split or not', async () => {
  const { executor, pieces } = splitting();
  const task = taskOf(byId('Mask'), { ...defaults('Mask'), mode: 'Original' }, [tall.image, tall.mask], tall);
  const outcome = await executor.run(task, quiet, () => {});
  if (outcome.status !== 'done') throw new Error(outcome.status);
  expect((outcome.outputs.output0 as Volume).voxels).toBe(tall.image.voxels);
  expect(pieces).toEqual([]);
});

test('small images are run in one go', async () => {
  const ran: Task[] = [];
  const plain: Executor = {
    run(task) {
      ran.push(task);
      return runTask(modules, task, () => {}, ownBuffer);
    },
    dispose() {},
  };
  const executor = inSlabs(plain, {
    threads: 8,
    leastBytes: 1e6,
    pieceBytes: 1,
    allocateBuffer: ownBuffer,
    isShared: true,
  });
  await executor.run(chain(), quiet, () => {});
  expect(ran).toHaveLength(1);
});

test('what will be cut lies in memory as its place does, since shared memory is copied by words only then', async () => {
  const blocks: Voxels[] = [];
  const module = defineModule({
    id: 'Local',
    version: 1,
    genre: 'Test',
    help: '',
    inputs: { image: { type: 'image', label: 'Image' } },
    outputs: { image: { type: 'image', label: 'Image' } },
    params: {},
    run({ image }, _, { allocate }) {
      blocks.push(allocate('uint8', image.voxels.length));
      return { image: { ...image, voxels: blocks[blocks.length - 1] } };
    },
  });
  const { size } = tall.image;
  const plane = size[0] * size[1];
  const whole = new Uint8Array(plane * size[2]);
  for (let start = 1; start < 20; start++) {
    const place = whole.subarray(start * plane, (start + 3) * plane);
    const slab = { start: 1, end: 4 };
    const task = { module: 'Local', inputs: { image: tall.image }, params: {}, halo: 1, slab, into: { image: place } };
    const outcome = await runTask(moduleSet([module]), task, () => {}, ownBuffer);
    expect(outcome.status).toBe('done');
    const cutAt = blocks[blocks.length - 1].byteOffset + plane;
    expect(cutAt % 8).toBe(place.byteOffset % 8);
  }
});
