import { sizeText } from '#src/image/affine.ts';
import type { Grid } from '#src/image/volume.ts';
import { type SeedVoxels, seedVoxels } from '#src/kernels/seedVoxels.ts';

/** How the seeds of a module come along a connection. */
export const seedsPort = {
  type: 'points',
  label: 'Seeds',
  optional: true,
  help: 'Positions in the world, in mm, such as the markers of a View2D.',
} as const;

/** How seeds stand in the panel; MeVisLab has one of them. */
export const additionalSeedsParam = {
  kind: 'points',
  label: 'Additional seeds',
  default: [],
  help: 'Seeds beside those that come in: x, y, z in mm (RAS+) and a type, a whole number.',
} as const;

/**
 * The voxels of all seeds, those that come in and those of the panel. Throws, with what to do, where there is none, or none inside the
 * image.
 */
export function requireSeeds(
  grid: Grid,
  incoming: readonly number[] | undefined,
  additional: readonly number[],
  onlyType?: number,
): SeedVoxels {
  const points = [...(incoming ?? []), ...additional];
  const seeds = seedVoxels(points, grid, onlyType);
  if (seeds.count === 0) {
    if (points.length > 0) throw new Error(`None of the ${points.length / 4} seeds has the type ${onlyType}`);
    throw new Error(
      'There is no seed: connect the markers of a View2D to Seeds, or type a position into Additional seeds',
    );
  }
  if (seeds.voxels.length > 0) return seeds;
  const place = points.slice(0, 3).map((mm) => Number(mm.toFixed(1)));
  throw new Error(
    `None of the ${seeds.count} seeds lies inside the image (${sizeText(grid.size)} voxels), the first one being at ` +
      `${place.join(', ')} mm: seeds are positions in the world, x, y, z in mm`,
  );
}
