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

/** A slab computes `reach` slices twice at its sides: with so many times as many of its own, two threads still gain a third. */
const leastForThreads = 4;
/** And cutting finer than there are threads costs a sixteenth at most. */
const leastForPieces = 32;

/**
 * The slabs in which a task of `depth` slices is run: no fewer than there are threads, and about `pieceBytes` each; but not so
 * thin that what is computed twice at their sides would eat up the gain.
 */
export function slabsOf(depth: number, reach: number, bytes: number, pieceBytes: number, threads: number): Slab[] {
  const most = (times: number) => Math.floor(depth / Math.max(1, times * reach));
  const forThreads = Math.min(threads, most(leastForThreads));
  const count = Math.max(1, forThreads, Math.min(Math.ceil(bytes / pieceBytes), most(leastForPieces)));
  return Array.from({ length: count }, (_, n) => ({
    start: Math.floor((n * depth) / count),
    end: Math.floor(((n + 1) * depth) / count),
  }));
}
