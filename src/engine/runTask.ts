import type { AnyModule, ModuleSet, OpenFile } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import type { Slab, Voxels, VoxelType } from '#src/image/volume.ts';
import { isAtStart } from '#src/image/voxelMemory.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { type AllocateBuffer, allocateVoxels, ownBuffer } from './allocate.ts';
import { openBlob } from './openBlob.ts';
import { compacted, cropped, isVolume, whyNotOutputs } from './result.ts';
import { seldom } from './seldom.ts';
import type { Outputs, Task, TaskFile, TaskOutcome, TaskReport } from './task.ts';
import { isInner, isTaskFile } from './task.ts';
import { createTeamShare, LeftTeam } from './teamShare.ts';
import type { VoxelArray } from './voxelsOn.ts';

/**
 * Runs a task on this thread, those within it first. The one place where what a module throws becomes a value: `run` of a
 * module is called nowhere else, and this function does not reject. The progress of a chain is that of all its modules: it is told
 * seldom, but `requireWanted` is called each time that a module tells of it, and throws where the result is not wanted any more.
 */
export async function runTask(
  modules: ModuleSet,
  task: Task,
  onProgress: (fraction: number) => void,
  allocateBuffer: AllocateBuffer,
  requireWanted: () => void = () => {},
): Promise<TaskOutcome> {
  const count = 1 + innerTasks(task).length;
  const reports: TaskReport[] = [];
  let current = task;
  const tell = seldom(onProgress);

  async function run(step: Task): Promise<Outputs> {
    const inputs: Record<string, PortValue | undefined> = {};
    for (const [name, input] of Object.entries(step.inputs)) {
      inputs[name] = isInner(input) ? (await run(input.task))[input.output] : input;
    }
    current = step;
    const warnings: string[] = [];
    const ofWhole: string[] = [];
    let isCut = false;
    const wantedOf = (slab: Slab) => () => {
      isCut = true;
      return slab;
    };
    const context: RunContext = {
      progress(fraction) {
        requireWanted();
        tell(count === 1 ? fraction : (reports.length + within(fraction)) / count);
      },
      warn: (sentence, of) => (of === 'whole' && step.slab ? ofWhole : warnings).push(sentence),
      ...(step.team ? { share: createTeamShare(step.team, requireWanted), scratch: step.team.scratch } : {}),
      allocate: allocator(modules.get(step.module), step, step === task ? allocateBuffer : ownBuffer),
      ...(step.slab && step.halo !== undefined ? { wanted: wantedOf(step.slab) } : {}),
    };
    const start = performance.now();
    const outputs = await runModule(modules, step, inputs, context, () => isCut);
    reports.push({ key: step.key, warnings, ofWhole, ms: performance.now() - start });
    return outputs;
  }

  try {
    const outputs = await run(task);
    const inner = reports.slice(0, -1);
    return { ...reports[reports.length - 1], status: 'done', outputs, inner };
  } catch (error) {
    if (error instanceof LeftTeam) return { status: 'cancelled' };
    return { status: 'failed', message: messageOf(error), key: current.key };
  }
}

/** The tasks within a task, in the order in which they run. */
export function innerTasks(task: Task): Task[] {
  return Object.values(task.inputs).flatMap((input) => (isInner(input) ? [...innerTasks(input.task), input.task] : []));
}

async function runModule(
  modules: ModuleSet,
  { module: id, params: given, slab, into, halo }: Task,
  inputs: Readonly<Record<string, PortValue | undefined>>,
  context: RunContext,
  isCut: () => boolean,
): Promise<Outputs> {
  const module = modules.get(id);
  if (!module) throw new Error(`The module ${id} is not known`);
  const outputs = await module.run(inputs, openedFiles(given), context);
  if (typeof outputs !== 'object' || outputs === null) {
    throw new Error(`${module.id} gave no outputs: this is a fault of the module`);
  }
  // A module that has asked which slices are wanted gives these alone.
  const cut = slab && isCut() ? slab.end - slab.start : undefined;
  const depth = halo === undefined ? undefined : (cut ?? Object.values(inputs).find(isVolume)?.size[2]);
  const why = whyNotOutputs(module, outputs, depth);
  if (why !== undefined) throw new Error(why);
  const wanted = slab && cut === undefined ? cropped(outputs, slab) : outputs;
  if (into) return written(module, wanted, into);
  return slab ? compacted(wanted) : wanted;
}

