import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import { defaultParams, whyNotValue } from '#src/graph/params.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Affine, Vec3, Volume, Voxels, VoxelType } from '#src/image/volume.ts';
import { type Block, memoryOf } from '#src/image/voxelMemory.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { type Bitmask, emptyBitmask, releaseBitmasks, withBitmasks } from '#src/kernels/bitmask.ts';
import { createScratch } from '#src/kernels/scratch.ts';
import { installSimd, openVoxelHeap, tidyVoxelHeap } from '#src/kernels/simd.ts';
import { createVoxelHeap } from '#src/kernels/voxelHeap.ts';
import { kernelsBytes, kernelsModule } from './loadKernels.ts';

const types = Object.keys(voxelTypes) as VoxelType[];
/** Thick slices, of which distances in mm are not those in voxels. */
const affine: Affine = [0.75, 0, 0, 0, 0, 0.75, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];

/** Kernels that see voxels where they live, and how their results may lie. */
const chosen: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['Threshold', { threshold: 40 }],
  ['Threshold', { threshold: 40, comparisonOperator: 'NotEqual' }],
  ['Threshold', { threshold: 40, conditionTrueWriteValue: 'ImgOrig' }],
  ['Threshold', { threshold: 40, conditionFalseWriteValue: 'ImgOrig' }],
  ['IntervalThreshold', { threshMin: 10, threshMax: 60 }],
  ['Mask', { mode: 'MaskedOriginal' }],
  ['Mask', { mode: 'InvMask' }],
  ['Arithmetic1', { constant: 3 }],
  ['Arithmetic2', { function: 'Multiply' }],
  ['Scale', {}],
  ['OtsuThreshold', { sample: 'All' }],
  ['FillHoles', {}],
  ['MinMaxScan', {}],
  ['Expression', { expression: 'where(a > b, a, b * 2)' }],
  ['Distance', {}],
  ['Distance', { direction: 'Signed', unit: 'Voxels' }],
  ['Distance', { unit: 'mm' }],
  ['GaussianSmoothing', {}],
  ['GaussianSmoothing', { precision: 'Fast' }],
  ['Convolution', {}],
  ['Laplace', {}],
  ['Sobel', {}],
  ['Sharpen', {}],
  ['Median', {}],
  ['CLAHE', {}],
  ['HistogramEqualisation', {}],
  ['LocalThreshold', {}],
  ['MergeLabels', {}],
  ['Closing', { radius: 2 }],
  ['Dilation', { mode: 'Grey' }],
  ['OrthoSwapFlip', { order: 'ZYX', orientation: 'ByHand' }],
  ['Resample3D', { mode: 'Zoom', zoom: [1.5, 0.7, 1] }],
  ['SubImage', { x: -3, y: -2, z: 0, sx: 9, sy: 300, sz: 2 }],
];
/** And every other module that takes an image, as it is. */
const tried = [
  ...chosen,
  ...[...modules.values()]
    .filter(({ id, inputs }) => Object.values(inputs)[0]?.type === 'image' && !chosen.some(([other]) => other === id))
    .map(({ id }) => [id, {}] as const),
];

/** Voxels within a block that goes on behind them, so that what is written too far is seen. */
function inHeap(type: VoxelType, length: number, blocks: Block[], skipped: number): Voxels {
  const bytes = voxelTypes[type].bytes * (length + skipped) + 4096;
  const taken = openVoxelHeap(2 ** 28)?.take(bytes);
  if (!taken) throw new Error('There is no heap');
  blocks.push(taken.block);
  new Uint8Array(taken.block.buffer, taken.block.byteOffset, bytes).fill(0x5a);
  return voxelsOn(type, taken.block, skipped * voxelTypes[type].bytes, length);
}

