import type { ModuleSet, OpenFile, RunContext } from '#src/graph/module.ts';
import type { VoxelType } from '#src/image/volume.ts';
import type { voxelArrays } from '#src/image/voxelType.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import type { Task, TaskFile, TaskOutcome } from './task.ts';
import { isTaskFile } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

/** Memory for voxels: shared where the page is cross-origin isolated, so that no result is ever copied between workers. */
export type AllocateBuffer = (bytes: number) => ArrayBufferLike;

/**
 * Runs a task on this thread. The one place where what a module throws becomes a value: `run` of a module is called nowhere
 * else, and this function does not reject.
 */
export async function runTask(
  modules: ModuleSet,
  task: Task,
  onProgress: (fraction: number) => void,
  allocateBuffer: AllocateBuffer,
): Promise<TaskOutcome> {
  const warnings: string[] = [];
  const context: RunContext = {
    progress: onProgress,
    warn: (sentence) => warnings.push(sentence),
    allocate: (type, length) => allocate(type, length, allocateBuffer),
  };
  const start = performance.now();
  try {
    const module = modules.get(task.module);
    if (!module) throw new Error(`The module ${task.module} is not known`);
    const params = Object.fromEntries(
      Object.entries(task.params).map(([name, value]) => [name, isTaskFile(value) ? openFile(value) : value]),
    );
    const outputs = await module.run(task.inputs, params, context);
    if (typeof outputs !== 'object' || outputs === null) {
      throw new Error(`${module.id} gave no outputs: this is a fault of the module`);
    }
    return { status: 'done', outputs, warnings, ms: performance.now() - start };
  } catch (error) {
    return { status: 'failed', message: messageOf(error) };
  }
}

/** The sentence of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  try {
    return String(error);
  } catch {
    return 'Something was thrown that has no text';
  }
}

function allocate<T extends VoxelType>(
  type: T,
  length: number,
  allocateBuffer: AllocateBuffer,
): InstanceType<(typeof voxelArrays)[T]> {
  const bytes = length * voxelTypes[type].bytes;
  try {
    return voxelsOn(type, allocateBuffer(bytes));
  } catch {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new Error(
      `Not enough memory for ${length} voxels of ${type} (${mebibytes} MiB): crop the image or close others`,
    );
  }
}

function openFile({ name, content }: TaskFile): OpenFile {
  if (!(content instanceof Blob)) return content;
  return {
    name,
    size: content.size,
    bytes: async (start = 0, end = content.size) => new Uint8Array(await content.slice(start, end).arrayBuffer()),
  };
}
