import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { distanceMeasures } from './distanceMeasures.ts';
import { overlapOf } from './overlapOf.ts';

export default defineModule({
  id: 'CompareMasks',
  version: 1,
  genre: 'Analysis',
  help:
    'How well a mask agrees with a reference. Dice is 2 |A∩B| / (|A| + |B|), Jaccard |A∩B| / |A∪B|, sensitivity |A∩B| / |B|, precision |A∩B| / |A|. Distances ' +
    'are those of the surfaces, in mm: from each voxel of one mask with a background voxel over a face (outside the image is background) to the ' +
    'nearest one of the other, centre to centre. Hausdorff is the largest of both directions, Hausdorff 95 % the 95th percentile (linear) of both directions ' +
    'together, mean surface distance the mean of the two means: hd, hd95 and assd of MedPy. Others take the larger of two percentiles, or weigh by area, ' +
    'and differ. Where a mask is empty there are no distances (NaN); where both are, no Dice either, with a warning.',
  aliases: [
    'Dice',
    'Jaccard',
    'IoU',
    'Hausdorff',
    'hausdorff_distance',
    'LabelOverlapMeasuresImageFilter',
    'HausdorffDistanceImageFilter',
    'Segment Comparison',
    'hd95',
    'assd',
    'overlap',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' },
    input1: { type: 'image', label: 'Reference', help: 'On the same grid.' },
  },
  outputs: {
    dice: { type: 'number', label: 'Dice' },
    jaccard: { type: 'number', label: 'Jaccard' },
    sensitivity: { type: 'number', label: 'Sensitivity', help: 'How much of the reference is in the mask.' },
    precision: { type: 'number', label: 'Precision', help: 'How much of the mask is in the reference.' },
    volume: { type: 'number', label: 'Volume', help: 'Of the mask, ml.' },
    referenceVolume: { type: 'number', label: 'Reference volume', help: 'ml' },
    hausdorff: { type: 'number', label: 'Hausdorff distance', help: 'mm' },
    hausdorff95: { type: 'number', label: 'Hausdorff distance 95 %', help: 'mm' },
    meanDistance: { type: 'number', label: 'Mean surface distance', help: 'mm' },
    table: { type: 'table', label: 'Comparison' },
  },
  params: {
    distances: {
      kind: 'boolean',
      label: 'Surface distances',
      default: true,
      help: 'Without them it is a matter of milliseconds.',
    },
  },

  /** A distance in float64 for each voxel, and bits. */
  forecast({ input0 }, { distances }) {
    return { scratch: voxelCount(input0.size) * (distances ? 9 : 0.5) };
  },

  run({ input0, input1 }, { distances }, context) {
    requireSameGrid(input0, 'Mask', input1, 'Reference');
    const first = packForeground(input0.voxels, input0.size, () => context.progress(0));
    context.progress(0);
    const second = packForeground(input1.voxels, input1.size, () => context.progress(0));
    const [a, b] = [countForeground(first), countForeground(second)];
    const overlap = overlapOf(a, b, first, second);
    context.progress(0);
    if (a === 0 || b === 0) {
      const which = a > 0 ? 'The reference is' : b > 0 ? 'The mask is' : 'Both masks are';
      context.warn(`${which} empty, so there are no distances`);
    }
    const isMeasured = distances && a > 0 && b > 0;
    const measures = isMeasured
      ? distanceMeasures(first, second, spacingOf(input0.affine), context.progress)
      : { hausdorff: Number.NaN, hausdorff95: Number.NaN, meanDistance: Number.NaN };
    const millilitres = voxelVolume(input0.affine) / 1000;
    const [volume, referenceVolume] = [a * millilitres, b * millilitres];
    const rows: (readonly [string, number, string])[] = [
      ['Dice', overlap.dice, ''],
      ['Jaccard', overlap.jaccard, ''],
      ['Sensitivity', overlap.sensitivity, ''],
      ['Precision', overlap.precision, ''],
      ['Volume', volume, 'ml'],
      ['Reference volume', referenceVolume, 'ml'],
      ['Difference of volumes', volume - referenceVolume, 'ml'],
      ['Voxels in both', overlap.both, ''],
      ['Voxels in the mask only', a - overlap.both, ''],
      ['Voxels in the reference only', b - overlap.both, ''],
    ];
    if (distances) {
      rows.push(['Hausdorff distance', measures.hausdorff, 'mm']);
      rows.push(['Hausdorff distance 95 %', measures.hausdorff95, 'mm']);
      rows.push(['Mean surface distance', measures.meanDistance, 'mm']);
    }
    const { dice, jaccard, sensitivity, precision } = overlap;
    return {
      ...{ dice, jaccard, sensitivity, precision, volume, referenceVolume },
      ...measures,
      table: { columns: [{ name: 'measure' }, { name: 'value' }, { name: 'unit' }], rows },
    };
  },
});
