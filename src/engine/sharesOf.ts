import type { AnyModule } from '#src/graph/module.ts';
import { imageHeader } from './headers.ts';
import { isVolume } from './result.ts';
import type { Task } from './task.ts';

/** What comes of a task whose work can be shared; nothing where it cannot. */
export function sharesOf(
  { shares, outputs }: AnyModule,
  inputs: Task['inputs'],
  params: Task['params'],
): Pick<Task, 'shares'> {
  if (!shares) return {};
  const images = Object.entries(inputs).flatMap(([input, value]) =>
    isVolume(value) ? [[input, imageHeader(value)] as const] : [],
  );
  try {
    const made = shares(Object.fromEntries(images), params);
    return made ? { shares: { output: Object.keys(outputs)[0], ...made } } : {};
  } catch {
    // What is wrong with the parameters is said by the run.
    return {};
  }
}
