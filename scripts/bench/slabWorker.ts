import { parentPort } from 'node:worker_threads';
import { defaultParams } from '#src/graph/params.ts';
import { spacingOf } from '#src/image/affine.ts';
import { cropSlab } from '#src/image/volume.ts';
import { release } from './memory.ts';
import { knownModule, runModule } from './runModule.ts';
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

/** As the engine does it: the slices with the halo that the module asks for, of whose result the surplus is cut off. */
async function runSlab({ module, params, image, slab, target }: SlabTask): Promise<void> {
  const definition = knownModule(module);
  const halo = definition.halo?.({ ...defaultParams(definition.params), ...params }, spacingOf(image.affine));
  if (halo === undefined) throw new Error(`${module} needs the whole image with these parameters`);
  const start = Math.max(0, slab.start - halo);
  const end = Math.min(image.size[2], slab.end + halo);
  const voxels = await runModule(module, params, cropSlab(image, { start, end }));
  const plane = image.size[0] * image.size[1];
  target.set(voxels.subarray((slab.start - start) * plane, (slab.end - start) * plane), slab.start * plane);
  release(voxels);
}
