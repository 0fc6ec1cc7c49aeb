import { defineModule, type ImageHeader } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Grid, Vec3, Volume, VoxelType } from '#src/image/volume.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes, widen } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { alone } from '#src/kernels/share.ts';
import { resample } from './resample.ts';
import {
  affineOf,
  betweenGrids,
  checked,
  type Lines,
  linesBetween,
  linesForSize,
  linesForStep,
  sizeForSpacing,
  sizeForZoom,
} from './targetGrid.ts';

const modes = {
  VoxelSize: 'To a voxel size',
  Zoom: 'By a factor',
  ImageSize: 'To a number of voxels',
  Reference: 'To the grid of the second image',
} as const;

export default defineModule({
  id: 'Resample3D',
  version: 3,
  genre: 'Image',
  help:
    'Brings an image to other voxels: to a spacing in mm, by a factor, to a number of voxels, or to the grid of another image wherever that ' +
    'lies in the world. Nearest keeps values as they are (for masks and labels); linear and cubic (B-splines through the voxels) are orders ' +
    '1 and 3 of scipy.ndimage.map_coordinates with mode reflect. Factors and numbers of voxels place them as scipy.ndimage.zoom does with ' +
    'grid_mode (same outer edges) or without (same outermost centres); for a spacing the first edges are the same. Outside of the image, ' +
    'half a voxel beyond its outermost centres, as in ITK’s ResampleImageFilter, is the fill value. Integers are rounded, halves to the even ' +
    'one, and kept within their type. Equal to scipy within 1e-6 of the largest value (cubic coefficients are float32 unless the image is ' +
    'wider; along axes of fewer than eight voxels scipy’s cubic misses the voxels by up to 0.2 %, this does not). Nothing is smoothed before shrinking unless Anti-alias is on: a Gaussian of (factor - 1) / 2 voxels, as ' +
    'skimage.transform.resize has it, with reflected borders. A NaN spreads along its lines with cubic.',
  aliases: [
    'resize',
    'zoom',
    'ResampleImageFilter',
    'isotropic',
    'interpolate',
    'ResampleScalarVolume',
    'map_coordinates',
    'conform',
    'regrid',
    'Reslice',
  ],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: {
      type: 'image',
      label: 'Grid',
      optional: true,
      help: 'Gives size and place of the voxels; its values are not used.',
    },
  },
  outputs: { output0: { type: 'image', label: 'Resampled' } },
  params: {
    mode: { kind: 'choice', label: 'Mode', default: 'VoxelSize', options: modes },
    voxelSize: {
      kind: 'vector',
      label: 'Voxel size',
      default: [1, 1, 1],
      unit: 'mm',
      when: { mode: ['VoxelSize'] },
      help: 'Along i, j and k.',
    },
    zoom: {
      kind: 'vector',
      label: 'Factor',
      default: [2, 2, 2],
      when: { mode: ['Zoom'] },
      help: 'Voxels for each voxel along i, j and k.',
    },
    imageSize: {
      kind: 'vector',
      label: 'Image size',
      default: [128, 128, 128],
      unit: 'voxels',
      when: { mode: ['ImageSize'] },
    },
    filter: {
      kind: 'choice',
      label: 'Interpolation',
      default: 'Linear',
      options: { Nearest: 'Nearest voxel', Linear: 'Linear', Cubic: 'Cubic' },
    },
    align: {
      kind: 'choice',
      label: 'Keep',
      default: 'Edges',
      options: { Edges: 'Outer edges', Centers: 'Outermost centres' },
      when: { mode: ['Zoom', 'ImageSize'] },
    },
    antiAlias: {
      kind: 'boolean',
      label: 'Anti-alias',
      default: false,
      when: { filter: ['Linear', 'Cubic'] },
      help: 'Smooths before shrinking.',
    },
    type: {
      kind: 'choice',
      label: 'Type',
      default: 'Input',
      options: { Input: 'As the image', Float: 'Float' },
      when: { filter: ['Linear', 'Cubic'] },
    },
    fillValue: {
      kind: 'number',
      label: 'Fill value',
      default: 0,
      help: 'Where the new grid reaches beyond the image.',
      when: { mode: ['Reference'] },
    },
  },

  summary({ mode, voxelSize, zoom, imageSize, filter }) {
    const list = (value: unknown) => (Array.isArray(value) ? value.join('×') : '');
    const how = String(filter).toLowerCase();
    if (mode === 'VoxelSize') return `${list(voxelSize)} mm, ${how}`;
    if (mode === 'Zoom') return `by ${list(zoom)}, ${how}`;
    return mode === 'ImageSize' ? `${list(imageSize)}, ${how}` : `to a grid, ${how}`;
  },

  changed: {
    2: ({ filter, align, mode }) =>
      filter === 'Nearest' && align === 'Centers' && (mode === 'Zoom' || mode === 'ImageSize')
        ? 'of two voxels that are equally near, that of scipy.ndimage.zoom is taken'
        : undefined,
    3: ({ mode }) =>
      mode === 'VoxelSize' ? 'voxels more than twice as long as the image show it, where they were 0' : undefined,
  },

  forecast({ input0, input1 }, { mode, voxelSize, zoom, imageSize, filter, antiAlias, type, fillValue }) {
    // Without the grids it is not known what there will be: they are taken to change nothing.
    const size = sizeFor(input0, input1, mode, { voxelSize, zoom, imageSize }) ?? input0.size;
    const floats = voxelCount(input0.size) * voxelTypes[floatTypeFor(input0.type)].bytes;
    // It goes slice by slice; only what is smoothed, or made coefficients of, is there as floats.
    const isSmoothed = antiAlias && filter !== 'Nearest';
    const scratch = floats * ((isSmoothed ? 1 : 0) + (filter === 'Cubic' ? 1 : 0));
    return { images: { output0: { size, type: resultType(filter, type, input0.type, mode, fillValue) } }, scratch };
  },

  shares({ input0, input1 }, { mode, voxelSize, zoom, imageSize, filter, antiAlias, type, fillValue }) {
    const isSmoothed = antiAlias && filter !== 'Nearest';
    const size = sizeFor(input0, input1, mode, { voxelSize, zoom, imageSize });
    // Each would smooth the whole image for itself.
    if (isSmoothed || !size) return undefined;
    const floats = voxelCount(input0.size) * voxelTypes[floatTypeFor(input0.type)].bytes;
    const made = resultType(filter, type, input0.type, mode, fillValue);
    return { size, type: made, scratch: filter === 'Cubic' ? floats : 0 };
  },

  run({ input0, input1 }, { mode, voxelSize, zoom, imageSize, filter, align, antiAlias, type, fillValue }, context) {
    const target = targetOf(input0, input1, mode, { voxelSize, zoom, imageSize, align });
    const result = resultType(filter, type, voxelTypeOf(input0.voxels), mode, fillValue);
    const voxels = context.allocate(result, voxelCount(target.grid.size), 'nothing');
    const isSmoothed = antiAlias && filter !== 'Nearest';
    const fill = mode === 'Reference' ? fillValue : 0;
    const work = { share: context.share ?? alone, scratch: context.scratch };
    resample(input0, voxels, target, filter, isSmoothed, fill, work, context.progress);
    return { output0: { ...input0, ...target.grid, voxels } };
  },
});

