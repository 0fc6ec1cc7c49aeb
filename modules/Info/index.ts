import { defineModule } from '#src/graph/module.ts';
import type { Table } from '#src/graph/ports.ts';
import { axisCodes, sizeText, spacingOf } from '#src/image/affine.ts';
import { type Statistics, statisticsOf } from '#src/image/statistics.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

export default defineModule({
  id: 'Info',
  version: 1,
  genre: 'Analysis',
  help:
    'Tells what is known of an image: size, spacing, type, orientation, affine, and the minimum, maximum and mean of its ' +
    'voxels, NaN left out (where all are NaN, these three are NaN). The orientation names the direction in which each voxel ' +
    'index grows, as nibabel does: RAS means towards the right, the front and the head.',
  aliases: ['header', 'statistics', 'fslinfo', 'mrinfo', 'nib.aff2axcodes', 'Volume Information'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: {
    sizeX: { type: 'number', label: 'Size X', help: 'Voxels along the first index.' },
    sizeY: { type: 'number', label: 'Size Y', help: 'Voxels along the second index.' },
    sizeZ: { type: 'number', label: 'Size Z', help: 'Slices.' },
    voxelSizeX: { type: 'number', label: 'Voxel Size X', help: 'mm along the first index.' },
    voxelSizeY: { type: 'number', label: 'Voxel Size Y', help: 'mm along the second index.' },
    voxelSizeZ: { type: 'number', label: 'Voxel Size Z', help: 'mm between slices.' },
    minValue: { type: 'number', label: 'Minimum' },
    maxValue: { type: 'number', label: 'Maximum' },
    meanValue: { type: 'number', label: 'Mean' },
    dataType: { type: 'text', label: 'Data Type' },
    orientation: { type: 'text', label: 'Orientation' },
    affine: { type: 'vector', label: 'Voxel to World Matrix', help: 'Row by row, mm, RAS+.' },
    table: { type: 'table', label: 'Overview' },
  },
  params: {},

  run({ input0 }, _params, context) {
    const statistics = statisticsOf(
      input0.voxels,
      voxelCounter(() => context.progress(0)),
    );
    const { min, max, mean, nanCount } = statistics;
    if (nanCount > 0) context.warn(`${nanCount} of ${input0.voxels.length} voxels are NaN and were left out`);
    const [sizeX, sizeY, sizeZ] = input0.size;
    const [voxelSizeX, voxelSizeY, voxelSizeZ] = spacingOf(input0.affine);
    return {
      sizeX,
      sizeY,
      sizeZ,
      voxelSizeX,
      voxelSizeY,
      voxelSizeZ,
      minValue: min,
      maxValue: max,
      meanValue: mean,
      dataType: voxelTypes[voxelTypeOf(input0.voxels)].label,
      orientation: axisCodes(input0.affine).join(''),
      affine: input0.affine,
      table: overview(input0, statistics),
    };
  },
});

function overview({ size, affine, voxels, meta }: Volume, { min, max, mean, nanCount }: Statistics): Table {
  const type = voxelTypeOf(voxels);
  const row = (index: number) => affine.slice(4 * index, 4 * index + 4).join('  ');
  return {
    columns: [{ name: 'name' }, { name: 'value' }],
    rows: [
      ['Size', sizeText(size)],
      ['Voxels', voxels.length],
      ['Voxel size (mm)', spacingOf(affine).join(' × ')],
      ['Voxel volume (mm³)', voxelVolume(affine)],
      ['Data type', `${voxelTypes[type].label} (${type})`],
      ['Memory (bytes)', voxels.byteLength],
      ['Minimum', min],
      ['Maximum', max],
      ['Mean', mean],
      ...(nanCount > 0 ? [['NaN voxels', nanCount]] : []),
      ...(meta?.unit ? [['Unit', meta.unit]] : []),
      ...(meta?.modality ? [['Modality', meta.modality]] : []),
      ['Orientation', axisCodes(affine).join('')],
      ['World x', row(0)],
      ['World y', row(1)],
      ['World z', row(2)],
    ],
  };
}
