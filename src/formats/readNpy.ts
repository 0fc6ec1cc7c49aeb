import type { Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import type { ByteSource } from './byteSource.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { npyPlan } from './npyPlan.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { unpackedHead } from './unpackedHead.ts';
import { wholeZipped } from './wholeZipped.ts';

/**
 * Reads a 2D or 3D array from a numpy file, .npy: element [k, j, i] is voxel (i, j, k), in C and in Fortran order alike; bool
 * becomes uint8. Positions and policy see npyPlan.ts. What the header declares is checked against the bytes that are there and
 * against `limits` before memory is asked for. Throws a sentence with the file's name and the values for everything else.
 */
export async function readNpy(file: ByteSource, context: ReadContext, limits: Limits = defaultLimits): Promise<Volume> {
  const head = await unpackedHead(file);
  const plan = npyPlan(head, limits, (sentence) => context.warn(sentence));
  const inOrder = wholeZipped(plan, head);
  if (!plan.isFortran) return readPlanned(inOrder, file, context, limits);
  const besides: ReadContext = {
    progress: (fraction) => context.progress(fraction),
    warn: (sentence) => context.warn(sentence),
    allocate: (type, length) => new voxelArrays[type](length) as InstanceType<(typeof voxelArrays)[typeof type]>,
  };
  const stored = await readPlanned(inOrder, file, besides, limits);
  const voxels = context.allocate(voxelTypeOf(stored.voxels), stored.voxels.length);
  reverseAxes(stored.voxels, voxels, plan.size);
  return { ...stored, voxels };
}

/** From k fastest, as Fortran order has it of an array [k, j, i], to i fastest. */
function reverseAxes(from: Voxels, to: Voxels, [ni, nj, nk]: Vec3): void {
  let at = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      for (let i = 0; i < ni; i++) to[at++] = from[k + nk * (j + nj * i)];
    }
  }
}
