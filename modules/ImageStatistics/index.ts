import { defineModule } from '#src/graph/module.ts';
import type { Table } from '#src/graph/ports.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { type Volume, voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { type Groups, groupByLabel } from '#src/kernels/groupByLabel.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { summarizeValues, type ValueSummary } from '#src/kernels/summarizeValues.ts';
import { voxelsUnderMask } from '#src/kernels/voxelsUnderMask.ts';

const defaultPercentiles = [5, 25, 75, 95];

export default defineModule({
  id: 'ImageStatistics',
  version: 1,
  genre: 'Analysis',
  help:
    'Count, volume, mean, standard deviation, minimum, maximum, median and percentiles of the voxels of an image: of all of them, inside a ' +
    'mask, or of each label of a label image, a row each. Equal to numpy on the same voxels as float64: std with ddof 0, percentiles by linear ' +
    'interpolation (numpy.percentile). NaN is left out with a warning, as by numpy.nanmean. The number outputs are those of all regions together.',
  aliases: [
    'numpy.percentile',
    'regionprops',
    'regionprops_table',
    'LabelStatisticsImageFilter',
    'StatisticsImageFilter',
    'Segment Statistics',
    'ndimage.mean',
    'fslstats',
    'mean',
    'median',
    'zonal statistics',
    'meanStdDev',
  ],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: {
      type: 'image',
      label: 'Mask or labels',
      optional: true,
      help: 'On the grid of the image; 0 and NaN are outside. All voxels count where nothing is connected.',
    },
  },
  outputs: {
    count: { type: 'number', label: 'Voxels' },
    volume: { type: 'number', label: 'Volume', help: 'ml' },
    mean: { type: 'number', label: 'Mean' },
    std: { type: 'number', label: 'Standard deviation' },
    minValue: { type: 'number', label: 'Minimum' },
    maxValue: { type: 'number', label: 'Maximum' },
    median: { type: 'number', label: 'Median' },
    table: { type: 'table', label: 'Statistics', help: 'A row for each region.' },
  },
  params: {
    regions: {
      kind: 'choice',
      label: 'Regions',
      default: 'Mask',
      options: { Mask: 'All foreground as one', Labels: 'Each label by itself' },
    },
    percentiles: {
      kind: 'vector',
      label: 'Percentiles',
      default: defaultPercentiles,
      unit: '%',
      help: 'Four of them, 0 to 100, each a column of the table. The median is there in any case.',
    },
  },

  summary({ regions }) {
    return regions === 'Labels' ? 'each label' : 'inside mask';
  },

  /** The voxels by region; percentiles of types of up to 4 bytes are counted, those of float64 move a copy about. */
  forecast({ input0, input1 }) {
    const { bytes } = voxelTypes[input0.type];
    const copy = bytes === 8 ? 8 : 0;
    return { scratch: voxelCount(input0.size) * ((input1 ? bytes : 0) + copy) };
  },

  run({ input0, input1 }, { regions, percentiles }, context) {
    const odd = percentiles.find((percent) => !(percent >= 0 && percent <= 100));
    if (odd !== undefined) throw new Error(`A percentile lies between 0 and 100, not at ${odd}`);
    if (input1) requireSameGrid(input0, 'Image', input1, 'Mask or labels');
    const groups = groupsOf(input0, input1, regions === 'Mask', part(context.progress, 0, 0.6));
    const percents = [50, ...percentiles];
    const whole = summarizeValues(groups.values, percents, () => context.progress(0.6));
    context.progress(0.8);
    const each = groups.labels.map((label, n) => {
      const values = groups.values.subarray(groups.starts[n], groups.starts[n + 1]);
      return {
        label,
        summary: groups.labels.length === 1 ? whole : summarizeValues(values, percents, () => context.progress(0.8)),
      };
    });
    if (whole.nanCount > 0) {
      context.warn(`${whole.nanCount} of ${groups.values.length} voxels are NaN and were left out`);
    }
    if (groups.values.length === 0) context.warn('There is no voxel inside the mask, so there is nothing to measure');
    const millilitres = voxelVolume(input0.affine) / 1000;
    return {
      count: whole.count,
      volume: whole.count * millilitres,
      mean: whole.mean,
      std: whole.std,
      minValue: whole.min,
      maxValue: whole.max,
      median: whole.percentiles[0],
      table: tableOf(each, percentiles, millilitres, input0.meta?.unit),
    };
  },
});

/** All voxels, those under the mask, or those of each label. */
function groupsOf(image: Volume, mask: Volume | undefined, isMask: boolean, progress: Progress): Groups {
  if (mask && !isMask) return groupByLabel(image.voxels, mask.voxels, progress);
  const values = mask ? voxelsUnderMask(image.voxels, packForeground(mask.voxels, mask.size), progress) : image.voxels;
  return { labels: [1], values, starts: [0, values.length] };
}

function tableOf(
  each: readonly { readonly label: number; readonly summary: ValueSummary }[],
  percents: readonly number[],
  millilitres: number,
  unit: string | undefined,
): Table {
  const inUnit = unit === undefined ? {} : { unit };
  // Two columns of one name could not be told apart.
  const shown = percents.map((_, n) => n).filter((n) => percents.indexOf(percents[n]) === n && percents[n] !== 50);
  return {
    columns: [
      { name: 'label' },
      { name: 'voxels' },
      { name: 'volume', unit: 'ml' },
      ...['mean', 'std', 'min', 'max', 'median'].map((name) => ({ name, ...inUnit })),
      ...shown.map((n) => ({ name: `P${percents[n]}`, ...inUnit })),
    ],
    rows: each.map(({ label, summary: { count, mean, std, min, max, percentiles } }) => [
      label,
      count,
      count * millilitres,
      mean,
      std,
      min,
      max,
      percentiles[0],
      ...shown.map((n) => percentiles[n + 1]),
    ]),
  };
}
