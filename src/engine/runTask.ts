import type { ModuleSet, OpenFile, RunContext } from '#src/graph/module.ts';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import type { Task, TaskFile, TaskOutcome } from './task.ts';
import { isTaskFile } from './task.ts';

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
    return { status: 'done', outputs, warnings, ms: performance.now() - start };
  } catch (error) {
    return { status: 'failed', message: messageOf(error) };
  }
}

/** The sentence of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error);
}

function allocate<T extends VoxelType>(
  type: T,
  length: number,
  allocateBuffer: AllocateBuffer,
): InstanceType<(typeof voxelArrays)[T]> {
  const bytes = length * voxelTypes[type].bytes;
  const Voxels = voxelArrays[type] as unknown as new (buffer: ArrayBufferLike) => InstanceType<(typeof voxelArrays)[T]>;
  try {
    return new Voxels(allocateBuffer(bytes));
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
