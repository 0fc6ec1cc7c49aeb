import { Worker } from 'node:worker_threads';
import type { Team } from '#src/engine/teamShare.ts';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Slab, Volume, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';

/**
 * What a worker is asked to do, into memory that it shares with its caller: slices of a local module's output, or what others of its team
 * leave to it of another's.
 */
export interface WorkerTask {
  readonly module: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly image: Volume;
  readonly part: Slab | Team;
  readonly target: Voxels;
}

/** Worker threads with the kernels loaded. */
export interface Workers {
  /** Runs each task on a worker of its own, at the same time. Throws what one of them threw. */
  run(tasks: readonly WorkerTask[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts so many workers of the bundle at `entry`, which is slabWorker.ts. */
export function startWorkers(entry: URL, count: number): Workers {
  const workers = Array.from({ length: count }, () => new Worker(entry));
  return {
    async run(tasks) {
      await Promise.all(tasks.map((task, n) => answered(workers[n], task)));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function answered(worker: Worker, task: WorkerTask): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (error: string | undefined) => (error ? reject(new Error(error)) : resolve()));
    worker.postMessage(task);
  });
}

/** The slices in `parts` slabs of nearly equal numbers. */
export function slabsOf(slices: number, parts: number): readonly Slab[] {
  return Array.from({ length: parts }, (_, n) => ({
    start: Math.floor((n * slices) / parts),
    end: Math.floor(((n + 1) * slices) / parts),
  }));
}

/** The same image in memory that threads share. */
export function shared(image: Volume): Volume {
  const { voxels } = image;
  const copy: Voxels = voxelsOn(voxelTypeOf(voxels), new SharedArrayBuffer(voxels.byteLength));
  copy.set(voxels);
  return { ...image, voxels: copy };
}