/** The images as they are in the memory that was given for them; what the module did not write there itself is copied. */
function written(module: AnyModule, outputs: Outputs, into: NonNullable<Task['into']>): Outputs {
  const entries = Object.entries(outputs).map(([name, value]): [string, PortValue] => {
    const target = Object.hasOwn(into, name) ? into[name] : undefined;
    if (!target || !isVolume(value)) return [name, value];
    const { voxels } = value;
    if (voxelTypeOf(voxels) !== voxelTypeOf(target) || voxels.length !== target.length) {
      throw new Error(
        `${module.id} gave ${voxels.length} voxels of ${voxelTypeOf(voxels)} as ${name} instead of ${target.length} of ` +
          `${voxelTypeOf(target)}: this is a fault of the module`,
      );
    }
    const isThere = voxels.buffer === target.buffer && voxels.byteOffset === target.byteOffset;
    if (!isThere) target.set(voxels);
    return [name, { ...value, voxels: target }];
  });
  return Object.fromEntries(entries);
}

/**
 * What a module gets as `allocate`. Where the only image output has its place and nothing will be cut off, the first memory
 * asked for that fits is that place, so that most modules write there without a copy.
 */
function allocator(module: AnyModule | undefined, task: Task, allocateBuffer: AllocateBuffer): RunContext['allocate'] {
  const targets = Object.values(task.into ?? {});
  const isOne = targets.length === 1 && Object.keys(module?.outputs ?? {}).length === 1;
  let place: Voxels | undefined = isOne ? targets[0] : undefined;
  const byteOffset = isOne ? offsetLike(targets[0], task.slab) : 0;
  return <T extends VoxelType>(type: T, length: number, given?: Voxels | 'nothing'): VoxelArray<T> => {
    if (place && place.length === length && voxelTypeOf(place) === type) {
      const found = place as VoxelArray<T>;
      place = undefined;
      return found;
    }
    const over = given === 'nothing' ? undefined : given;
    // A slab of an image is not the only one, and what begins within its memory would be written before it is read.
    const isWhole = task.slab === undefined && over !== undefined && isAtStart(over);
    // What is wider would be written where it has not been read yet.
    const isRoom = isWhole && voxelTypes[type].bytes <= over.BYTES_PER_ELEMENT;
    if (!task.into) {
      const use = { isWritten: given !== undefined, ...(isRoom ? { over } : {}) };
      return allocateVoxels(type, length, allocateBuffer, 0, use);
    }
    // What is only a step on the way to its place need not be seen by others.
    const isAligned = isOne && voxelTypeOf(targets[0]) === type;
    return allocateVoxels(type, length, ownBuffer, isAligned ? byteOffset : 0);
  };
}

/**
 * Where voxels have to begin in their buffer, so that the slices that are wanted of them lie at the same bytes of a word as their
 * place: shared memory is copied by words then, and byte by byte, four times as slowly, otherwise.
 */
function offsetLike(target: Voxels, slab: Slab | undefined): number {
  const skipped = slab ? (slab.start * target.byteLength) / (slab.end - slab.start) : 0;
  return (((target.byteOffset - skipped) % 8) + 8) % 8;
}

function within(fraction: number): number {
  return fraction > 0 ? Math.min(1, fraction) : 0;
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

/** The parameters of a task as a module sees them. */
export function openedFiles(params: Task['params']): Readonly<Record<string, unknown>> {
  const entries = Object.entries(params).map(([name, value]) => [name, isTaskFile(value) ? openFile(value) : value]);
  return Object.fromEntries(entries);
}

function openFile({ name, content }: TaskFile): OpenFile {
  return content instanceof Blob ? openBlob(name, content) : content;
}
