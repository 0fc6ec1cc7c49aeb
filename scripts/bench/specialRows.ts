import type { Voxels } from '#src/image/volume.ts';
import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';
import type { VolumeName } from './volumes.ts';

const all = ['head', 'cube256', 'head57', 'blobs512'] as const satisfies readonly VolumeName[];
const heads = ['head', 'head57'] as const satisfies readonly VolumeName[];

/** What edt gives is float32, and rounded more than once. */
const rounding = 1e-6;
const thickSlices = [0.75, 0, 0, 0, 0, 0.75, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];

/**
 * Against the strongest special C and C++ code, a single thread each: the Python packages cc3d, fill_voids and edt of the Seung lab, called
 * as their users call them, and niimath, whose reading and writing of files is taken off.
 */
export const specialRows: readonly StepRow[] = [
  against('cc3d', 'largest 6', 2, 'LargestComponent', { connectivity: '6' }, largest(6)),
  against('cc3d', 'largest 26', 2, 'LargestComponent', { connectivity: '26' }, largest(26)),
  { ...against('cc3d', 'labels 6', 2, 'ConnectedComponents', { connectivity: '6' }, labels(6)), compared: renumbered },
  {
    ...against('cc3d', 'labels 26', 2, 'ConnectedComponents', { connectivity: '26' }, labels(26)),
    compared: renumbered,
  },
  against('fill_voids', 'fill holes', 2, 'FillHoles', {}, "__import__('fill_voids').fill(m)"),
  { ...against('edt', 'distance', 1.5, 'Distance', {}, distances(1, 1)), tolerance: rounding },
  {
    ...against('edt', 'distance in mm, thick slices', 1.5, 'Distance', { unit: 'mm' }, distances(0.75, 2)),
    ours: ({ mask }) => runModule('Distance', { unit: 'mm' }, { ...mask, affine: thickSlices }),
    tolerance: rounding,
  },
  against('niimath', 'closing 3', 20, 'Closing', { radius: 3 }, 'niimath_closing(m, 3)'),
  against('niimath', 'closing 6', 20, 'Closing', { radius: 6 }, 'niimath_closing(m, 6)'),
];

function against(
  needs: string,
  work: string,
  factor: number,
  module: string,
  params: Readonly<Record<string, unknown>>,
  python: string,
): StepRow {
  return {
    kind: 'step',
    name: `${work} against ${needs}`,
    number: 'P11',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor, at: heads }],
    of: 'mask',
    ours: ({ mask }) => runModule(module, params, mask),
    needs,
    python,
  };
}

/** Of a single component it gives the labels themselves. */
function largest(connectivity: number): string {
  return `np.asarray(__import__('cc3d').largest_k(m, k=1, connectivity=${connectivity}), bool)`;
}

function distances(within: number, across: number): string {
  return `__import__('edt').edt(m, anisotropy=(${within}, ${within}, ${across}), parallel=1)`;
}

function labels(connectivity: number): string {
  return `__import__('cc3d').connected_components(m, connectivity=${connectivity})`;
}

/** Labels in the order of their first voxels, i fastest: cc3d numbers them so, and neither by size nor as scipy does. */
function renumbered(labels: Voxels): Voxels {
  const numbers = new Int32Array(labels.length + 1);
  const result = new Int32Array(labels.length);
  let count = 0;
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n];
    if (label > 0 && numbers[label] === 0) numbers[label] = ++count;
    result[n] = numbers[label];
  }
  return result;
}
