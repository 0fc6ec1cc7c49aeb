import { defineModule, type IntegerParam } from '#src/graph/module.ts';
import { type Vec3, voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf, widen } from '#src/image/voxelType.ts';
import { copyRegion } from '#src/kernels/copyRegion.ts';
import { boxRegion, type Fields, type Mode, modes, type Region, reachOf, regionAffine, voxelRegion } from './region.ts';

function voxels(label: string, shownIn: readonly Mode[], initial = 0, help?: string): IntegerParam {
  return { kind: 'integer', label, default: initial, step: 1, unit: 'voxels', when: { mode: shownIn }, help };
}

const started: readonly Mode[] = ['VoxelStartSize', 'VoxelStartEnd'];
const rest = '0 takes all voxels up to the end.';
const inclusive = 'The last voxel that belongs to it.';

export default defineModule({
  id: 'SubImage',
  version: 1,
  genre: 'Image',
  help:
    'Cuts a block of voxels out of an image, or puts a border around it: what lies beyond the image is the fill value, and the type ' +
    'widens to hold that. Every voxel keeps its place in the world. The modes are those of MeVisLab: start and size, start and end ' +
    '(both included), centre and width (voxel centre - width / 2, rounded down, is the first), a box in the world, such as one ' +
    'drawn in a viewer and connected to Box (the voxels whose centres lie in it; without a box the whole image), and how many voxels ' +
    'are cut off at both ends (negative: added). Unlike in MeVisLab a size of 0 means up to the end, and the region is always applied at ' +
    'once. Equal to slices of numpy; with a border to numpy.pad with mode constant.',
  aliases: [
    'crop',
    'Crop Volume',
    'ROI',
    'RegionOfInterestImageFilter',
    'ExtractImageFilter',
    'ConstantPadImageFilter',
    'pad',
    'fslroi',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Region' } },
  params: {
    mode: { kind: 'choice', label: 'Mode', default: 'VoxelStartSize', options: modes },
    x: voxels('Start x', started),
    y: voxels('Start y', started),
    z: voxels('Start z', started),
    sx: voxels('Size x', ['VoxelStartSize'], 0, rest),
    sy: voxels('Size y', ['VoxelStartSize'], 0, rest),
    sz: voxels('Size z', ['VoxelStartSize'], 0, rest),
    endX: voxels('End x', ['VoxelStartEnd'], 31, inclusive),
    endY: voxels('End y', ['VoxelStartEnd'], 31, inclusive),
    endZ: voxels('End z', ['VoxelStartEnd'], 0, inclusive),
    centerX: voxels('Center x', ['VoxelCenterWidth'], 16),
    centerY: voxels('Center y', ['VoxelCenterWidth'], 16),
    centerZ: voxels('Center z', ['VoxelCenterWidth']),
    widthX: voxels('Width x', ['VoxelCenterWidth'], 32),
    widthY: voxels('Width y', ['VoxelCenterWidth'], 32),
    widthZ: voxels('Width z', ['VoxelCenterWidth'], 1),
    startOffsetX: voxels('Cut at start x', ['VoxelStartEndOffset']),
    startOffsetY: voxels('Cut at start y', ['VoxelStartEndOffset']),
    startOffsetZ: voxels('Cut at start z', ['VoxelStartEndOffset']),
    endOffsetX: voxels('Cut at end x', ['VoxelStartEndOffset']),
    endOffsetY: voxels('Cut at end y', ['VoxelStartEndOffset']),
    endOffsetZ: voxels('Cut at end z', ['VoxelStartEndOffset']),
    box: {
      kind: 'box',
      label: 'Box',
      default: [],
      unit: 'mm',
      when: { mode: ['WorldStartEndImageAxisAligned'] },
      help: 'Two opposite corners in the world (x, y, z, x, y, z). Connect the box of a viewer. Empty: the whole image.',
    },
    fillValue: { kind: 'number', label: 'Fill value', default: 0, help: 'Where the region reaches beyond the image.' },
  },

  summary(params) {
    const list = (...names: (keyof typeof params)[]) => names.map((name) => String(params[name])).join(', ');
    switch (String(params.mode)) {
      case 'VoxelStartSize':
        return `from ${list('x', 'y', 'z')}, size ${list('sx', 'sy', 'sz')}`;
      case 'VoxelStartEnd':
        return `from ${list('x', 'y', 'z')} to ${list('endX', 'endY', 'endZ')}`;
      case 'VoxelCenterWidth':
        return `around ${list('centerX', 'centerY', 'centerZ')}, width ${list('widthX', 'widthY', 'widthZ')}`;
      case 'VoxelStartEndOffset':
        return `without ${list('startOffsetX', 'startOffsetY', 'startOffsetZ')} and ${list('endOffsetX', 'endOffsetY', 'endOffsetZ')}`;
      default:
        return 'a box';
    }
  },

  forecast({ input0 }, { mode, ...params }) {
    const type = widen(input0.type, [params.fillValue]);
    const { affine } = input0;
    if (mode !== 'WorldStartEndImageAxisAligned') {
      const region = voxelRegion(mode, fieldsOf(params), input0.size);
      const output0 = isAll(region, input0.size) ? input0 : { size: region.size, type };
      return { images: { output0 }, scratch: 0 };
    }
    if (params.box.length === 0) return { images: { output0: input0 }, scratch: 0 };
    // Where a box lies is known from the affine only; it is mostly drawn within the image.
    const output0 = affine
      ? { size: boxRegion(params.box, { size: input0.size, affine }).size, type }
      : { size: input0.size, type: input0.type };
    return { images: { output0 }, scratch: 0 };
  },

  run({ input0 }, { mode, fillValue, ...params }, context) {
    const fields = fieldsOf(params);
    if (mode === 'WorldStartEndImageAxisAligned' && fields.box.length === 0) return { output0: input0 };
    const region =
      mode === 'WorldStartEndImageAxisAligned' ? boxRegion(fields.box, input0) : voxelRegion(mode, fields, input0.size);
    const reach = reachOf(region, input0.size);
    if (isAll(region, input0.size)) return { output0: input0 };
    if (reach === 'Outside') {
      context.warn(
        `The region from voxel ${region.start.join(', ')} on lies outside of the image: it holds the fill value only`,
      );
    }
    const type = widen(voxelTypeOf(input0.voxels), [fillValue]);
    const cut = context.allocate(type, voxelCount(region.size), 'nothing');
    copyRegion(input0.voxels, input0.size, cut, region.start, region.size, fillValue, context.progress);
    const affine = regionAffine(input0.affine, region.start);
    return { output0: { ...input0, size: region.size, affine, voxels: cut } };
  },
});

type Numbers = Readonly<
  Record<
    `${'' | 's'}${'x' | 'y' | 'z'}` | `${'end' | 'center' | 'width' | 'startOffset' | 'endOffset'}${'X' | 'Y' | 'Z'}`,
    number
  >
> & { readonly box: readonly number[] };

function fieldsOf(p: Numbers): Fields {
  return {
    start: [p.x, p.y, p.z],
    size: [p.sx, p.sy, p.sz],
    end: [p.endX, p.endY, p.endZ],
    center: [p.centerX, p.centerY, p.centerZ],
    width: [p.widthX, p.widthY, p.widthZ],
    startOffset: [p.startOffsetX, p.startOffsetY, p.startOffsetZ],
    endOffset: [p.endOffsetX, p.endOffsetY, p.endOffsetZ],
    box: p.box,
  };
}

/** Whether a region is all of an image. */
function isAll({ start, size }: Region, all: Vec3): boolean {
  return size.every((n, axis) => start[axis] === 0 && n === all[axis]);
}
