import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';
import type { VolumeName } from './volumes.ts';

/**
 * Where runs are as many as they can be, where components are, and at the densities at which white noise, or its background, begins to hang
 * together over faces, or its largest component winds most: nearly nothing of it is flooded.
 */
const worstVolumes = [
  'thin512',
  'blobs512',
  'sparse512',
  'wound512',
  'dense512',
  'noise512',
] as const satisfies readonly VolumeName[];

/** Binary steps on the worst masks. What a copy is, goes by the bytes of the image of int16. */
export const worstRows: readonly StepRow[] = [
  worst('fill holes, worst', 'FillHoles', {}, 'ndi.binary_fill_holes(m)'),
  worst('closing 3, worst', 'Closing', { radius: 3 }, 'binary_closing(m, ball(3))'),
  worst('closing 6, worst', 'Closing', { radius: 6 }, undefined),
  worst('closing 10, worst', 'Closing', { radius: 10 }, undefined),
  worst('largest 6, worst', 'LargestComponent', { connectivity: '6' }, 'largest(m, 6)'),
  worst('largest 26, worst', 'LargestComponent', { connectivity: '26' }, 'largest(m, 26)'),
  worst('labels 6, worst', 'ConnectedComponents', { connectivity: '6', order: 'Place' }, undefined),
  worst('labels 6 by size, worst', 'ConnectedComponents', { connectivity: '6' }, undefined),
  worst('remove small 6, worst', 'RemoveSmall', { connectivity: '6', minimumSize: 20 }, undefined),
];

function worst(
  name: string,
  module: string,
  params: Readonly<Record<string, unknown>>,
  python: string | undefined,
): StepRow {
  return {
    kind: 'step',
    name,
    number: 'P13',
    volumes: worstVolumes,
    goals: [{ kind: 'within', of: 'copy', factor: 25, at: worstVolumes }],
    of: 'mask',
    copies: 'image',
    ours: ({ mask }) => runModule(module, params, mask),
    ...(python ? { python } : {}),
  };
}
