import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Foreseen, foreseenText } from './foreseenText.ts';
import { caseName, foretoldCases } from './foretoldCases.ts';
import { load } from './load.ts';
import type { Places } from './processVariants.ts';
import { type Held, traceText } from './traceText.ts';
import type { VolumeName } from './volumes.ts';

/** What is measured of memory beside the rows, each in processes of its own; chosen by name as rows are. */
export interface MemoryRun {
  readonly name: string;
  /** Lines for the reader, and the figures for machines. */
  run(places: Places, data: string): Promise<{ readonly lines: readonly string[]; readonly figures: unknown }>;
}

/** How large the images are whose memory is foreseen. */
const foreseenVolumes: readonly VolumeName[] = ['cube256', 'head57'];

/** Networks of graphs/ that any image suits. */
const networks = [
  'background-removal',
  'contour-filter',
  'details',
  'skull-stripping',
  'sobel-edges',
  'synchronous-view',
  'z-score',
];

export const memoryRuns: readonly MemoryRun[] = [
  {
    name: 'memory: trace of heap and RSS',
    async run({ built }) {
      const trace = output<readonly Held[]>(built, 'trace', [], true);
      return { lines: [traceText(trace)], figures: trace };
    },
  },
  {
    name: 'memory: forecast',
    async run({ built, folder }, data) {
      const figures: Foreseen[] = [];
      for (const volume of foreseenVolumes) {
        const { path } = await (await load(volume, data, folder)).file();
        figures.push({ of: `the brain mask of ${volume}`, ...output<Omit<Foreseen, 'of'>>(built, 'foreseen', [path]) });
      }
      return { lines: figures.map(foreseenText), figures };
    },
  },
  {
    name: 'memory: forecast of modules',
    async run({ built, folder }, data) {
      const { path } = await (await load('cube256', data, folder)).file();
      const figures = foretoldCases().map((one) => ({
        of: caseName(one),
        ...output<Omit<Foreseen, 'of'>>(built, 'foreseen', [path, JSON.stringify(one)]),
      }));
      return { lines: figures.map(foreseenText), figures };
    },
  },
  {
    name: 'memory: forecast of networks',
    async run({ root, built, folder }, data) {
      const { path } = await (await load('cube256', data, folder)).file();
      const figures = networks.map((name) => ({
        of: `${name}.json by the command line`,
        ...output<Omit<Foreseen, 'of'>>(built, 'foreseen', [path, join(root, `graphs/${name}.json`)]),
      }));
      return { lines: figures.map(foreseenText), figures };
    },
  },
];

/**
 * What one of the bundled files prints, run by itself. Throws when it fails. With `givesBack` freed memory goes back to the system at once:
 * glibc keeps up to 64 MiB and the gaps between buffers for later, which says nothing about what the program holds.
 */
function output<T>(built: string, entry: string, args: readonly string[], givesBack = false): T {
  const command = ['--expose-gc', join(built, `dist/bench/${entry}.js`), ...args];
  const env = givesBack ? { ...process.env, MALLOC_MMAP_THRESHOLD_: '131072' } : process.env;
  return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8', env })) as T;
}
