import { defineModule } from '#src/graph/module.ts';
import { equalEdges } from '#src/image/bins.ts';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { rangeOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelCount } from '#src/image/volume.ts';
import type { VoxelCounter } from '#src/image/voxelCounter.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { part } from '#src/kernels/progress.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { voxelsUnderMask } from '#src/kernels/voxelsUnderMask.ts';

export default defineModule({
  id: 'Histogram',
  version: 1,
  genre: 'Analysis',
  help:
    'Counts how many voxels have which values: equal bins from the minimum to the maximum, as numpy.histogram, each with its ' +
    'lower end and without its upper one, the last with both. An image of integers with no more values than bins gets one bin ' +
    'for each value. A mask leaves out what lies outside of it; NaN and infinities are left out with a warning.',
  aliases: ['numpy.histogram', 'exposure.histogram', 'fslstats -H', 'grey values', 'distribution'],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: { type: 'image', label: 'Mask', optional: true, help: 'Only voxels where it is neither 0 nor NaN count.' },
  },
  outputs: {
    table: { type: 'table', label: 'Counts', help: 'The ends of each bin and its number of voxels.' },
    otsu: {
      type: 'number',
      label: 'Otsu threshold',
      help: 'What OtsuThreshold finds with its defaults: of the voxels above 0 in 256 bins, or of all where none is above 0.',
    },
  },
  params: {
    bins: {
      kind: 'integer',
      line: { role: 'bins' },
      label: 'Bins',
      default: 256,
      min: 1,
      max: 65536,
      help: 'At most.',
    },
  },

  summary({ bins }) {
    return `${bins} bins`;
  },

  forecast({ input0, input1 }) {
    return { scratch: input1 ? voxelCount(input0.size) * voxelTypes[input0.type].bytes : 0 };
  },

  run({ input0, input1 }, { bins }, context) {
    if (input1) requireSameGrid(input0, 'Image', input1, 'Mask');
    const mask = input1 && packForeground(input1.voxels, input1.size);
    const inside = mask ? voxelsUnderMask(input0.voxels, mask, part(context.progress, 0, 0.2)) : input0.voxels;
    const voxels = withoutInfinities(inside);
    if (voxels.length < inside.length) {
      context.warn(`${inside.length - voxels.length} of ${inside.length} voxels are infinite and were left out`);
    }
    context.progress(0.2);
    const counter = voxelCounter(() => context.progress(0.2));
    const isPerValue = voxelTypes[voxelTypeOf(voxels)].integer && spanOf(voxels, counter) < bins;
    const histogram = isPerValue
      ? histogramPerInteger(voxels, 'All', counter)
      : histogramInBins(voxels, 'All', bins, counter);
    context.progress(0.5);
    if (histogram.nanCount > 0) {
      context.warn(`${histogram.nanCount} of ${voxels.length} voxels are NaN and were left out`);
    }
    const edges = isPerValue ? undefined : equalEdges(histogram.min, histogram.max, histogram.counts.length);
    const rows = Array.from(histogram.counts, (count, n) => {
      const centre = histogram.centres[n];
      return [edges?.[n] ?? centre, edges?.[n + 1] ?? centre, count];
    });
    return {
      table: { columns: [{ name: 'From' }, { name: 'To' }, { name: 'Voxels' }], rows },
      otsu: otsuOf(
        voxels,
        voxelCounter(() => context.progress(0.5)),
      ),
    };
  },
});

/** The same voxels where none is infinite, else a copy of the others. */
function withoutInfinities(voxels: Voxels): Voxels {
  if (voxelTypes[voxelTypeOf(voxels)].integer) return voxels;
  const { min, max } = voxelCounter().extremes(voxels, 'All');
  if (min !== Number.NEGATIVE_INFINITY && max !== Number.POSITIVE_INFINITY) return voxels;
  const kept = voxels.slice();
  let count = 0;
  for (let p = 0; p < voxels.length; p++) {
    if (Math.abs(voxels[p]) !== Number.POSITIVE_INFINITY) kept[count++] = voxels[p];
  }
  return kept.subarray(0, count);
}

function spanOf(voxels: Voxels, counter: VoxelCounter): number {
  const { min, max } = rangeOf(voxels, counter);
  return max - min;
}

/** NaN where there is no voxel to find a threshold for. */
function otsuOf(voxels: Voxels, counter: VoxelCounter): number {
  const positive = histogramInBins(voxels, 'Positive', 256, counter);
  const histogram = positive.counts.length > 0 ? positive : histogramInBins(voxels, 'All', 256, counter);
  return histogram.counts.length > 0 ? otsuThreshold(histogram) : Number.NaN;
}