function isSpoilt(voxels: Voxels): boolean {
  const { byteOffset, byteLength } = memoryOf(voxels) as Block;
  const behind = voxels.byteOffset + voxels.byteLength;
  const before = new Uint8Array(voxels.buffer, byteOffset, voxels.byteOffset - byteOffset);
  const after = new Uint8Array(voxels.buffer, behind, byteOffset + byteLength - behind);
  return [before, after].some((bytes) => bytes.some((byte) => byte !== 0x5a));
}

/** Outputs with the hashes of voxels and meshes, which compare quickly. */
function comparable(outputs: Readonly<Record<string, PortValue>>): unknown {
  const entries = Object.entries(outputs).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value];
    if ('positions' in value) return [name, [value.positions, value.triangles].map(hashOf)];
    if ('parts' in value) return [name, { ...value, parts: value.parts.map(hashOf) }];
    if (!('voxels' in value)) return [name, value];
    const { voxels, ...rest } = value;
    return [name, { ...rest, type: voxelTypeOf(voxels), hash: hashOf(voxels) }];
  });
  return Object.fromEntries(entries);
}

function hashOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return createHash('sha1')
    .update(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength))
    .digest('hex');
}

const image = fc.record({
  type: fc.constantFrom(...types),
  maskType: fc.constantFrom<VoxelType>('uint8', 'uint8', 'int16', 'float32'),
  size: fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })),
    fc.constantFrom([181, 217, 4], [256, 256, 3], [67, 301, 11]),
  ),
  seed: fc.nat(),
  skipped: fc.nat(3),
});

function noise(type: VoxelType, length: number, seed: number): Voxels {
  const voxels = new voxelArrays[type](length);
  let state = seed | 1;
  for (let n = 0; n < length; n++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const value = (state >>> 25) - 30;
    voxels[n] = type === 'float32' && value === 0 ? Number.NaN : value;
  }
  return voxels;
}

type Allocate = (type: VoxelType, length: number, over?: Voxels | 'nothing') => Voxels;

