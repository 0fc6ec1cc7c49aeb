import type { Volume } from '#src/image/volume.ts';
import { memoryOf } from '#src/image/voxelMemory.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { setNewest } from './newest.ts';
import { isVolume } from './result.ts';
import { type Executor, isInner, type OutputTypes, type Task, type TaskInput } from './task.ts';

/** How many answers are kept. */
const maxKnown = 500;

/**
 * Asks for the voxel types of the image outputs of a local task. The type of a result follows from the types of the inputs and
 * the parameters alone, so a run on a single voxel tells it, and no module has to say it a second time. Undefined when that run
 * fails: then the run on the whole image says why, or does not fail.
 */
export function createOutputTypes(
  executor: Executor,
): (task: Task, signal: AbortSignal) => Promise<OutputTypes | undefined> {
  const known = new Map<string, OutputTypes | undefined>();
  return async (task, signal) => {
    const name = describe(task);
    if (known.has(name)) return known.get(name);
    const tried = onOneVoxel(task);
    const outcome = await executor.run(tried, signal, () => {});
    if (outcome.status === 'cancelled') return undefined;
    const outputs = outcome.status === 'done' ? Object.entries(outcome.outputs) : [];
    const images = outputs.flatMap(([output, value]) => (isVolume(value) ? [[output, value] as const] : []));
    const buffers = Object.values(tried.inputs).flatMap((input) => (isVolume(input) ? [memoryOf(input.voxels)] : []));
    const found =
      images.length === 0 || images.length < outputs.length
        ? undefined
        : {
            types: Object.fromEntries(images.map(([output, { voxels }]) => [output, voxelTypeOf(voxels)])),
            isPassing: images.some(([, { voxels }]) => buffers.includes(memoryOf(voxels))),
          };
    setNewest(known, name, found, maxKnown);
    return found;
  };
}

function onOneVoxel(task: Task): Task {
  const inputs = Object.entries(task.inputs).map(([name, input]): [string, TaskInput | undefined] => {
    if (isInner(input)) return [name, { ...input, task: onOneVoxel(input.task) }];
    return [name, isVolume(input) ? oneVoxel(input) : input];
  });
  return { ...task, inputs: Object.fromEntries(inputs) };
}

function oneVoxel(volume: Volume): Volume {
  return { ...volume, size: [1, 1, 1], voxels: new voxelArrays[voxelTypeOf(volume.voxels)](1) };
}

/** What the answer depends on. */
function describe({ module, params, inputs }: Task): string {
  const given = Object.entries(inputs).map(([name, input]) => {
    if (isInner(input)) return [name, input.output, describe(input.task)];
    return [name, isVolume(input) ? { type: voxelTypeOf(input.voxels) } : input];
  });
  return JSON.stringify([module, params, given], exact);
}

/** JSON writes all of these as null or 0. */
function exact(_: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) && !Object.is(value, -0) ? value : { number: Object.is(value, -0) ? '-0' : `${value}` };
}
