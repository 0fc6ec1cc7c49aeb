import { availableParallelism, totalmem } from 'node:os';
import { CliError } from '#src/cli/cliError.ts';
import { whyNotPattern } from './outputNames.ts';

/** What a batch was told, as texts. */
export interface BatchArguments {
  readonly out?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly limit?: readonly string[] | undefined;
  readonly input?: string | undefined;
  readonly name?: string | undefined;
  readonly jobs?: string | undefined;
  readonly memory?: string | undefined;
  readonly force?: boolean | undefined;
  readonly 'dry-run'?: boolean | undefined;
}

export interface BatchOptions {
  readonly out: string;
  /** The pattern of the names of results. */
  readonly pattern: string;
  readonly jobs: number;
  /** What all that runs at once may take, in bytes. */
  readonly memory: number;
}

const maxJobs = 256;

/** The options of a batch. Throws CliError (usage) for what does not fit. */
export function batchOptions({ out, name = '{file}', jobs, memory }: BatchArguments): BatchOptions {
  if (out === undefined) throw new CliError('voxgraph batch: it needs --out, the folder for the results', 2);
  const why = whyNotPattern(name);
  if (why !== undefined) throw new CliError(`--name ${name}: ${why}`, 2);
  const count = jobs === undefined ? availableParallelism() : Number(jobs);
  if (!Number.isInteger(count) || count < 1 || count > maxJobs) {
    throw new CliError(`--jobs ${jobs}: a whole number from 1 to ${maxJobs} is expected`, 2);
  }
  return {
    out,
    pattern: name,
    jobs: Math.min(count, maxJobs),
    memory: memory === undefined ? usualMemory() : sizeOf(memory),
  };
}

/** Three quarters of what the machine has, or of what the system lets this process have. */
function usualMemory(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return 0.75 * Math.min(totalmem(), constrained);
}

/** "2GiB", "1.5 GB", "800M" in bytes. */
function sizeOf(text: string): number {
  const [, digits, unit, binary] = /^([\d.]+)\s*([kmgt])(i?)b?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * (binary ? 1024 : 1000) ** ('kmgt'.indexOf((unit ?? '').toLowerCase()) + 1);
  if (unit === undefined || !(bytes >= 1))
    throw new CliError(`--memory ${text}: a size is expected, for example 2GiB`, 2);
  return bytes;
}
