import type { RunContext } from '#src/graph/runContext.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { type Bitmask, copyBitmask, countForeground, invertBitmask, removeBitmask } from '#src/kernels/bitmask.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { dilate, erode } from '#src/kernels/morphology.ts';
import { packBand } from '#src/kernels/pack.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { maskOfVoxels } from '#src/kernels/seedVoxels.ts';
import { ball } from '#src/kernels/structuringElement.ts';

/**
 * The part of lower <= v <= upper that seeds (voxel indices) reach through passages of the given diameter in mm. A seed reaches what
 * the eroded band has within the diameter's radius of it. Throws when the ends are the wrong way round, or no seed lies in the band.
 */
export function connectedBand(
  { voxels, size, affine }: Volume,
  seeds: Int32Array,
  {
    lower,
    upper,
    minimumDiameter,
  }: { readonly lower: number; readonly upper: number; readonly minimumDiameter: number },
  connectivity: Connectivity,
  context: RunContext,
): Bitmask {
  if (lower > upper) throw new Error(`The lower end of the band (${lower}) is above its upper one (${upper})`);
  const band = packBand(voxels, size, lower, upper);
  const marker = within(maskOfVoxels(seeds, size), band);
  if (countForeground(marker) === 0) {
    throw new Error(
      `No seed lies in the band from ${lower} to ${upper}: the value at the first one is ${voxels[seeds[0]]}`,
    );
  }
  if (minimumDiameter === 0) return reconstruct(marker, band, connectivity, (done) => context.progress(done));
  const element = ball(minimumDiameter / 2, spacingOf(affine));
  const wide = erode(band, element, (done) => context.progress(0.3 * done));
  const reached = reconstruct(dilate(marker, element), wide, connectivity, (done) =>
    context.progress(0.3 + 0.3 * done),
  );
  if (countForeground(reached) === 0) {
    context.warn(`Around the seeds the band is nowhere ${minimumDiameter} mm wide, so nothing is reached`);
  }
  return within(
    dilate(reached, element, (done) => context.progress(0.6 + 0.3 * done)),
    band,
  );
}

/** What two masks have in common, as a mask of its own. */
function within(mask: Bitmask, other: Bitmask): Bitmask {
  const common = copyBitmask(mask);
  const outside = copyBitmask(other);
  invertBitmask(outside);
  removeBitmask(common, outside);
  return common;
}
