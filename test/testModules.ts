import type { AnyModule, ModuleSet } from '#src/graph/module.ts';
import { defineModule, moduleSet } from '#src/graph/module.ts';
import { identity } from '#src/image/affine.ts';
import { voxelCount } from '#src/image/volume.ts';

// Small modules for tests of documents and the engine; they compute, slowly and plainly, what they say.

/** A volume whose voxels count up from `first`; what it costs is nothing, but it counts as a source that is not local. */
export const Ramp = defineModule({
  id: 'Ramp',
  version: 1,
  genre: 'Test',
  help: 'Voxels that count up.',
  inputs: {},
  outputs: { image: { type: 'image', label: 'Image' } },
  params: {
    first: { kind: 'number', label: 'First value', default: 0 },
    size: { kind: 'vector', label: 'Size', default: [3, 2, 6] },
    spacing: { kind: 'number', label: 'Spacing', default: 1, min: 0.1, max: 100, unit: 'mm' },
  },
  run(_, { first, size, spacing }, { allocate }) {
    const [ni, nj, nk] = size;
    const voxels = allocate('float32', voxelCount([ni, nj, nk]));
    for (let n = 0; n < voxels.length; n++) voxels[n] = first + n;
    const affine = identity.slice();
    for (let axis = 0; axis < 3; axis++) affine[5 * axis] = spacing;
    return { image: { size: [ni, nj, nk] as const, affine, voxels } };
  },
});

/** 1 where the image is above a value: local, without a halo. */
export const Above = defineModule({
  id: 'Above',
  version: 2,
  genre: 'Test',
  help: 'Voxels above a value.',
  inputs: { image: { type: 'image', label: 'Image' } },
  outputs: { mask: { type: 'image', label: 'Mask' } },
  params: {
    value: { kind: 'number', label: 'Value', default: 10, min: -1000, max: 1000 },
    mode: { kind: 'choice', label: 'Mode', default: 'plain', options: { plain: 'Plain', scaled: 'Scaled' } },
    scale: { kind: 'number', label: 'Scale', default: 1, when: { mode: ['scaled'] } },
    note: { kind: 'text', label: 'Note', default: '', inKey: false },
  },
  migrate: { 1: ({ level, ...params }) => ({ ...params, value: level }) },
  halo() {
    return 0;
  },
  run({ image }, { value, mode, scale }, { allocate, progress }) {
    const voxels = allocate('uint8', image.voxels.length);
    const limit = mode === 'scaled' ? value * scale : value;
    for (let n = 0; n < voxels.length; n++) voxels[n] = image.voxels[n] > limit ? 1 : 0;
    progress(1);
    return { mask: { ...image, voxels } };
  },
});

/** The image where the mask is set, else `background`: local with two images. */
export const Masked = defineModule({
  id: 'Masked',
  version: 1,
  genre: 'Test',
  help: 'The image inside the mask.',
  inputs: { image: { type: 'image', label: 'Image' }, mask: { type: 'image', label: 'Mask' } },
  outputs: { image: { type: 'image', label: 'Masked image' } },
  params: {
    background: { kind: 'number', label: 'Background', default: 0 },
    isInverted: { kind: 'boolean', label: 'Inverted', default: false },
  },
  halo() {
    return 0;
  },
  run({ image, mask }, { background, isInverted }, { allocate }) {
    const voxels = allocate('float64', image.voxels.length);
    for (let n = 0; n < voxels.length; n++) {
      voxels[n] = (mask.voxels[n] !== 0) !== isInverted ? image.voxels[n] : background;
    }
    return { image: { ...image, voxels } };
  },
});

/** The mean of the slices k - reach to k + reach that there are; local, unless the reach is 0, which stands for all slices. */
export const SliceMean = defineModule({
  id: 'SliceMean',
  version: 1,
  genre: 'Test',
  help: 'The mean over neighbouring slices.',
  inputs: { image: { type: 'image', label: 'Image' } },
  outputs: { image: { type: 'image', label: 'Mean' } },
  params: { reach: { kind: 'number', label: 'Reach', default: 1, min: 0, max: 50, unit: 'mm' } },
  halo({ reach }, [, , dk]) {
    return reach === 0 ? undefined : Math.round(reach / dk);
  },
  run({ image }, { reach }, { allocate }) {
    const [ni, nj, nk] = image.size;
    const plane = ni * nj;
    const slices =
      reach === 0 ? nk : Math.round(reach / Math.hypot(image.affine[2], image.affine[6], image.affine[10]));
    const voxels = allocate('float64', image.voxels.length);
    for (let k = 0; k < nk; k++) {
      const start = Math.max(0, k - slices);
      const end = Math.min(nk, k + slices + 1);
      for (let p = 0; p < plane; p++) {
        let sum = 0;
        for (let other = start; other < end; other++) sum += image.voxels[p + plane * other];
        voxels[p + plane * k] = sum / (end - start);
      }
    }
    return { image: { ...image, voxels } };
  },
});

