import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { type VoxelArray, voxelsOn } from '#src/engine/voxelsOn.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { whyNotValue } from '#src/graph/params.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { sameGrid, spacingOf } from '#src/image/affine.ts';
import { cropSlab, type Slab, type Volume, type Voxels, type VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { digest } from './digest.ts';
import { anyParams, namedParams, type ParamSet } from './moduleParams.ts';
import { type Phantom, phantoms } from './phantoms.ts';
import { recordingContext } from './runModule.ts';

type Values = Readonly<Record<string, PortValue>>;

/**
 * What each module gave, a file each. Written anew only by `VOXGRAPH_WRITE_GOLDENS=1 npx vitest run --project unit
 * test/modules.test.ts -t "NAME "`; what then differs in the file is a change of results, to be looked at and explained.
 */
const goldenFolder = resolve(import.meta.dirname, 'goldens');
const writesGoldens = process.env.VOXGRAPH_WRITE_GOLDENS === '1';
const written = new Map<string, Record<string, unknown>>();

/** What a module gave; nothing when it has no goldens yet. */
function goldensOf(id: string): Record<string, unknown> {
  const path = resolve(goldenFolder, `${id}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Modules that give images of other grids than their inputs'. */
const regridding: ReadonlySet<string> = new Set(['OrthoSwapFlip', 'Resample3D', 'SubImage']);

/** The first image input gets the image, the others its mask; of hundreds that are alike a few say as much as all. */
function inputsOf(module: AnyModule, phantom: Phantom): Record<string, Volume> {
  const ports = Object.entries(module.inputs)
    .filter(([, port]) => port.type === 'image')
    .slice(0, 16);
  return Object.fromEntries(ports.map(([name], n) => [name, n === 0 ? phantom.image : phantom.mask]));
}

/** The outputs, or the sentence with which the module refused. */
async function run(
  module: AnyModule,
  inputs: Values,
  params: ParamSet,
  context: RunContext = recordingContext(),
): Promise<Values | { readonly error: string }> {
  try {
    return await module.run(inputs, params, context);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Memory as the command line gives it: that of an input where a module says that it may write there, full of what lay there before. */
function overwritingContext(): RunContext {
  const context = recordingContext();
  return {
    ...context,
    allocate<T extends VoxelType>(type: T, length: number, over?: Voxels | 'nothing'): VoxelArray<T> {
      const { bytes } = voxelTypes[type];
      const isRoom = typeof over === 'object' && over.length >= length && over.BYTES_PER_ELEMENT >= bytes;
      if (isRoom) return voxelsOn(type, over.buffer, 0, length);
      return over ? voxelsOn(type, new Uint8Array(bytes * length).fill(0xa5).buffer) : context.allocate(type, length);
    },
  };
}

/** Each image in memory of its own. */
function copies(inputs: Readonly<Record<string, Volume>>): Record<string, Volume> {
  const entries = Object.entries(inputs).map(([name, image]) => [name, { ...image, voxels: image.voxels.slice() }]);
  return Object.fromEntries(entries);
}

function isVolume(value: PortValue): value is Volume {
  return typeof value === 'object' && 'voxels' in value;
}

function isSameVolume(a: Volume, b: Volume): boolean {
  const bytesOf = ({ voxels }: Volume) => Buffer.from(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  return sameGrid(a, b) && voxelTypeOf(a.voxels) === voxelTypeOf(b.voxels) && bytesOf(a).equals(bytesOf(b));
}

function digests(outputs: Values): unknown {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, digest(value)]));
}

test('every folder is a module of the list and every module of the list has its folder', () => {
  const folders = readdirSync(resolve(import.meta.dirname, '../modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect([...modules.keys()].toSorted()).toEqual(folders.toSorted());
});

describe.each([...modules.entries()])('%s', (id, module) => {
  test('says what it is: id, help, a genre, labels, and no name for two things', () => {
    expect(module.id).toBe(id);
    expect(module.help.length).toBeGreaterThan(20);
    expect(module.genre).not.toBe('');
    for (const { label } of [...Object.values(module.inputs), ...Object.values(module.outputs)])
      expect(label).not.toBe('');
    for (const { label } of Object.values(module.params)) expect(label).not.toBe('');
    const params = Object.keys(module.params);
    // A parameter can be fed like an input and can feed like an output.
    for (const ports of [module.inputs, module.outputs]) {
      const names = [...Object.keys(ports), ...params];
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('has defaults that its own definitions allow, and conditions on fields that exist', () => {
    for (const param of Object.values(module.params)) {
      expect(whyNotValue(param, param.default)).toBeUndefined();
      for (const [name, values] of Object.entries(param.when ?? {})) {
        expect(Object.keys(module.params)).toContain(name);
        for (const value of values) expect(whyNotValue(module.params[name], value)).toBeUndefined();
      }
    }
    const defaults = namedParams(module.params).defaults;
    if (module.summary) expect(typeof module.summary(defaults)).toBe('string');
  });
});

const runnable = [...modules.entries()].filter(
  ([, { inputs, outputs, params }]) =>
    Object.keys(outputs).length > 0 &&
    Object.values(inputs).some(({ type }) => type === 'image') &&
    Object.values(params).every(({ kind }) => kind !== 'file'),
);

/** What modules gave in this run, so that the goldens are not computed once more. */
const seen = new Map<string, unknown>();

describe.each(runnable)('%s on phantoms', (id, module) => {
  test.each(Object.keys(phantoms))(
    '%s: leaves its inputs alone, and two runs agree, also written over them',
    async (name) => {
      const inputs = inputsOf(module, phantoms[name]());
      const untouched = inputsOf(module, phantoms[name]());
      const grid = phantoms[name]().image;
      for (const [variant, params] of Object.entries(namedParams(module.params))) {
        const first = await run(module, inputs, params);
        seen.set(`${id}, ${variant}, ${name}`, digests(first));
        expect(Object.keys(inputs).every((input) => isSameVolume(inputs[input], untouched[input]))).toBe(true);
        expect(digests(await run(module, copies(inputs), params, overwritingContext()))).toEqual(digests(first));
        if ('error' in first) continue;
        expect(Object.keys(first).toSorted()).toEqual(Object.keys(module.outputs).toSorted());
        for (const [output, value] of Object.entries(first)) {
          expectType(value, module.outputs[output].type);
          if (isVolume(value) && !regridding.has(id)) expect(sameGrid(value, grid)).toBe(true);
        }
      }
    },
  );

  test.each(Object.keys(phantoms))('%s: gives what it gave when its goldens were written', async (name) => {
    const inputs = inputsOf(module, phantoms[name]());
    const goldens = goldensOf(id);
    const given = written.get(id) ?? {};
    written.set(id, given);
    for (const [variant, params] of Object.entries(namedParams(module.params))) {
      const key = `${variant}, ${name}`;
      const found = seen.get(`${id}, ${key}`) ?? digests(await run(module, inputs, params));
      given[key] = found;
      if (writesGoldens) continue;
      expect(goldens, 'a new module or option: write its goldens, see the top of this file').toHaveProperty([key]);
      expect(found, key).toEqual(goldens[key]);
    }
  });
});

describe.each(runnable.filter(([, { halo }]) => halo))('%s on slabs', (_, module) => {
  test.each(Object.keys(phantoms))('%s: equals the same slab of the whole', async (name) => {
    const inputs = inputsOf(module, phantoms[name]());
    const { size, affine } = phantoms[name]().image;
    const slabs = fc
      .tuple(fc.integer({ min: 0, max: size[2] - 1 }), fc.integer({ min: 0, max: size[2] - 1 }))
      .map(([a, b]): Slab => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));
    let last: { readonly params: ParamSet; readonly whole: Awaited<ReturnType<typeof run>> } | undefined;
    const check = async (params: ParamSet, slab: Slab) => {
      const halo = module.halo?.(params, spacingOf(affine));
      if (halo === undefined) return;
      const wider: Slab = { start: Math.max(0, slab.start - halo), end: Math.min(size[2], slab.end + halo) };
      const inner: Slab = { start: slab.start - wider.start, end: slab.end - wider.start };
      const cut = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, cropSlab(value, wider)]));
      if (last?.params !== params) last = { params, whole: await run(module, inputs, params) };
      const { whole } = last;
      const part = await run(module, cut, params);
      if ('error' in whole || 'error' in part) {
        expect(part).toEqual(whole);
        return;
      }
      for (const [output, value] of Object.entries(whole)) {
        const cropped = part[output];
        if (!isVolume(value) || !isVolume(cropped)) throw new Error(`${output} of a local module is no image`);
        expect(isSameVolume(cropSlab(cropped, inner), cropSlab(value, slab)), output).toBe(true);
      }
    };
    for (const params of Object.values(namedParams(module.params))) {
      for (let k = 0; k < size[2]; k += 3) await check(params, { start: k, end: k + 1 });
    }
    await fc.assert(fc.asyncProperty(anyParams(module.params), slabs, check), {
      numRuns: process.env.VOXGRAPH_SOAK ? 60 : 8,
    });
  });
});

function expectType(value: PortValue, type: string): void {
  // A box and points are vectors of a length of their own.
  const found = Array.isArray(value)
    ? type === 'box' || type === 'points'
      ? type
      : 'vector'
    : typeof value === 'string'
      ? 'text'
      : typeof value;
  if (typeof value === 'object' && 'voxels' in value) expect('image').toBe(type);
  else if (typeof value === 'object' && 'rows' in value) expect('table').toBe(type);
  else if (typeof value === 'object' && 'parts' in value) expect('file').toBe(type);
  else if (typeof value === 'object' && 'triangles' in value) expect('mesh').toBe(type);
  else expect(found).toBe(type);
}

afterAll(() => {
  if (!writesGoldens) return;
  mkdirSync(goldenFolder, { recursive: true });
  for (const [id, given] of written) {
    writeFileSync(resolve(goldenFolder, `${id}.json`), `${JSON.stringify(given, null, 2)}\n`);
  }
});
