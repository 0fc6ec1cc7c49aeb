import type { OpenFile, SharedWork } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Slab, Voxels, VoxelType } from '#src/image/volume.ts';
import type { Team } from './teamShare.ts';

/** A file as it crosses to a worker: a Blob of the browser, or what the command line opened itself. */
export interface TaskFile {
  readonly name: string;
  readonly content: Blob | OpenFile;
}

/** One run of one module, or of a chain of local ones: plain data, so that it can cross to a worker. */
export interface Task {
  readonly module: string;
  readonly inputs: Readonly<Record<string, TaskInput | undefined>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** Names the result, and so the node that a report is of. */
  readonly key?: string;
  /** Present where the module is local: how many slices it needs beyond each side. Such a task can be run slab by slab. */
  readonly halo?: number;
  /** Of the slices that the images have, those that are wanted; all of them when it is not said. */
  readonly slab?: Slab;
  /** Where the slices of the image outputs go, in memory that both sides see; each is as long as the slices are. */
  readonly into?: Readonly<Record<string, Voxels>>;
  /** Present where workers can share the work (`ModuleDefinition.shares`): what comes of it. */
  readonly shares?: SharedWork & { readonly output: string };
  /** The others who run the same task, into the same memory. */
  readonly team?: Team;
  /** For slices that somebody looks at: they go before whole images. */
  readonly isUrgent?: boolean;
}

/** What arrives at an input: a value, or an image that is computed on the way and kept nowhere. */
export type TaskInput = PortValue | InnerTask;

export interface InnerTask {
  readonly task: Task;
  readonly output: string;
}

export type Outputs = Readonly<Record<string, PortValue>>;

/** What is told of the run of one module. */
export interface TaskReport {
  readonly key?: string;
  readonly warnings: readonly string[];
  /** Of a run on some slices: what holds of the whole if it is told of all others too. */
  readonly ofWhole?: readonly string[];
  readonly ms: number;
}

/** What came of a task; a module's error is a sentence here, with the key of the (inner) task that failed. */
export type TaskOutcome =
  | (TaskReport & {
      readonly status: 'done';
      readonly outputs: Outputs;
      /** Of the tasks within it, in the order in which they ran. */
      readonly inner: readonly TaskReport[];
    })
  | { readonly status: 'failed'; readonly message: string; readonly key?: string }
  | { readonly status: 'cancelled' };

/** What a local task gives, known before it is run. */
export interface OutputTypes {
  readonly types: Readonly<Record<string, VoxelType>>;
  /** An output is an input as it is (Mask in mode Original): then it shares its memory. */
  readonly isPassing: boolean;
}

/** Runs tasks somewhere. `run` never rejects. */
export interface Executor {
  run(task: Task, signal: AbortSignal, onProgress: (fraction: number) => void): Promise<TaskOutcome>;
  /** Undefined when it cannot be told, or not before the task is run. */
  typesOf?(task: Task, signal: AbortSignal): Promise<OutputTypes | undefined>;
  dispose(): void;
}

/** Whether a parameter of a task is a file. */
export function isTaskFile(value: unknown): value is TaskFile {
  return typeof value === 'object' && value !== null && 'content' in value && 'name' in value;
}

/** Whether an input is computed on the way. */
export function isInner(input: TaskInput | undefined): input is InnerTask {
  return typeof input === 'object' && 'task' in input;
}