async function run(
  [id, params]: (typeof tried)[number],
  volumes: readonly Volume[],
  allocate: Allocate,
): Promise<Readonly<Record<string, PortValue>>> {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no module ${id}`);
  for (const [name, value] of Object.entries(params)) expect(whyNotValue(module.params[name], value)).toBeUndefined();
  const names = Object.keys(module.inputs);
  const inputs = Object.fromEntries(names.flatMap((name, n) => (volumes[n] ? [[name, volumes[n]]] : [])));
  const context = { progress() {}, warn() {}, allocate: allocate as never };
  try {
    return await module.run(inputs, { ...defaultParams(module.params), ...params }, context);
  } catch (error) {
    // What cannot be computed says so in the same words.
    return { error: String(error) };
  }
}

describe('voxels that live in the memory of the kernels', () => {
  it.each(tried)('%s gives the same as of voxels elsewhere, and writes nothing beside them %o', async (...each) => {
    await fc.assert(
      fc.asyncProperty(image, async ({ type, maskType, size, seed, skipped }) => {
        const length = size[0] * size[1] * size[2];
        const sources = [noise(type, length, seed), noise(maskType, length, seed + 1)];
        const asVolume = (voxels: Voxels): Volume => ({ size: size as never, affine, voxels });
        const expected = await run(each, sources.map(asVolume), (asked, count) => new voxelArrays[asked](count));
        const blocks: Block[] = [];
        const placed = sources.map((voxels, n) => {
          const place = inHeap(n === 0 ? type : maskType, length, blocks, skipped);
          place.set(voxels);
          return place;
        });
        const got = await run(each, placed.map(asVolume), (asked, count, over) => {
          // Over its input, as the command line gives it, where that fits; every other time.
          const isOver =
            typeof over === 'object' && seed % 2 === 0 && voxelTypes[asked].bytes <= over.BYTES_PER_ELEMENT;
          if (isOver) return voxelsOn(asked, over.buffer, over.byteOffset, count);
          const place = inHeap(asked, count, blocks, skipped);
          return over ? place : place.fill(0);
        });
        expect(comparable(got)).toEqual(comparable(expected));
        for (const value of Object.values(got)) {
          if (typeof value !== 'object' || !('voxels' in value)) continue;
          const isOver = placed.some(({ byteOffset }) => byteOffset === value.voxels.byteOffset);
          if (!isOver) expect(isSpoilt(value.voxels)).toBe(false);
        }
        for (const voxels of placed.slice(1)) expect(isSpoilt(voxels)).toBe(false);
        for (const block of blocks) openVoxelHeap(2 ** 28)?.free(block);
      }),
      { numRuns: process.env.VOXGRAPH_SOAK === '1' ? 30 : 6 },
    );
  });
});

describe('the memory of the first input', () => {
  const seeds = { additionalSeeds: [0, 0, 0, 0] };
  const seeded = ['FloodFill', 'RegionGrowing'].map((id) => [id, seeds] as const);
  const others = tried.filter(([id]) => !seeded.some(([other]) => other === id));
  it.each([...others, ...seeded])('is asked for by %s where it says so %o', async (...each) => {
    const size: Vec3 = [9, 8, 7];
    // The second input of these are seeds.
    const sources = (seeded.some(([id]) => id === each[0]) ? [1] : [1, 2]).map((seed) =>
      noise('int16', 9 * 8 * 7, seed),
    );
    let isAsked = false;
    const allocate: Allocate = (asked, count, over) => {
      isAsked ||= typeof over === 'object' && over.buffer === sources[0].buffer;
      return new voxelArrays[asked](count);
    };
    const outputs = await run(
      each,
      sources.map((voxels) => ({ size, affine, voxels })),
      allocate,
    );
    const module = modules.get(each[0]);
    const says = module?.writesOver?.({ ...defaultParams(module.params), ...each[1] }) ?? false;
    if (says) expect(outputs).not.toHaveProperty('error');
    expect(isAsked).toBe(says && !('error' in outputs));
  });
});

describe('the heap', () => {
  const small = (pages = 80) => {
    const memory = new WebAssembly.Memory({ initial: pages });
    const scratch = createScratch(memory, 1024);
    return { scratch, heap: createVoxelHeap(memory.buffer as ArrayBuffer, scratch) };
  };

  it('gives blocks that never overlap each other or the scratch, and knows of which block a byte is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 300_000 }), fc.constantFrom('take', 'take', 'free', 'shrink')), {
          maxLength: 40,
        }),
        (steps) => {
          const { heap, scratch } = small();
          const taken: Block[] = [];
          for (const [bytes, what] of steps) {
            const n = bytes % taken.length;
            if (what === 'free' && taken.length > 0) heap.free(taken.splice(n, 1)[0]);
            if (what === 'shrink' && taken.length > 0) heap.shrink(taken[n], Math.ceil(taken[n].byteLength / 3));
            const found = what === 'take' ? heap.take(bytes) : undefined;
            if (!found) continue;
            const { block, isZero } = found;
            const view = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
            if (isZero) expect(view.every((byte) => byte === 0)).toBe(true);
            for (const other of taken) {
              const isApart =
                other.byteOffset + other.byteLength <= block.byteOffset || block.byteOffset + bytes <= other.byteOffset;
              expect(isApart).toBe(true);
            }
            view.fill(1);
            expect(memoryOf(view.subarray(bytes - 1))).toBe(block);
            taken.push(block);
          }
          const lowest = Math.min(5 * 2 ** 20, ...taken.map(({ byteOffset }) => byteOffset));
          expect(() => scratch.use(() => scratch.reserve(lowest))).toThrow('more than there is');
        },
      ),
    );
  });

  it('gives nothing where there is no room, and that of what was given back again', () => {
    const { heap } = small();
    const first = heap.take(900_000);
    expect(heap.take(200_000)).toBeUndefined();
    if (first) heap.free(first.block);
    const again = heap.take(100_000);
    expect(again?.isZero).toBe(false);
    expect(() => first && heap.free(first.block)).toThrow('was not taken');
  });

  it('does not give what the scratch holds', () => {
    const { heap, scratch } = small();
    scratch.use(() => {
      scratch.reserve(2 ** 22 + 700_000);
      expect(heap.take(400_000)).toBeUndefined();
    });
    expect(heap.take(400_000)?.isZero).toBe(false);
  });

  it('gives what a block does not need to scratch, where it is much, and not to other blocks meanwhile', () => {
    const { heap, scratch } = small(200);
    const block = heap.take(6 * 2 ** 20)?.block as Block;
    const below = scratch.use(() => scratch.reserve(16)[0]);
    expect(below).toBeLessThan(block.byteOffset);
    heap.shrink(block, 2 ** 20);
    expect(block.byteLength).toBe(2 ** 20);
    scratch.use(() => {
      const [at] = scratch.reserve(2 ** 22);
      expect(at).toBeGreaterThanOrEqual(block.byteOffset + 2 ** 20);
      expect(heap.take(2 ** 20)?.block.byteOffset).toBeLessThan(block.byteOffset);
      expect(() => scratch.reserve(2 ** 21)).toThrow('more than there is');
    });
    const above = heap.take(2 ** 20);
    expect(above?.block.byteOffset).toBeGreaterThan(block.byteOffset);
    expect(above?.isZero).toBe(false);
  });

  it('has room for bit masks between its blocks, which is given back after them', () => {
    const heap = openVoxelHeap(2 ** 28);
    const block = heap?.take(2 ** 23)?.block as Block;
    const inHeap = (mask: Bitmask) => mask.words.buffer === block.buffer;
    const size = [64, 64, 64] as const;
    expect(withBitmasks(size, () => inHeap(emptyBitmask(size)))).toBe(false);
    new Uint8Array(block.buffer, block.byteOffset, block.byteLength).fill(7);
    heap?.shrink(block, 2 ** 21);
    withBitmasks(size, () => {
      const masks = [1, 2, 3].map(() => emptyBitmask(size));
      expect(masks.map(inHeap)).toEqual([true, true, false]);
      expect(masks.every(({ words }) => words.every((word) => word === 0))).toBe(true);
      for (const { words } of masks) words.fill(-1);
      expect(new Uint8Array(block.buffer, block.byteOffset, block.byteLength).every((byte) => byte === 7)).toBe(true);
      expect(masks.slice(0, 2).map(({ words }) => words[0])).toEqual([-1, -1]);
      releaseBitmasks(...masks);
    });
    expect(inHeap(emptyBitmask(size))).toBe(false);
    const between = heap?.takeBetween(2 ** 22);
    expect(between?.byteLength).toBe(2 ** 22);
    if (between) heap?.free(between);
    heap?.free(block);
  });

  it('is one for all of a thread, and gives way to a larger one once it is empty', () => {
    installSimd(new WebAssembly.Module(kernelsBytes));
    const first = openVoxelHeap(2 ** 24);
    const taken = first?.take(1000);
    expect(openVoxelHeap(2 ** 25)).toBe(first);
    expect(first?.buffer).toBe(taken?.block.buffer);
    if (taken) first?.free(taken.block);
    expect(openVoxelHeap(2 ** 20)).toBe(first);
    expect(openVoxelHeap(2 ** 25)).not.toBe(first);
    installSimd(kernelsModule);
  });

  it('gives memory back to the system once nothing lives in it, if much was used', () => {
    installSimd(new WebAssembly.Module(kernelsBytes));
    const heap = openVoxelHeap(2 ** 28);
    const [small, large] = [heap?.take(2 ** 20), heap?.take(2 ** 27)];
    if (large) heap?.free(large.block);
    tidyVoxelHeap();
    expect(openVoxelHeap(2 ** 28)).toBe(heap);
    if (small) heap?.free(small.block);
    tidyVoxelHeap();
    expect(openVoxelHeap(2 ** 28)).not.toBe(heap);
    installSimd(kernelsModule);
  });
});
