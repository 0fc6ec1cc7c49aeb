import type { PortValue } from '#src/graph/ports.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Passed } from './messages.ts';
import { isVolume } from './result.ts';
import type { Task, TaskOutcome } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

// A module may give an input as its output, without a copy. Memory that crosses to a worker and back comes as another object,
// or as a copy: so it is told which input it was, lest the page counts, or holds, it twice.

/** What of an outcome lies in the memory of the inputs, and the outcome without that. */
export function withoutPassed(task: Task, outcome: TaskOutcome): { outcome: TaskOutcome; passed: Passed[] } {
  if (outcome.status !== 'done') return { outcome, passed: [] };
  const inputs = Object.entries(task.inputs).flatMap(([input, value]) =>
    isVolume(value) ? [[input, value] as const] : [],
  );
  const passed: Passed[] = [];
  const entries = Object.entries(outcome.outputs).map(([output, value]): [string, PortValue] => {
    if (!isVolume(value)) return [output, value];
    const { voxels } = value;
    const from = inputs.find(
      ([, input]) => input.voxels.buffer === voxels.buffer && input.voxels.byteOffset <= voxels.byteOffset,
    );
    if (!from || voxels.byteLength === 0) return [output, value];
    const byteOffset = voxels.byteOffset - from[1].voxels.byteOffset;
    passed.push({ output, input: from[0], byteOffset, length: voxels.length });
    return [output, { ...value, voxels: voxelsOn(voxelTypeOf(voxels), new ArrayBuffer(0)) }];
  });
  return { outcome: { ...outcome, outputs: Object.fromEntries(entries) }, passed };
}

/** The outcome as the page has it, with its own memory where an input was passed on. */
export function withPassed(task: Task, outcome: TaskOutcome, passed: readonly Passed[]): TaskOutcome {
  if (outcome.status !== 'done' || passed.length === 0) return outcome;
  const outputs: Record<string, PortValue> = { ...outcome.outputs };
  for (const { output, input, byteOffset, length } of passed) {
    const [value, source] = [outputs[output], task.inputs[input]];
    if (!isVolume(value) || !isVolume(source)) continue;
    const { buffer, byteOffset: start } = source.voxels;
    outputs[output] = { ...value, voxels: voxelsOn(voxelTypeOf(value.voxels), buffer, start + byteOffset, length) };
  }
  return { ...outcome, outputs };
}
