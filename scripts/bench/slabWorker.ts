import { parentPort } from 'node:worker_threads';
import { modules } from '#modules/index.ts';
import { sharedBuffer } from '#src/engine/allocate.ts';
import { runTask } from '#src/engine/runTask.ts';
import { restricted } from '#src/engine/slabs.ts';
import { defaultParams } from '#src/graph/params.ts';
import { spacingOf } from '#src/image/affine.ts';
import { knownModule } from './runModule.ts';
import { switchKernels } from './switchKernels.ts';
import type { SlabTask } from './workers.ts';

switchKernels('webassembly');
parentPort?.on('message', async (task: SlabTask) => {
  try {
    await runSlab(task);
    parentPort?.postMessage(undefined);
  } catch (error) {
    parentPort?.postMessage(String(error));
  }
});

/** By the engine's own functions: the slices with the halo that the module asks for, written to their place. */
async function runSlab({ module, params: given, image, slab, target }: SlabTask): Promise<void> {
  const definition = knownModule(module);
  const params = { ...defaultParams(definition.params), ...given };
  const halo = definition.halo?.(params, spacingOf(image.affine));
  if (halo === undefined) throw new Error(`${module} needs the whole image with these parameters`);
  const plane = image.size[0] * image.size[1];
  const into = { output0: target.subarray(slab.start * plane, slab.end * plane) };
  const whole = { module, inputs: { input0: image }, params, halo };
  const piece = restricted(whole, slab, image.size[2]);
  const outcome = await runTask(modules, { ...piece, into }, () => {}, sharedBuffer);
  if (outcome.status === 'failed') throw new Error(outcome.message);
}
