import type { Table } from '#src/graph/module.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import type { Part } from '#src/kernels/largestParts.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';

const connectivities: Readonly<Record<'6' | '18' | '26', Connectivity>> = { 6: 6, 18: 18, 26: 26 };

/** A noisy mask has a hundred thousand components, which nobody reads. */
const mostRows = 1000;

export default defineModule({
  id: 'LargestComponent',
  version: 1,
  genre: 'Segmentation',
  help:
    'Keeps the connected component of a mask that has most voxels; of equal ones that with the lowest label of ' +
    'scipy.ndimage.label, which is the one whose first voxel comes first with x slowest and z fastest. Equal to ' +
    'scipy.ndimage.label followed by argmax of bincount, whose default is 6 neighbours (skimage.measure.label takes 26). ' +
    'An empty mask stays empty, with a warning. Sizes lists the components from the largest on, at most 1,000 of them, with ' +
    "scipy's labels.",
  aliases: ['label', 'ConnectedComponentImageFilter', 'Islands', 'ComputeConnectedComponents', 'keep largest island'],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: {
    output0: { type: 'image', label: 'Largest' },
    count: { type: 'number', label: 'Number of components' },
    sizes: { type: 'table', label: 'Sizes', help: 'The largest components: label, voxels, volume.' },
  },
  params: {
    connectivity: {
      kind: 'choice',
      label: 'Connectivity',
      default: '6',
      options: { '6': '6 (faces)', '18': '18 (faces, edges)', '26': '26 (faces, edges, corners)' },
      help: 'Which neighbours count as connected.',
    },
  },

  summary({ connectivity }) {
    return `${connectivity} neighbours`;
  },

  forecast({ input0 }) {
    return { images: { output0: { ...input0, type: 'uint8' } } };
  },

  run({ input0 }, { connectivity }, context) {
    const { size, affine } = input0;
    const { mask, count, parts } = largestComponent(
      packForeground(input0.voxels, size),
      connectivities[connectivity],
      mostRows,
      (fraction) => context.progress(fraction),
    );
    if (count === 0) context.warn('The mask has no foreground voxel, so there is no component to keep');
    if (count === 1) context.warn('The mask is a single component, so nothing was removed');
    const voxels = context.allocate('uint8', input0.voxels.length);
    unpackInto(mask, voxels);
    return { output0: { size, affine, voxels }, count, sizes: tableOf(parts, voxelVolume(affine)) };
  },
});

function tableOf(parts: readonly Part[], volume: number): Table {
  const rows = parts.map(({ label, voxels }) => [label, voxels, voxels * volume]);
  return { columns: [{ name: 'label' }, { name: 'voxels' }, { name: 'volume', unit: 'mm³' }], rows };
}
