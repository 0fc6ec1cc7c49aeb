import type { RunContext } from '#src/graph/runContext.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** A context that remembers what it was told. */
export function recordingContext() {
  const warnings: string[] = [];
  const fractions: number[] = [];
  const context: RunContext = {
    progress: (fraction) => void fractions.push(fraction),
    warn: (sentence) => void warnings.push(sentence),
    allocate: <T extends VoxelType>(type: T, length: number) =>
      new voxelArrays[type](length) as InstanceType<(typeof voxelArrays)[T]>,
  };
  return { ...context, warnings, fractions };
}

/** A volume of one row of voxels, 1 mm apart, or of the given size. */
export function row(voxels: Volume['voxels'], size: Volume['size'] = [voxels.length, 1, 1]): Volume {
  return { size, affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], voxels };
}
