import type { WorkerRow } from './row.ts';

/** Work by two worker threads, in slabs or shared between them, against the same by one. */
export const workerRows: readonly WorkerRow[] = [
  workers('threshold, two workers', 'image', 'Threshold', { threshold: 60 }),
  workers('closing 6, two workers', 'mask', 'Closing', { radius: 6 }),
  workers('gaussian 2, two workers', 'float32', 'GaussianSmoothing', { sigma: 2 }),
  workers('distance, two workers', 'mask', 'Distance', {}),
  workers('distance in mm, two workers', 'mask', 'Distance', { unit: 'mm' }),
  workers('signed distance, two workers', 'mask', 'Distance', { direction: 'Signed' }),
  workers('resample, cubic, two workers', 'image', 'Resample3D', {
    mode: 'Zoom',
    zoom: [0.8, 0.8, 0.8],
    filter: 'Cubic',
  }),
  workers('resample, two workers', 'image', 'Resample3D', { mode: 'Zoom', zoom: [0.8, 0.8, 0.8] }),
];

function workers(
  name: string,
  of: WorkerRow['of'],
  module: string,
  params: Readonly<Record<string, unknown>>,
): WorkerRow {
  return {
    kind: 'workers',
    name,
    number: 'P12',
    volumes: ['head57', 'slab512'],
    goals: [{ kind: 'faster', than: 'other', factor: 1.4, clock: 'wall', at: ['head57', 'slab512'] }],
    of,
    module,
    params,
  };
}
