import { sharesOf } from '#src/engine/sharesOf.ts';
import { type Team, teamMemory } from '#src/engine/teamShare.ts';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { SharedWork } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { type Slab, type Volume, type VoxelType, voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import type { Loaded } from './load.ts';
import type { Variant } from './measure.ts';
import type { WorkerRow } from './row.ts';
import { knownModule, runModule } from './runModule.ts';
import { copyVariant } from './stepVariants.ts';
import { timeCalls } from './times.ts';
import { shared, slabsOf, type Workers } from './workers.ts';

/** Two workers, and one, which does the same work alone; both write into the same shared memory. */
export async function workerVariants(row: WorkerRow, input: Loaded, workers: Workers): Promise<readonly Variant[]> {
  const image = shared(imageOf(row, input));
  const { module, params } = row;
  const isShared = knownModule(module).shares !== undefined;
  const work = isShared ? sharedWork(row, image) : { size: image.size, type: await typeOf(row, image) };
  const { size, type, scratch: scratchBytes = 0 } = work;
  const scratch = scratchBytes > 0 ? new SharedArrayBuffer(scratchBytes) : undefined;
  const target = voxelsOn(type, new SharedArrayBuffer(voxelTypes[type].bytes * voxelCount(size)));

  function partsFor(count: number): readonly (Slab | Team)[] {
    if (!isShared) return slabsOf(image.size[2], count);
    const memory = teamMemory();
    return Array.from({ length: count }, () => ({ memory, scratch, size: count, isLead: true }));
  }

  function by(column: Variant['column'], count: number): Variant {
    return {
      column,
      async run(repeat) {
        const tasks = () => partsFor(count).map((part) => ({ module, params, image, part, target }));
        const { wall, cpu } = await timeCalls(() => workers.run(tasks()), repeat);
        return { wall, cpu };
      },
      result: () => target.slice(),
    };
  }

  return [by('ours', 2), by('other', 1), copyVariant(image.voxels)];
}

/** What comes of an image by a module whose work is shared. */
function sharedWork({ module, params: given }: WorkerRow, image: Volume): SharedWork {
  const definition = knownModule(module);
  const params = { ...defaultParams(definition.params), ...given };
  const { shares } = sharesOf(definition, { input0: image }, params);
  if (!shares) throw new Error(`${module} is not shared with these parameters`);
  return shares;
}

/** The type that a local module gives, by a run on one voxel. */
async function typeOf({ module, params }: WorkerRow, image: Volume): Promise<VoxelType> {
  const one: Volume = { ...image, size: [1, 1, 1], voxels: image.voxels.slice(0, 1) };
  return voxelTypeOf(await runModule(module, params, one));
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
