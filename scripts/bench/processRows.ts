import type { Goal, ProcessRow } from './row.ts';
import type { VolumeName } from './volumes.ts';

/** graphs/brain-mask.json by the command line against the same in Python or in ITK: two whole processes, file to file. */
export const processRows: readonly ProcessRow[] = [
  {
    kind: 'process',
    name: 'brain mask 3, process',
    number: 'P1',
    volumes: ['cube128', 'small', 'head', 'scan', 'cube256'],
    goals: [
      { kind: 'faster', than: 'python', factor: 10, at: ['head'] },
      { kind: 'faster', than: 'python', factor: 7, at: ['scan'] },
      ...memoryGoals(['head', 'scan']),
    ],
    radius: 3,
    connectivity: 6,
  },
  {
    kind: 'process',
    name: 'brain mask 6, process',
    number: 'P2',
    volumes: ['head', 'scan'],
    goals: [{ kind: 'faster', than: 'python', factor: 25, at: ['head'] }],
    radius: 6,
    connectivity: 6,
  },
  {
    kind: 'process',
    name: 'brain mask 3, large, process',
    number: 'P3',
    volumes: ['head35', 'head57', 'slab512'],
    goals: [
      { kind: 'faster', than: 'python', factor: 18, at: ['head35'] },
      { kind: 'faster', than: 'python', factor: 12, at: ['head57'] },
      ...memoryGoals(['head35', 'head57', 'slab512']),
    ],
    radius: 3,
    connectivity: 6,
  },
  {
    kind: 'process',
    name: 'brain mask 3, process, against ITK',
    number: 'P3',
    volumes: ['head', 'scan', 'head35', 'head57'],
    goals: [{ kind: 'faster', than: 'python', factor: 6, at: ['head35', 'head57'] }],
    radius: 3,
    connectivity: 6,
    peer: 'itk',
  },
  {
    kind: 'process',
    name: 'brain mask 3, worst, process',
    number: 'P13',
    volumes: ['blobs512', 'noise512'],
    goals: [{ kind: 'peak', constant: 1.2 * 1024, timesVoxels: 0, at: ['blobs512', 'noise512'] }],
    radius: 3,
    connectivity: 6,
    peer: 'none',
  },
];

function memoryGoals(at: readonly VolumeName[]): readonly Goal[] {
  return [
    { number: 'P5', kind: 'peak', constant: 60, timesVoxels: 2.5, at },
    { number: 'P5', kind: 'peakShare', of: 'python', share: 0.25, at },
  ];
}
