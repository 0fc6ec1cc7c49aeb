import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import type { Loaded } from './load.ts';
import type { Variant } from './measure.ts';
import type { WorkerRow } from './row.ts';
import { runModule } from './runModule.ts';
import { copyVariant } from './stepVariants.ts';
import { timeCalls } from './times.ts';
import { shared, slabsOf, type Workers } from './workers.ts';

/** Two workers, and one, which does the same work in one slab; both write into the same shared memory. */
export async function workerVariants(row: WorkerRow, input: Loaded, workers: Workers): Promise<readonly Variant[]> {
  const image = shared(imageOf(row, input));
  const one: Volume = { ...image, size: [1, 1, 1], voxels: image.voxels.slice(0, 1) };
  const type = voxelTypeOf(await runModule(row.module, row.params, one));

  const target = voxelsOn(type, new SharedArrayBuffer(voxelTypes[type].bytes * image.voxels.length));
  const { module, params } = row;

  function by(column: Variant['column'], parts: number): Variant {
    const slabs = slabsOf(image.size[2], parts);
    return {
      column,
      async run(repeat) {
        const tasks = slabs.map((slab) => ({ module, params, image, slab, target }));
        const { wall, cpu } = await timeCalls(() => workers.run(tasks), repeat);
        return { wall, cpu };
      },
      result: () => target.slice(),
    };
  }

  return [by('ours', 2), by('other', 1), copyVariant(image.voxels)];
}

function imageOf({ of }: WorkerRow, { image, mask, float32 }: Loaded): Volume {
  switch (of) {
    case 'image':
      return image;
    case 'mask':
      return mask;
    case 'float32':
      return float32();
    default:
      return of satisfies never;
  }
}
