import { imageHeader } from '#src/engine/headers.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { voxelCount } from '#src/image/volume.ts';
import type { ParamSet } from './moduleParams.ts';
import type { Phantom } from './phantoms.ts';

/** Whether a module makes at most a million voxels of a phantom: a zoom by 40 along each axis tells no more than one by 4. */
export async function givesLittle(module: AnyModule, params: ParamSet, { image }: Phantom): Promise<boolean> {
  const header = imageHeader(image);
  try {
    const told = await module.forecast?.({ input0: header, input1: header }, params, {});
    return Object.values(told?.images ?? {}).every(({ size }) => voxelCount(size) < 2 ** 20);
  } catch {
    // Parameters that are none give an error.
    return true;
  }
}
