import type { PortValue } from '#src/graph/ports.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Passed } from './messages.ts';
import { isVolume } from './result.ts';
import type { Task, TaskOutcome } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

// A module may give an input as its output, without a copy, and writes to memory that was given for it. Memory that crosses to a worker and
// back comes as another object, or as a copy: so it is told which it was, lest the page counts, or holds, it twice.

/** What of an outcome lies in the memory of the task, and the outcome without that. */
export function withoutPassed(task: Task, outcome: TaskOutcome): { outcome: TaskOutcome; passed: Passed[] } {
  if (outcome.status !== 'done') return { outcome, passed: [] };
  const sources = sourcesOf(task);
  const passed: Passed[] = [];
  const entries = Object.entries(outcome.outputs).map(([output, value]): [string, PortValue] => {
    if (!isVolume(value)) return [output, value];
    const { voxels } = value;
    const source = sources.find(
      (each) => each.voxels.buffer === voxels.buffer && each.voxels.byteOffset <= voxels.byteOffset,
    );
    if (!source || voxels.byteLength === 0) return [output, value];
    const { from, name } = source;
    passed.push({
      output,
      from,
      name,
      byteOffset: voxels.byteOffset - source.voxels.byteOffset,
      length: voxels.length,
    });
    return [output, { ...value, voxels: voxelsOn(voxelTypeOf(voxels), new ArrayBuffer(0)) }];
  });
  return { outcome: { ...outcome, outputs: Object.fromEntries(entries) }, passed };
}

/** The outcome as the page has it, with its own memory where that of the task was passed on. */
export function withPassed(task: Task, outcome: TaskOutcome, passed: readonly Passed[]): TaskOutcome {
  if (outcome.status !== 'done' || passed.length === 0) return outcome;
  const outputs: Record<string, PortValue> = { ...outcome.outputs };
  const sources = sourcesOf(task);
  for (const { output, from, name, byteOffset, length } of passed) {
    const value = outputs[output];
    const source = sources.find((each) => each.from === from && each.name === name);
    if (!isVolume(value) || !source) continue;
    const { buffer, byteOffset: start } = source.voxels;
    outputs[output] = { ...value, voxels: voxelsOn(voxelTypeOf(value.voxels), buffer, start + byteOffset, length) };
  }
  return { ...outcome, outputs };
}

/** The memory that a task brings, with its names. */
function sourcesOf({ inputs, into = {} }: Task): (Pick<Passed, 'from' | 'name'> & { readonly voxels: Voxels })[] {
  return [
    ...Object.entries(into).map(([name, voxels]) => ({ from: 'into' as const, name, voxels })),
    ...Object.entries(inputs).flatMap(([name, value]) =>
      isVolume(value) ? [{ from: 'inputs' as const, name, voxels: value.voxels }] : [],
    ),
  ];
}
