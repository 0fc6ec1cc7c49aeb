import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, reasonOf } from '#src/cli/cliError.ts';

/** The folder in which a batch keeps what it needs, below the folder for results; no result has a name that begins with a dot. */
export interface WorkFolder {
  /** What is done. */
  readonly state: string;
  /** Where files lie until they are whole. */
  readonly temporary: string;
  /** The rows of the summary, as they come. */
  readonly rows: string;
  release(): void;
}

/**
 * Takes a folder for results for one batch, and clears away what a batch that was killed has left half-written. Throws CliError when
 * another batch is at work there.
 */
export function takeWorkFolder(out: string): WorkFolder {
  const folder = join(out, '.voxgraph');
  const lock = join(folder, 'lock');
  const temporary = join(folder, 'temporary');
  try {
    mkdirSync(folder, { recursive: true });
    takeLock(lock, out);
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`The folder ${out} cannot be used for results: ${reasonOf(error)}`);
  }
  return {
    state: join(folder, 'done.jsonl'),
    temporary,
    rows: join(temporary, 'rows.jsonl'),
    release() {
      rmSync(temporary, { recursive: true, force: true });
      rmSync(lock, { force: true });
    },
  };
}

function takeLock(lock: string, out: string): void {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = holderOf(lock);
    if (holder !== undefined) {
      throw new CliError(
        `Another batch writes to ${out} (process ${holder}): wait for it, or delete ${lock} if it is gone`,
      );
    }
    // Moved away rather than deleted: of two that find it, one alone can move it.
    const stale = `${lock}.${process.pid}`;
    try {
      renameSync(lock, stale);
      rmSync(stale, { force: true });
    } catch {
      // The other one has.
    }
  }
  throw new CliError(`Another batch begins to write to ${out} at the same time: try again`);
}

/** The process that holds a lock, while it lives. */
function holderOf(lock: string): number | undefined {
  const [id, start] = readText(lock).split(' ');
  const holder = Number(id);
  if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
  // Numbers of processes come again, in containers always the same: the one that lives must have begun when the holder did.
  return startOf(holder) === (start ?? '') ? holder : undefined;
}

/** When a process began, where the system tells it (Linux); as a text of its own counting. */
function startOf(id: number): string {
  // The name of the program, in brackets, may hold spaces.
  return readText(`/proc/${id}/stat`).replace(/^.*\)/s, '').split(' ')[20] ?? '';
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
