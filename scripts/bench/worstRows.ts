import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';

/** Binary steps where runs are as many as they can be. What a copy is, goes by the bytes of the image of int16. */
export const worstRows: readonly StepRow[] = [
  worst('fill holes, worst', 'FillHoles', {}, 'ndi.binary_fill_holes(m)'),
  worst('closing 3, worst', 'Closing', { radius: 3 }, 'binary_closing(m, ball(3))'),
  worst('closing 6, worst', 'Closing', { radius: 6 }, undefined),
  worst('closing 10, worst', 'Closing', { radius: 10 }, undefined),
  worst('largest 6, worst', 'LargestComponent', { connectivity: '6' }, 'largest(m, 6)'),
  worst('largest 26, worst', 'LargestComponent', { connectivity: '26' }, 'largest(m, 26)'),
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
    volumes: ['blobs512', 'noise512'],
    goals: [{ kind: 'within', of: 'copy', factor: 25, at: ['blobs512', 'noise512'] }],
    of: 'mask',
    copies: 'image',
    ours: ({ mask }) => runModule(module, params, mask),
    ...(python ? { python } : {}),
  };
}
