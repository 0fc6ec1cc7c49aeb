import { parentPort } from 'node:worker_threads';
import { modules } from '#modules/index.ts';
import { sharedBuffer } from '#src/engine/allocate.ts';
import { runTask } from '#src/engine/runTask.ts';
import { restricted } from '#src/engine/slabs.ts';
import type { Task } from '#src/engine/task.ts';
import { defaultParams } from '#src/graph/params.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Slab } from '#src/image/volume.ts';
import { knownModule } from './runModule.ts';
import { switchKernels } from './switchKernels.ts';
import type { WorkerTask } from './workers.ts';

switchKernels('webassembly');
parentPort?.on('message', async (task: WorkerTask) => {
  try {
    await runPart(task);
    parentPort?.postMessage(undefined);
  } catch (error) {
    parentPort?.postMessage(String(error));
  }
});

/** By the engine's own functions: the slices with the halo that the module asks for, or what is left to this worker, written to their place. */
async function runPart({ module, params: given, image, part, target }: WorkerTask): Promise<void> {
  const definition = knownModule(module);
  const params = { ...defaultParams(definition.params), ...given };
  const whole = { module, inputs: { input0: image }, params };
  const task = 'memory' in part ? { ...whole, team: part, into: { output0: target } } : slabOf(whole, part);
  const outcome = await runTask(modules, task, () => {}, sharedBuffer);
  if (outcome.status === 'failed') throw new Error(outcome.message);

  function slabOf(task: Task, slab: Slab): Task {
    const halo = definition.halo?.(params, spacingOf(image.affine));
    if (halo === undefined) throw new Error(`${module} needs the whole image with these parameters`);
    const plane = image.size[0] * image.size[1];
    const into = { output0: target.subarray(slab.start * plane, slab.end * plane) };
    return { ...restricted({ ...task, halo }, slab, image.size[2]), into };
  }
}
