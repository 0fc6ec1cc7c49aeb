import type { Piece } from './pieces.ts';
import type { Task, TaskOutcome } from './task.ts';

/** From the page to a worker. `settings` are plain data that only the entry file of the worker understands. */
export type ToWorker =
  /** In `stop`, where memory is shared, the page writes the number of the task that it wants no more. */
  | { readonly type: 'start'; readonly lock: string; readonly stop: Int32Array | undefined }
  /** Voxels of the task `id`, ahead of it. */
  | { readonly type: 'piece'; readonly id: number; readonly piece: Piece }
  | { readonly type: 'run'; readonly id: number; readonly task: Task; readonly settings: unknown };

/** An output that lies in memory of the task, of an input or given for the output: from which byte of it on. The page puts its own memory in. */
export interface Passed {
  readonly output: string;
  readonly from: 'inputs' | 'into';
  readonly name: string;
  readonly byteOffset: number;
  readonly length: number;
}

/** From a worker to the page. `ready` says that the worker holds its lock: when it dies, the page gets that lock. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly id: number; readonly fraction: number }
  | { readonly type: 'done'; readonly id: number; readonly outcome: TaskOutcome; readonly passed: readonly Passed[] };
