import type { Table } from '#src/graph/ports.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { centresOfLabels, type RankedComponents } from '#src/kernels/rankedComponents.ts';

/** A noisy mask has a hundred thousand components, which nobody reads. */
export const mostRows = 1000;

/** The first labels, at most 1,000: label, voxels, volume in ml, and the centre of gravity in the world, from the sums of their places. */
export function componentTable(ranked: RankedComponents, affine: Affine, sums: Float64Array): Table {
  const mm3 = voxelVolume(affine);
  const sizes = ranked.sizes(sums.length / 3);
  const centres = centresOfLabels(sizes, affine, sums);
  return {
    columns: [
      { name: 'label' },
      { name: 'voxels' },
      { name: 'volume', unit: 'ml' },
      { name: 'centre x', unit: 'mm' },
      { name: 'centre y', unit: 'mm' },
      { name: 'centre z', unit: 'mm' },
    ],
    rows: rowsOf(sizes, mm3, centres),
  };
}

/** A loop in a function that stays: V8 forgets what it has compiled of one that is made for each run, and compiles it anew. */
function rowsOf(sizes: Uint32Array, mm3: number, centres: readonly Vec3[]): number[][] {
  const rows: number[][] = [];
  for (let n = 0; n < centres.length; n++) {
    const [x, y, z] = centres[n];
    rows.push([n + 1, sizes[n], (sizes[n] * mm3) / 1000, x, y, z]);
  }
  return rows;
}
