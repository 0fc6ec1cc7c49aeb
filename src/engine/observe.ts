import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Plan } from './key.ts';
import type { MemoEntry } from './memo.ts';
import type { Planned } from './result.ts';
import { isVolume } from './result.ts';
import type { EvaluationError } from './states.ts';
import type { Task } from './task.ts';

/** An image that a run got. */
export interface InputImage {
  readonly input: string;
  readonly size: Vec3;
  readonly type: VoxelType;
}

/** What came of a question that reached a node: its result was remembered, its module ran, or failed. */
export type RunEvent = {
  /** The node as the document of the question calls it. */
  readonly node: string;
  readonly plan: Plan;
  readonly planned: Planned;
} & (
  | { readonly kind: 'remembered' }
  | {
      readonly kind: 'computed';
      /** Whether it was asked for some slices only. */
      readonly isPart: boolean;
      readonly result: Pick<MemoEntry, 'ms' | 'bytes' | 'warnings'>;
      readonly images: readonly InputImage[];
    }
  | { readonly kind: 'failed'; readonly error: EvaluationError; readonly images: readonly InputImage[] }
);

/** Is told of every question that reaches a node, often: it must be quick. It is told only what has happened, and changes nothing. */
export type Observe = (event: RunEvent) => void;

/** The images that a task gets; those that are computed on the way to it are left out. */
export function inputImages(task: Task): InputImage[] {
  return Object.entries(task.inputs).flatMap(([input, value]) =>
    isVolume(value) ? [{ input, size: value.size, type: voxelTypeOf(value.voxels) }] : [],
  );
}

/** Tells of failures, each once, however many questions wait for it. */
export interface Failures {
  /** The images that the task of an error got, before it is told. */
  got(error: EvaluationError, images: readonly InputImage[]): void;
  /** Tells an error of one of these nodes; what failed below them has been told by its own run. */
  tell(
    plan: Plan,
    nodes: readonly { readonly name: string; readonly planned: Planned }[],
    error: EvaluationError,
  ): void;
}

export function createFailures(observe: Observe | undefined): Failures {
  const told = new WeakSet<EvaluationError>();
  const given = new WeakMap<EvaluationError, readonly InputImage[]>();
  return {
    got: (error, images) => given.set(error, images),
    tell(plan, nodes, error) {
      const own = nodes.find(({ planned }) => planned.key === error.key);
      if (!own || error.isCancelled || told.has(error)) return;
      told.add(error);
      const { name: node, planned } = own;
      observe?.({ kind: 'failed', node, plan, planned, error, images: given.get(error) ?? [] });
    },
  };
}
