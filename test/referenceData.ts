import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = process.env.VOXGRAPH_DATA ?? resolve(import.meta.dirname, '../../shared/data');

/**
 * The absolute path of a file of the reference data ("volumes/t1-head.nii.gz"), or undefined where it is absent; a test then
 * skips and prints why. The data lies where VOXGRAPH_DATA says, else in shared/data beside the repository.
 */
export function referenceData(relative: string): string | undefined {
  const path = resolve(root, relative);
  return existsSync(path) ? path : undefined;
}
