import { axisCodes } from '#src/image/affine.ts';
import { forEachChunk } from '#src/image/chunks.ts';
import { statisticsOf } from '#src/image/statistics.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { type Bitmask, countForeground, removeBitmask } from '#src/kernels/bitmask.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { faceVoxels } from '#src/kernels/faceVoxels.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { voxelsUnderMask } from '#src/kernels/voxelsUnderMask.ts';

/** What is true of a mask, without a judgement. */
export interface MaskFacts {
  readonly voxels: number;
  readonly volume: number;
  /** Shares in %. */
  readonly coverage: number;
  readonly components: number;
  readonly largestShare: number;
  readonly holes: number;
  readonly holeVoxels: number;
  /** The faces of the image that the mask touches, by the side of the body, with the number of its voxels there. */
  readonly faces: readonly { readonly side: string; readonly voxels: number }[];
  /** Voxels of the mask that are neither 0 nor 1, those that are NaN among them. */
  readonly oddVoxels: number;
  readonly nanVoxels: number;
  /** Of the image inside the mask and outside of it; where there is none of either, NaN. */
  readonly image: { readonly inside: number; readonly outside: number; readonly nanInside: number } | undefined;
}

/** Some milliseconds of work, a multiple of the chunks. */
const voxelsBetweenWords = 2 ** 18;

const connectivities: Readonly<Record<'6' | '18' | '26', Connectivity>> = { 6: 6, 18: 18, 26: 26 };
const sides: Readonly<Record<string, readonly [low: string, high: string]>> = {
  R: ['left', 'right'],
  L: ['right', 'left'],
  A: ['posterior', 'anterior'],
  P: ['anterior', 'posterior'],
  S: ['inferior', 'superior'],
  I: ['superior', 'inferior'],
};

/** Measures a mask, and an image on its grid inside and outside of it. */
export function maskFacts(
  { size, affine, voxels }: Volume,
  image: Volume | undefined,
  connectivity: '6' | '18' | '26',
  progress: Progress,
): MaskFacts {
  const mask = packForeground(voxels, size, () => progress(0));
  const count = countForeground(mask);
  const { count: components, parts } = largestComponent(
    mask,
    connectivities[connectivity],
    1,
    part(progress, 0.1, 0.4),
  );
  const holes = fillHoles(mask, part(progress, 0.4, 0.7));
  removeBitmask(holes, mask);
  const holeVoxels = countForeground(holes);
  const codes = axisCodes(affine);
  const faces = faceVoxels(mask).flatMap((ends, axis) =>
    // A single slice has no two faces.
    size[axis] === 1 ? [] : ends.map((touching, end) => ({ side: sides[codes[axis]][end], voxels: touching })),
  );
  return {
    voxels: count,
    volume: (count * voxelVolume(affine)) / 1000,
    coverage: (100 * count) / voxels.length,
    components,
    largestShare: (100 * (parts[0]?.voxels ?? 0)) / count,
    holes: holeVoxels === 0 ? 0 : largestComponent(holes, 6, 1, part(progress, 0.7, 0.75)).count,
    holeVoxels,
    faces: faces.filter(({ voxels: touching }) => touching > 0),
    ...oddOnes(voxels, part(progress, 0.75, 0.8)),
    image: image && insideAndOutside(image.voxels, mask, part(progress, 0.8, 1)),
  };
}

function oddOnes(voxels: Voxels, progress: Progress): Pick<MaskFacts, 'oddVoxels' | 'nanVoxels'> {
  const found = { oddVoxels: 0, nanVoxels: 0 };
  forEachChunk(voxels, (values, count, start) => {
    if (start % voxelsBetweenWords === 0) progress(start / voxels.length);
    addOddOnes(values, count, found);
  });
  return found;
}

function addOddOnes(values: Float64Array, count: number, found: { oddVoxels: number; nanVoxels: number }): void {
  let [odd, nan] = [0, 0];
  for (let n = 0; n < count; n++) {
    const value = values[n];
    if (value === 0 || value === 1) continue;
    odd++;
    if (Number.isNaN(value)) nan++;
  }
  found.oddVoxels += odd;
  found.nanVoxels += nan;
}

function insideAndOutside(image: Voxels, mask: Bitmask, progress: Progress): MaskFacts['image'] {
  const values = voxelsUnderMask(image, mask, part(progress, 0, 0.6));
  const counter = voxelCounter(() => progress(0.6));
  const [inner, all] = [statisticsOf(values, counter), statisticsOf(image, counter)];
  const within = values.length - inner.nanCount;
  const total = image.length - all.nanCount;
  const innerSum = within === 0 ? 0 : inner.mean * within;
  const outside = total === within ? Number.NaN : (all.mean * total - innerSum) / (total - within);
  return { inside: inner.mean, outside, nanInside: inner.nanCount };
}
