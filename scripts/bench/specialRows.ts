import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';

/** Against the strongest special C++ code, where Python has it: cc3d, fill_voids and edt of the Seung lab. */
export const specialRows: readonly StepRow[] = [
  {
    kind: 'step',
    name: 'largest 6 against cc3d',
    number: 'P11',
    volumes: ['head', 'head57'],
    goals: [{ kind: 'faster', than: 'python', factor: 2, at: ['head', 'head57'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('LargestComponent', { connectivity: '6' }, mask),
    needs: 'cc3d',
    python: "__import__('cc3d').largest_k(m.view(np.uint8), k=1, connectivity=6) != 0",
  },
  {
    kind: 'step',
    name: 'fill holes against fill_voids',
    number: 'P11',
    volumes: ['head', 'head57'],
    goals: [{ kind: 'faster', than: 'python', factor: 2, at: ['head', 'head57'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('FillHoles', {}, mask),
    needs: 'fill_voids',
    python: "__import__('fill_voids').fill(m)",
  },
  {
    kind: 'step',
    name: 'distance against edt',
    number: 'P11',
    volumes: ['head', 'head57'],
    goals: [{ kind: 'faster', than: 'python', factor: 1.5, at: ['head', 'head57'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('Distance', {}, mask),
    needs: 'edt',
    // Distances in float32, so what differs is their rounding.
    python: "__import__('edt').edt(m, parallel=1)",
    tolerance: 1e-6,
  },
];
