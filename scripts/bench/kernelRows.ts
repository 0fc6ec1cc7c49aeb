import { statisticsOf } from '#src/image/statistics.ts';
import type { Volume } from '#src/image/volume.ts';
import type { Bitmask } from '#src/kernels/bitmask.ts';
import { dilate, erode } from '#src/kernels/morphology.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import { ball } from '#src/kernels/structuringElement.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { ballOffsets, naiveDilation, naiveErosion } from '../../test/naive/morphology.ts';
import { allocate } from './memory.ts';
import { byteMask, naiveStatistics } from './naive.ts';
import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';
import type { VolumeName } from './volumes.ts';

const all = ['cube128', 'small', 'head', 'cube256', 'head57', 'slab512'] as const satisfies readonly VolumeName[];

/** Further kernels, for which no goal is set. */
export const kernelRows: readonly StepRow[] = [
  {
    kind: 'step',
    name: 'dilation 3',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => onBits(mask, (bits) => dilate(bits, ball(3))),
    naive: ({ mask }) => naiveDilation(byteMask(mask), ballOffsets(3)),
    python: 'binary_dilation(m, ball(3))',
  },
  {
    kind: 'step',
    name: 'erosion 3',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => onBits(mask, (bits) => erode(bits, ball(3))),
    naive: ({ mask }) => naiveErosion(byteMask(mask), ballOffsets(3)),
    python: 'binary_erosion(m, ball(3))',
  },
  {
    kind: 'step',
    name: 'closing 30',
    volumes: ['head', 'head57'],
    of: 'mask',
    ours: ({ mask }) => runModule('Closing', { radius: 30 }, mask),
  },
  {
    kind: 'step',
    name: 'labels 6',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => runModule('ConnectedComponents', { connectivity: '6', order: 'Place' }, mask),
    python: 'ndi.label(m)[0]',
  },
  {
    kind: 'step',
    name: 'removing below 64 voxels',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => runModule('RemoveSmall', { connectivity: '6', minimumSize: 64 }, mask),
    python: 'remove_small_objects(m, 64)',
  },
  {
    kind: 'step',
    name: 'fill holes, slice by slice',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => runModule('FillHoles', { dimension: 'AcrossK' }, mask),
    // Of the array that python has, the last axis is k.
    python: 'np.stack([ndi.binary_fill_holes(m[..., k]) for k in range(m.shape[2])], axis=2)',
  },
  {
    kind: 'step',
    name: 'bytes to bits to bytes',
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => onBits(mask, (bits) => bits),
  },
  {
    kind: 'step',
    name: 'minimum, maximum, mean, deviation',
    volumes: all,
    of: 'image',
    ours({ image }) {
      const { min, max, mean, std } = statisticsOf(image.voxels, voxelCounter());
      return Float64Array.of(min, max, mean, std);
    },
    naive: ({ image }) => Float64Array.from(naiveStatistics(image)),
    python: 'np.array([d.min(), d.max(), d.mean(), d.std()], float)',
    // Sums in another order.
    tolerance: 1e-12,
  },
  {
    kind: 'step',
    name: 'image + 0.5 as float32',
    volumes: all,
    of: 'image',
    ours: ({ image }) => runModule('Arithmetic1', { function: 'Add', constant: 0.5 }, image),
    naive: ({ image }) => Float32Array.from(image.voxels, (value) => value + 0.5),
    python: 'np.add(d, 0.5, dtype=np.float32)',
  },
];

function onBits({ voxels, size }: Volume, work: (mask: Bitmask) => Bitmask): Uint8Array {
  const bytes = allocate('uint8', voxels.length);
  unpackInto(work(packForeground(voxels, size)), bytes);
  return bytes;
}
