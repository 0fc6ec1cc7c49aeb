import type { Slab, Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { isVolume } from './result.ts';
import { innerTasks } from './runTask.ts';
import { isInner, type Task, type TaskInput } from './task.ts';

/** The images that come to a task from outside, those of the tasks within it too. */
export function imagesOf(task: Task): Volume[] {
  return [task, ...innerTasks(task)].flatMap(({ inputs }) => Object.values(inputs).filter(isVolume));
}

/** How many slices beyond each side a local task needs together with the tasks within it. */
export function reachOf(task: Task): number {
  const inner = Object.values(task.inputs).map((input) => (isInner(input) ? reachOf(input.task) : 0));
  return (task.halo ?? 0) + Math.max(0, ...inner);
}

/** The slices of an image of `depth` slices that are needed for those of `slab`. */
export function widened({ start, end }: Slab, halo: number, depth: number): Slab {
  return { start: Math.max(0, start - halo), end: Math.min(depth, end + halo) };
}

/** The place of some slices within others. */
export function within(slab: Slab, outer: Slab): Slab {
  return { start: slab.start - outer.start, end: slab.end - outer.start };
}

/** A local task for some of its `depth` slices: it gets only the slices that it needs, as views. */
export function restricted(task: Task, slab: Slab, depth: number): Task {
  const outer = widened(slab, task.halo ?? 0, depth);
  const inputs = Object.entries(task.inputs).map(([name, input]): [string, TaskInput | undefined] => {
    if (isInner(input)) return [name, { ...input, task: restricted(input.task, outer, depth) }];
    return [name, isVolume(input) ? cropSlab(input, outer) : input];
  });
  return { ...task, inputs: Object.fromEntries(inputs), slab: within(slab, outer) };
}

/**
 * The slabs in which a task of `depth` slices is run: about `pieceBytes` each, and no fewer than there are threads; but none thinner than
 * four times what is computed twice at its sides, or the second thread would only make up for what is done twice.
 */
export function slabsOf(depth: number, reach: number, bytes: number, pieceBytes: number, threads: number): Slab[] {
  const most = Math.floor(depth / Math.max(1, 4 * reach));
  const count = Math.max(1, Math.min(most, Math.max(threads, Math.ceil(bytes / pieceBytes))));
  return Array.from({ length: count }, (_, n) => ({
    start: Math.floor((n * depth) / count),
    end: Math.floor(((n + 1) * depth) / count),
  }));
}
