import type { Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import type { ByteSource } from './byteSource.ts';
import { bytesText, defaultLimits, type Limits, orRaise } from './limits.ts';
import { npyPlan } from './npyPlan.ts';
import { type ReadChoice, warnOfFrames } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { unpackedHead } from './unpackedHead.ts';
import { wholeZipped } from './wholeZipped.ts';

/**
 * Reads a 2D or 3D array, or one of the 3D arrays of a 4D one, from a numpy file, .npy: element [k, j, i] is voxel (i, j, k), in C and in Fortran order alike; bool
 * becomes uint8. Positions and policy see npyPlan.ts. What the header declares is checked against the bytes that are there and
 * against `limits` before memory is asked for. Throws a sentence with the file's name and the values for everything else.
 */
export async function readNpy(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  { frame }: ReadChoice = {},
): Promise<Volume> {
  const head = await unpackedHead(file);
  const plan = npyPlan(head, limits, (sentence) => context.warn(sentence), frame);
  const inOrder = wholeZipped(plan, head);
  if (!plan.isFortran) return readPlanned(inOrder, file, context, limits);
  const besides: ReadContext = {
    progress: (fraction) => context.progress(fraction),
    warn: (sentence) => context.warn(sentence),
    allocate: (type, length) => new voxelArrays[type](length) as InstanceType<(typeof voxelArrays)[typeof type]>,
  };
  const { frames, size } = plan;
  const all = frames * plan.bytes;
  if (all > limits.imageBytes) {
    throw new Error(
      `${file.name} has its ${frames} images in Fortran order, one within the other, ${bytesText(all)} in all, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: save it in C order first${orRaise('imageBytes', all)}`,
    );
  }
  // Fortran order has the images fastest: they are read as one image of as many columns.
  const whole = { ...inOrder, size: [frames * size[0], size[1], size[2]] as const, bytes: all, frames: 1, frame: 0 };
  const stored = await readPlanned(whole, file, besides, limits);
  const voxels = context.allocate(voxelTypeOf(stored.voxels), stored.voxels.length / frames);
  reverseAxes(stored.voxels, voxels, size, frames, plan.frame);
  warnOfFrames(frames, file.name, (sentence) => context.warn(sentence));
  const image = { ...stored, size, voxels };
  return frames > 1 ? { ...image, meta: { frames } } : image;
}

/** From t and then k fastest, as Fortran order has it of an array [t, k, j, i], to i fastest, of one t. */
function reverseAxes(from: Voxels, to: Voxels, [ni, nj, nk]: Vec3, nt: number, t: number): void {
  let at = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      for (let i = 0; i < ni; i++) to[at++] = from[t + nt * (k + nk * (j + nj * i))];
    }
  }
}
