import { availableParallelism } from 'node:os';
import { CliError } from '#src/cli/cliError.ts';
import { machineMemory } from '#src/cli/memoryLimit.ts';
import { memorySize } from '#src/cli/memorySize.ts';
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
    memory: memory === undefined ? machineMemory() : memorySize(memory),
  };
}
