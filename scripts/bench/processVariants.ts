import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { histogramInBins } from '#src/image/histogram.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { itkProgram } from './itkProgram.ts';
import type { Loaded } from './load.ts';
import type { Variant } from './measure.ts';
import { python } from './peer.ts';
import type { ProcessRow } from './row.ts';
import { runProcess } from './runProcess.ts';
import { copyVariant } from './stepVariants.ts';

/** Where things lie. */
export interface Places {
  /** The repository. */
  readonly root: string;
  /** A folder with bin/voxgraph.js and dist/cli of the sources as they are. */
  readonly built: string;
  /** Where files are written. */
  readonly folder: string;
  /** scripts/bench/peer.py. */
  readonly peer: string;
}

/** The command line, Python where it is, and for comparison the start of Node alone; each a whole process. */
export async function processVariants(
  row: ProcessRow,
  input: Loaded,
  places: Places,
  hasPython: boolean,
): Promise<readonly Variant[]> {
  const { path } = await input.file();
  const { root, built, folder, peer } = places;
  const theirs = join(folder, 'python-mask.nii.gz');
  const graph = join(root, 'graphs/brain-mask.json');
  const settings = [
    `LocalImage.name=${path}`,
    `Closing.radius=${row.radius}`,
    `LargestComponent.connectivity=${row.connectivity}`,
    'SaveImage.fileName=our-mask.nii.gz',
  ].flatMap((setting) => ['--set', setting]);
  const command = [process.execPath, join(built, 'bin/voxgraph.js'), 'run', graph, ...settings, '--out', folder];
  const variants: Variant[] = [
    ofProcess('ours', command, root, join(folder, 'our-mask.nii.gz')),
    copyVariant(input.image.voxels),
    ofProcess('other', [process.execPath, '-e', '0'], root),
  ];
  if (row.peer === 'itk') variants.push(itkVariant(row, input, places, path));
  if (hasPython && !row.peer) {
    const script = [python, peer, 'pipeline', path, theirs, String(row.radius), String(row.connectivity)];
    variants.push(ofProcess('python', script, root, theirs));
  }
  return variants;
}

/** A program in C++ with one thread, which is given the limits of the band; built at its first run, which does not count. */
function itkVariant({ radius, connectivity }: ProcessRow, { image }: Loaded, places: Places, path: string): Variant {
  const made = join(places.folder, 'itk-mask.nii.gz');
  const otsu = otsuThreshold(histogramInBins(image.voxels, 'Positive', 256, voxelCounter()));
  const given = [path, made, radius, connectivity, 0.5 * otsu, 2 * otsu].map(String);
  return {
    ...ofProcess('python', [], places.root, made),
    run: () => runProcess([itkProgram(places.root, places.folder), ...given], places.root),
  };
}

function ofProcess(column: Variant['column'], command: readonly string[], cwd: string, made?: string): Variant {
  return {
    column,
    run: () => runProcess(command, cwd),
    result: made === undefined ? undefined : () => gunzipSync(readFileSync(made)).subarray(352),
  };
}