/** The greatest value as a number, and the image divided by it: not local, two outputs, one of them of one slice. */
export const Maximum = defineModule({
  id: 'Maximum',
  version: 1,
  genre: 'Test',
  help: 'The greatest value.',
  inputs: { image: { type: 'image', label: 'Image' } },
  outputs: {
    value: { type: 'number', label: 'Value' },
    scaled: { type: 'image', label: 'Scaled' },
    top: { type: 'image', label: 'The first slice' },
  },
  params: {},
  run({ image }, _, { warn }) {
    let value = Number.NEGATIVE_INFINITY;
    for (const voxel of image.voxels) if (voxel > value) value = voxel;
    if (value <= 0) warn('No voxel is above 0');
    const [ni, nj] = image.size;
    const voxels = Float64Array.from(image.voxels, (voxel) => voxel / value);
    const top = { ...image, size: [ni, nj, 1] as const, voxels: image.voxels.slice(0, ni * nj) };
    return { value, scaled: { ...image, voxels }, top };
  },
});

/** Numbers and texts in and out through ports. */
export const Sum = defineModule({
  id: 'Sum',
  version: 1,
  genre: 'Test',
  help: 'The sum of two numbers.',
  inputs: { a: { type: 'number', label: 'A' }, b: { type: 'number', label: 'B', optional: true } },
  outputs: { value: { type: 'number', label: 'Value' }, text: { type: 'text', label: 'Text' } },
  params: { factor: { kind: 'number', label: 'Factor', default: 1 } },
  run({ a, b }, { factor }) {
    const value = factor * (a + (b ?? 0));
    return { value, text: String(value) };
  },
});

/** A file as a source. */
export const Bytes = defineModule({
  id: 'Bytes',
  version: 1,
  genre: 'Test',
  help: 'The bytes of a file as voxels.',
  inputs: {},
  outputs: { image: { type: 'image', label: 'Image' } },
  params: { file: { kind: 'file', label: 'File', default: null, accept: ['.raw'] } },
  async run(_, { file }) {
    if (!file) throw new Error('No file is chosen: choose one');
    const voxels = await file.bytes();
    return { image: { size: [voxels.length, 1, 1] as const, affine: identity, voxels } };
  },
});

/** Every way to fail. */
export const Faulty = defineModule({
  id: 'Faulty',
  version: 1,
  genre: 'Test',
  help: 'Fails.',
  inputs: { image: { type: 'image', label: 'Image', optional: true } },
  outputs: { image: { type: 'image', label: 'Image' } },
  params: {
    how: {
      kind: 'choice',
      label: 'How',
      default: 'throw',
      options: { throw: '', text: '', nothing: '', 'no output': '', 'no image': '', depth: '', bare: '' },
    },
    halo: { kind: 'choice', label: 'Halo', default: '1', options: { '1': '', throw: '', NaN: '', '-1': '', all: '' } },
  },
  halo({ halo }) {
    if (halo === 'throw') throw new Error('The halo is not known');
    return halo === 'all' ? Number.POSITIVE_INFINITY : Number(halo);
  },
  // biome-ignore lint/suspicious/noExplicitAny: what it returns is wrong on purpose.
  run({ image }, { how }): any {
    switch (how) {
      case 'throw':
        throw new Error('It cannot be done');
      case 'text':
        throw 'just a text';
      case 'bare':
        throw Object.create(null);
      case 'nothing':
        return undefined;
      case 'no output':
        return {};
      case 'no image':
        return { image: 5 };
      case 'depth':
        return { image: { ...image, size: [1, 1, 1], voxels: new Uint8Array(1) } };
      default:
        return how satisfies never;
    }
  },
});

export const testModules: ModuleSet = moduleSet([Ramp, Above, Masked, SliceMean, Maximum, Sum, Bytes, Faulty]);

/** The test modules, some of them replaced or added. */
export function testModulesWith(...others: readonly AnyModule[]): ModuleSet {
  return new Map([...testModules, ...others.map((module) => [module.id, module] as const)]);
}
