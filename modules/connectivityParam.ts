import type { Connectivity } from '#src/kernels/connectRuns.ts';

const connectivities = { '6': 6, '18': 18, '26': 26 } as const satisfies Record<string, Connectivity>;

/** The choice of which neighbours count as connected, 6 by default. */
export const connectivityParam = {
  kind: 'choice',
  label: 'Connectivity',
  default: '6',
  options: { '6': '6 (faces)', '18': '18 (faces, edges)', '26': '26 (faces, edges, corners)' },
  help: 'Which neighbours count as connected.',
} as const;

/** The number that a choice stands for. */
export function connectivityOf(choice: keyof typeof connectivities): Connectivity {
  return connectivities[choice];
}