interface Chosen {
  readonly voxelSize: readonly number[];
  readonly zoom: readonly number[];
  readonly imageSize: readonly number[];
  readonly align: 'Edges' | 'Centers';
}

/** The size of the new grid; undefined where that is not known yet. */
function sizeFor(
  image: ImageHeader,
  reference: ImageHeader | undefined,
  mode: keyof typeof modes,
  { voxelSize, zoom, imageSize }: Omit<Chosen, 'align'>,
): Vec3 | undefined {
  const { size, affine } = image;
  if (mode === 'Reference') return reference?.size;
  if (mode === 'Zoom') return sizeForZoom(size, vec3(zoom));
  if (mode === 'ImageSize') return checked(vec3(imageSize));
  return affine && sizeForSpacing({ size, affine }, positive(voxelSize, 'The voxel size'));
}

/** The new grid, and where its voxels lie in the source. */
function targetOf(image: Volume, reference: Volume | undefined, mode: keyof typeof modes, chosen: Chosen) {
  if (mode === 'Reference') {
    if (!reference)
      throw new Error('There is no grid to resample to: connect an image to Grid, or choose another mode');
    const { size, affine } = reference;
    const toSource = betweenGrids(affine, image.affine);
    return { grid: { size, affine }, toSource, lines: linesBetween(toSource, size) };
  }
  const [size, lines] = zoomedTo(image, mode, chosen);
  return { grid: { size, affine: affineOf(image.affine, lines) }, toSource: undefined, lines };
}

function zoomedTo(image: Grid, mode: 'VoxelSize' | 'Zoom' | 'ImageSize', chosen: Chosen): readonly [Vec3, Lines] {
  if (mode === 'VoxelSize') {
    const spacing = positive(chosen.voxelSize, 'The voxel size');
    const [si, sj, sk] = spacingOf(image.affine);
    return [
      sizeForSpacing(image, spacing),
      linesForStep(image.size, [spacing[0] / si, spacing[1] / sj, spacing[2] / sk]),
    ];
  }
  const size =
    mode === 'Zoom' ? sizeForZoom(image.size, positive(chosen.zoom, 'The factor')) : checked(vec3(chosen.imageSize));
  return [size, linesForSize(image.size, size, chosen.align)];
}

function positive(values: readonly number[], name: string): Vec3 {
  if (values.some((value) => !(value > 0)))
    throw new Error(`${name} must be above 0 along each axis, not ${values.join(', ')}`);
  return vec3(values);
}

function vec3(values: readonly number[]): Vec3 {
  return [values[0], values[1], values[2]];
}

function resultType(
  filter: 'Nearest' | 'Linear' | 'Cubic',
  type: 'Input' | 'Float',
  from: VoxelType,
  mode: keyof typeof modes,
  fillValue: number,
): VoxelType {
  const kept = filter === 'Nearest' || type === 'Input' ? from : floatTypeFor(from);
  return mode === 'Reference' ? widen(kept, [fillValue]) : kept;
}
