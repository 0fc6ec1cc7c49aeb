import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { leastVoxelsOf, sizeUnitParam } from '#modules/sizeParams.ts';
import { defineModule } from '#src/graph/module.ts';
import type { Table } from '#src/graph/ports.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { type Bitmask, emptyBitmask, releaseBitmasks, withBitmasks } from '#src/kernels/bitmask.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { type LargestComponent, largestComponent } from '#src/kernels/largestComponent.ts';
import type { Part } from '#src/kernels/largestParts.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import type { Progress } from '#src/kernels/progress.ts';
import { maskOfLabels, type RankedComponents, rankComponents } from '#src/kernels/rankedComponents.ts';

/** A noisy mask has a hundred thousand components, which nobody reads. */
const mostRows = 1000;

export default defineModule({
  id: 'LargestComponent',
  version: 2,
  genre: 'Segmentation',
  help:
    'Keeps the connected component of a mask that has most voxels, or so many of the largest; of equal ones that with the lowest label of ' +
    'scipy.ndimage.label, which is the one whose first voxel comes first with x slowest and z fastest. Equal to ' +
    'scipy.ndimage.label followed by argmax of bincount, whose default is 6 neighbours (skimage.measure.label takes 26). Those below the ' +
    'least size are removed in any case. An empty mask stays empty, with a warning. Sizes lists the components from the largest on, at ' +
    "most 1,000 of them, with scipy's labels.",
  aliases: [
    'label',
    'ConnectedComponentImageFilter',
    'ComputeConnectedComponents',
    'keep largest island',
    'BinaryShapeKeepNObjects',
    'connectedComponentsWithStats',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: {
    output0: { type: 'image', label: 'Largest' },
    count: { type: 'number', label: 'Number of components', help: 'All of the mask, also those that are removed.' },
    sizes: { type: 'table', label: 'Sizes', help: 'The largest components: label, voxels, volume.' },
  },
  params: {
    connectivity: connectivityParam,
    components: {
      kind: 'integer',
      label: 'Components to keep',
      default: 1,
      min: 1,
      max: 1000,
      help: 'So many of the largest are kept.',
    },
    minimumSize: {
      kind: 'number',
      label: 'Least size',
      default: 0,
      min: 0,
      help: 'What is smaller is removed; a component of exactly this size stays.',
    },
    sizeUnit: sizeUnitParam,
  },

  summary({ connectivity, components }) {
    return components === 1 ? `${connectivity} neighbours` : `${components} largest, ${connectivity} neighbours`;
  },

  /** What is new has defaults that leave the result as it was. */
  migrate: { 1: (params) => params },

  forecast({ input0 }) {
    // The mask, the same in words of 64 voxels, what is kept, and a number for each run.
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: voxelCount(input0.size) / 2 };
  },

  writesOver: () => true,

  run({ input0 }, { connectivity, components, minimumSize, sizeUnit }, context) {
    const { size, affine } = input0;
    const least = leastVoxelsOf(minimumSize, sizeUnit, affine);
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    return withBitmasks(size, () => {
      const input = packForeground(input0.voxels, size, () => context.progress(0));
      const neighbours = connectivityOf(connectivity);
      const progress = (fraction: number) => context.progress(fraction);
      const found =
        components === 1
          ? largestComponent(input, neighbours, mostRows, progress)
          : largestComponents(input, neighbours, components, least, progress);
      const { count, parts } = found;
      const largest = parts.length === 0 ? 0 : parts[0].voxels;
      if (count === 0) context.warn('The mask has no foreground voxel, so there is no component to keep');
      else if (largest < least) {
        context.warn(
          `The largest component has ${largest} voxels, less than the least size of ${least}, so none is kept`,
        );
      } else if (count <= components && parts[count - 1].voxels >= least) {
        const all = count === 1 ? 'a single component' : `${count} components, which are all kept`;
        context.warn(`The mask is ${all}, so nothing was removed`);
      }
      unpackInto(largest < least ? emptyBitmask(size) : found.mask, voxels);
      releaseBitmasks(input, found.mask);
      return { output0: { size, affine, voxels }, count, sizes: tableOf(parts, voxelVolume(affine)) };
    });
  },
});

/** As largestComponent, but keeps some of the largest, none of them below `least` voxels. */
function largestComponents(
  mask: Bitmask,
  connectivity: Connectivity,
  most: number,
  least: number,
  progress: Progress,
): LargestComponent {
  const keep = (ranked: RankedComponents) => ({
    mask: maskOfLabels(ranked, most),
    count: ranked.count,
    parts: ranked.parts,
  });
  return rankComponents(mask, connectivity, 'Size', least, keep, progress, mostRows, most);
}

function tableOf(parts: readonly Part[], volume: number): Table {
  const rows: number[][] = [];
  for (const { label, voxels } of parts) rows.push([label, voxels, voxels * volume]);
  return { columns: [{ name: 'label' }, { name: 'voxels' }, { name: 'volume', unit: 'mm³' }], rows };
}
