import type { OpenFile, PortValue } from '#src/graph/module.ts';

/** A file as it crosses to a worker: a Blob of the browser, or what the command line opened itself. */
export interface TaskFile {
  readonly name: string;
  readonly content: Blob | OpenFile;
}

/** One run of one module: plain data, so that it can cross to a worker. */
export interface Task {
  readonly module: string;
  readonly inputs: Readonly<Record<string, PortValue | undefined>>;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Outputs = Readonly<Record<string, PortValue>>;

/** What came of a task; a module's error is a sentence here. */
export type TaskOutcome =
  | { readonly status: 'done'; readonly outputs: Outputs; readonly warnings: readonly string[]; readonly ms: number }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'cancelled' };

/** Runs tasks somewhere. `run` never rejects. */
export interface Executor {
  run(task: Task, signal: AbortSignal, onProgress: (fraction: number) => void): Promise<TaskOutcome>;
  dispose(): void;
}

/** Whether a parameter of a task is a file. */
export function isTaskFile(value: unknown): value is TaskFile {
  return typeof value === 'object' && value !== null && 'content' in value && 'name' in value;
}
