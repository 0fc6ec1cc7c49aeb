import type { Voxels } from '#src/image/volume.ts';
import type { Loaded } from './load.ts';
import type { VolumeName } from './volumes.ts';

/**
 * Whose time it is: the product, a copy of the input's bytes into fresh memory, the product without WebAssembly, a version by the
 * book, Debian's Python, or something else that a row names.
 */
export type Column = 'ours' | 'copy' | 'plain' | 'naive' | 'python' | 'other';

/** What is to be reached, on the volumes `at`. Times count as reached when both wall and processor time do. */
export type Goal = GoalAt & (TimeGoal | MemoryGoal);

interface GoalAt {
  readonly at: readonly VolumeName[];
  /** Where it is not the row's. */
  readonly number?: string;
}

type TimeGoal =
  | {
      readonly kind: 'faster';
      readonly than: Column;
      readonly factor: number;
      /** Where processor time says nothing, since several threads work. */
      readonly clock?: 'wall';
    }
  | { readonly kind: 'within'; readonly of: Column; readonly factor: number };

type MemoryGoal =
  /** MiB of the peak: a constant, and a multiple of the bytes of the image's voxels. */
  | { readonly kind: 'peak'; readonly constant: number; readonly timesVoxels: number }
  | { readonly kind: 'peakShare'; readonly of: Column; readonly share: number }
  /** The result is not larger than that of the row's `fileLimit`. */
  | { readonly kind: 'bytes' };

/** One line of the table for each of its volumes. */
interface RowBase {
  readonly name: string;
  /** Its number in the list of goals, P1 to P13. */
  readonly number?: string;
  readonly volumes: readonly VolumeName[];
  readonly goals?: readonly Goal[];
}

/** Files stand for the voxels in them where something is copied. */
export type Input = 'image' | 'mask' | 'float32' | 'file';

export type Computation = (input: Loaded) => Voxels | Promise<Voxels>;

/** Work within this process, from voxels or bytes in memory to a result in fresh memory. */
export interface StepRow extends RowBase {
  readonly kind: 'step';
  /** What it works on, and what the copy copies. */
  readonly of: Input;
  /** What is copied for comparison, where that is not `of`. */
  readonly copies?: Input;
  readonly ours: Computation;
  /** False where there is no WebAssembly in it. */
  readonly hasPlain?: boolean;
  readonly naive?: Computation;
  /** An expression over `d` (the image), `m` (the mask), `f` (float32), `path` and what peer.py defines. */
  readonly python?: string;
  /** A Python package, or a program, without which there is no such row. */
  readonly needs?: string;
  /** A comparison of this row alone. */
  readonly other?: { readonly name: string; readonly run: Computation };
  /** What of a result is compared, where that is not all of it. */
  readonly compared?: (result: Voxels) => Voxels;
  /** A file that ours must not be larger than. */
  readonly fileLimit?: { readonly name: string; readonly run: Computation };
  /** How far floats may lie from ours, relative to the largest value; by default not at all. */
  readonly tolerance?: number;
}

/** A whole process, file to file: graphs/brain-mask.json by the command line. */
export interface ProcessRow extends RowBase {
  readonly kind: 'process';
  readonly radius: number;
  readonly connectivity: 6 | 26;
  /** What is measured under Python: by itself the same in Python; the program of ITK instead of it; nothing. */
  readonly peer?: 'itk' | 'none';
}

/** A local module by one and by two worker threads on shared memory, in slabs with halo. */
export interface WorkerRow extends RowBase {
  readonly kind: 'workers';
  readonly of: 'image' | 'mask' | 'float32';
  readonly module: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Row = StepRow | ProcessRow | WorkerRow;
