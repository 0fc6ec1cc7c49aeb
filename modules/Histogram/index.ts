import { defineModule } from '#src/graph/module.ts';
import { equalEdges } from '#src/image/bins.ts';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { rangeOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

export default defineModule({
  id: 'Histogram',
  version: 1,
  genre: 'Analysis',
  help:
    'Counts how many voxels have which values: equal bins from the minimum to the maximum, as numpy.histogram, each with its ' +
    'lower end and without its upper one, the last with both. An image of integers with no more values than bins gets one bin ' +
    'for each value. NaN is left out with a warning.',
  aliases: ['numpy.histogram', 'exposure.histogram', 'fslstats -H', 'grey values', 'distribution'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { table: { type: 'table', label: 'Counts', help: 'The ends of each bin and its number of voxels.' } },
  params: {
    bins: { kind: 'integer', label: 'Bins', default: 256, min: 1, max: 65536, help: 'At most.' },
  },

  summary({ bins }) {
    return `${bins} bins`;
  },

  run({ input0 }, { bins }, context) {
    const { voxels } = input0;
    const isPerValue = voxelTypes[voxelTypeOf(voxels)].integer && spanOf(voxels) < bins;
    const histogram = isPerValue
      ? histogramPerInteger(voxels, 'All', voxelCounter())
      : histogramInBins(voxels, 'All', bins, voxelCounter());
    if (histogram.nanCount > 0) {
      context.warn(`${histogram.nanCount} of ${voxels.length} voxels are NaN and were left out`);
    }
    const edges = isPerValue ? undefined : equalEdges(histogram.min, histogram.max, histogram.counts.length);
    const rows = Array.from(histogram.counts, (count, n) => {
      const centre = histogram.centres[n];
      return [edges?.[n] ?? centre, edges?.[n + 1] ?? centre, count];
    });
    return { table: { columns: [{ name: 'From' }, { name: 'To' }, { name: 'Voxels' }], rows } };
  },
});

function spanOf(voxels: Voxels): number {
  const { min, max } = rangeOf(voxels, voxelCounter());
  return max - min;
}
