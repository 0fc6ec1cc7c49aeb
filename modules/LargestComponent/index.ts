import type { Table } from '#src/graph/module.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
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
    const { mask, sizes } = largestComponent(
      packForeground(input0.voxels, size),
      connectivities[connectivity],
      (fraction) => context.progress(fraction),
    );
    const count = sizes.length;
    if (count === 0) context.warn('The mask has no foreground voxel, so there is no component to keep');
    const voxels = context.allocate('uint8', input0.voxels.length);
    unpackInto(mask, voxels);
    return { output0: { size, affine, voxels }, count, sizes: tableOf(sizes, voxelVolume(affine)) };
  },
});

/** The largest components first; of equal ones the lowest label first. */
function tableOf(sizes: Uint32Array, volume: number): Table {
  const rows = mostVoxels(sizes).map((n) => [n + 1, sizes[n], sizes[n] * volume]);
  return { columns: [{ name: 'label' }, { name: 'voxels' }, { name: 'volume', unit: 'mm³' }], rows };
}

/** The components of the table. A noisy mask has millions, so only those that are shown are sorted by a comparison. */
function mostVoxels(sizes: Uint32Array): number[] {
  const least = leastShown(sizes);
  const larger: number[] = [];
  const equal: number[] = [];
  for (let n = 0; n < sizes.length; n++) {
    if (sizes[n] > least) larger.push(n);
    else if (sizes[n] === least && equal.length < mostRows) equal.push(n);
  }
  larger.sort((a, b) => sizes[b] - sizes[a] || a - b);
  return [...larger, ...equal.slice(0, mostRows - larger.length)];
}

/** The size of the smallest component in the table, 0 where all are shown. Small sizes are tallied, and few components are large. */
function leastShown(sizes: Uint32Array): number {
  if (sizes.length <= mostRows) return 0;
  const large = 4096;
  const tallies = new Uint32Array(large);
  const larger: number[] = [];
  for (let n = 0; n < sizes.length; n++) {
    if (sizes[n] < large) tallies[sizes[n]]++;
    else larger.push(sizes[n]);
  }
  if (larger.length >= mostRows) return larger.sort((a, b) => b - a)[mostRows - 1];
  let least = large;
  let shown = larger.length;
  while (shown < mostRows) shown += tallies[--least];
  return least;
}
