import type { PortValue } from '#src/graph/ports.ts';
import type { Slab, Volume, Voxels } from '#src/image/volume.ts';
import { type AllocateBuffer, allocateVoxels } from './allocate.ts';
import { createOutputTypes } from './outputTypes.ts';
import { isVolume } from './result.ts';
import { innerTasks, messageOf } from './runTask.ts';
import { imagesOf, reachOf, restricted, slabsOf } from './slabs.ts';
import type { Executor, Task, TaskOutcome, TaskReport } from './task.ts';

export interface InSlabsOptions {
  /** How many slabs run at the same time. With one, only chains are run in slabs: to keep what lies between small. */
  readonly threads: number;
  /** Images of fewer bytes are run in one go. */
  readonly leastBytes: number;
  readonly pieceBytes: number;
  readonly allocateBuffer: AllocateBuffer;
  /** Whether what runs the slabs sees the memory that is allocated here. */
  readonly isShared: boolean;
}

type Target = Readonly<Record<string, Voxels>>;

/**
 * Runs local tasks on whole images slab by slab, everything else as it is. The memory of the result is allocated here, once; each
 * slab is written to its place by whoever computes it, or put there when it arrives where memory is not shared. The result is the same
 * as of one run, voxel for voxel: that is what `halo` promises. The first slab that fails ends the others and is the error.
 */
export function inSlabs(executor: Executor, options: InSlabsOptions): Executor {
  const { threads, leastBytes, pieceBytes, allocateBuffer, isShared } = options;
  const typesOf = createOutputTypes(executor);

  function slabsFor(task: Task): Slab[] {
    if (task.halo === undefined || task.slab || (threads === 1 && innerTasks(task).length === 0)) return [];
    const images = imagesOf(task);
    const bytes = images.reduce((sum, { voxels }) => sum + voxels.byteLength, 0);
    if (images.length === 0 || bytes < leastBytes) return [];
    return slabsOf(images[0].size[2], reachOf(task), bytes, pieceBytes, threads);
  }

  async function run(task: Task, signal: AbortSignal, onProgress: (fraction: number) => void): Promise<TaskOutcome> {
    const slabs = slabsFor(task);
    if (slabs.length < 2) return executor.run(task, signal, onProgress);
    const known = await typesOf(task, signal);
    if (signal.aborted) return { status: 'cancelled' };
    // An input that is passed on as it is costs nothing when it is run whole.
    if (!known || known.isPassing) return executor.run(task, signal, onProgress);
    const whole = imagesOf(task)[0];
    let target: Target;
    try {
      const entries = Object.entries(known.types).map(([output, type]): [string, Voxels] => [
        output,
        allocateVoxels(type, whole.voxels.length, allocateBuffer),
      ]);
      target = Object.fromEntries(entries);
    } catch (error) {
      return { status: 'failed', message: messageOf(error), key: task.key };
    }
    return runPieces(task, slabs, whole, target, signal, onProgress);
  }

  async function runPieces(
    task: Task,
    slabs: readonly Slab[],
    whole: Volume,
    target: Target,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<TaskOutcome> {
    const failing = new AbortController();
    const pieceSignal = AbortSignal.any([signal, failing.signal]);
    const fractions = new Float64Array(slabs.length);
    const done: (TaskOutcome & { status: 'done' })[] = [];
    const failures: TaskOutcome[] = [];
    const start = performance.now();
    let next = 0;
    const tell = () => onProgress(fractions.reduce((sum, each) => sum + each, 0) / slabs.length);

    async function runNext(): Promise<void> {
      while (next < slabs.length && !pieceSignal.aborted) {
        const n = next++;
        const slab = slabs[n];
        const places = placesIn(target, slab, whole);
        const piece = restricted(task, slab, whole.size[2]);
        const outcome = await executor.run(isShared ? { ...piece, into: places } : piece, pieceSignal, (fraction) => {
          fractions[n] = Math.max(fractions[n], fraction);
          tell();
        });
        if (outcome.status === 'cancelled') return;
        if (outcome.status === 'failed') {
          failures.push(outcome);
          failing.abort();
          return;
        }
        if (!isShared) put(outcome.outputs, places);
        done[n] = outcome;
        fractions[n] = 1;
        tell();
      }
    }
    await Promise.all(Array.from({ length: threads }, runNext));
    if (signal.aborted) return { status: 'cancelled' };
    if (failures.length > 0) return failures[0];
    if (Object.keys(done).length < slabs.length) return { status: 'cancelled' };
    const outputs = Object.entries(done[0].outputs).map(([name, value]): [string, PortValue] => [
      name,
      isVolume(value) ? { ...value, size: whole.size, affine: whole.affine, voxels: target[name] } : value,
    ]);
    const reports = joined(
      done.map((outcome) => [...outcome.inner, outcome]),
      performance.now() - start,
    );
    const inner = reports.slice(0, -1);
    return { ...reports[reports.length - 1], status: 'done', outputs: Object.fromEntries(outputs), inner };
  }

  return { run, typesOf, dispose: executor.dispose };
}

/** The part of the whole results where the slices of a slab lie. */
function placesIn(target: Target, { start, end }: Slab, { size: [ni, nj] }: Volume): Target {
  const plane = ni * nj;
  const entries = Object.entries(target).map(([output, voxels]): [string, Voxels] => [
    output,
    voxels.subarray(start * plane, end * plane),
  ]);
  return Object.fromEntries(entries);
}

function put(outputs: Readonly<Record<string, PortValue>>, places: Target): void {
  for (const [output, value] of Object.entries(outputs)) if (isVolume(value)) places[output].set(value.voxels);
}

/** One report a module out of those of its slabs. The time that all of it took is shared out as the modules took theirs. */
function joined(pieces: readonly (readonly TaskReport[])[], ms: number): TaskReport[] {
  const totals = pieces[0].map((_, n) => pieces.reduce((sum, reports) => sum + reports[n].ms, 0));
  const total = totals.reduce((sum, each) => sum + each, 0);
  return pieces[0].map(({ key }, n) => ({
    key,
    warnings: [...new Set([...pieces.flatMap((reports) => reports[n].warnings), ...toldByAll(pieces, n)])],
    ms: total > 0 ? (ms * totals[n]) / total : ms / totals.length,
  }));
}

/** The sentences on the whole that the n-th module said of every slab. */
function toldByAll(pieces: readonly (readonly TaskReport[])[], n: number): readonly string[] {
  const [first, ...others] = pieces.map((reports) => reports[n].ofWhole ?? []);
  return first.filter((sentence) => others.every((told) => told.includes(sentence)));
}
