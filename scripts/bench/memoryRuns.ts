import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Foreseen, foreseenText } from './foreseenText.ts';
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

export const memoryRuns: readonly MemoryRun[] = [
  {
    name: 'memory: trace of heap and RSS',
    async run({ built }) {
      const trace = output<readonly Held[]>(built, 'trace');
      return { lines: [traceText(trace)], figures: trace };
    },
  },
  {
    name: 'memory: forecast',
    async run({ built, folder }, data) {
      const figures: Foreseen[] = [];
      for (const volume of foreseenVolumes) {
        const { path } = await (await load(volume, data, folder)).file();
        figures.push({ volume, ...output<Omit<Foreseen, 'volume'>>(built, 'foreseen', path) });
      }
      return { lines: figures.map(foreseenText), figures };
    },
  },
];

/** What one of the bundled files prints, run by itself. Throws when it fails. */
function output<T>(built: string, entry: string, ...args: readonly string[]): T {
  const command = ['--expose-gc', join(built, `dist/bench/${entry}.js`), ...args];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' })) as T;
}
