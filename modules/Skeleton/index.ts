import { defineModule } from '#src/graph/module.ts';
import { skeleton2d } from '#src/kernels/skeleton2d.ts';
import { skeleton3d } from '#src/kernels/skeleton3d.ts';

export default defineModule({
  id: 'Skeleton',
  version: 1,
  genre: 'Segmentation',
  help:
    'Thins a mask to the lines, and in 3D also the sheets, in its middle, one voxel wide, which are connected as the mask is: for the length and the ' +
    'branches of vessels or airways. In 3D voxels are taken away from six sides in turn (Lee, Kashyap and Chu 1994), in slices by the rule of ' +
    'Zhang and Suen (1984). Equal to skimage.morphology.skeletonize of scikit-image 0.19 on array[i, j, k], and of each slice on array[i, j]. Distances ' +
    'are those of voxels: put Resample3D before it where they are not as long on all sides. Small bumps of the border become branches: ' +
    'smooth the mask by Opening or Closing before. Parts of a few voxels may vanish, as they do there.',
  aliases: [
    'skeletonize',
    'skeletonize_3d',
    'thinning',
    'centerline',
    'centreline',
    'BinaryThinningImageFilter',
    'medial axis',
    'bwskel',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Skeleton' } },
  params: {
    dimension: {
      kind: 'choice',
      label: 'Thinned in',
      default: 'Volume',
      options: { Volume: '3D', Slices: 'Each slice across k' },
      help: 'A single slice is thinned as a slice by the second.',
    },
  },

  summary({ dimension }) {
    return dimension === 'Volume' ? '3D' : 'slice by slice';
  },

  halo({ dimension }) {
    return dimension === 'Slices' ? 0 : undefined;
  },

  /** In 3D a copy of the mask, and two lists of the places of its foreground, which is rarely more than half. */
  forecast({ input0 }, { dimension }) {
    const [ni, nj, nk] = input0.size;
    return {
      images: { output0: { ...input0, type: 'uint8' } },
      // A byte a voxel, and 4 for each that is foreground: how many these are hangs on the image.
      scratch: dimension === 'Volume' ? 1.5 * ni * nj * nk : 9 * ni * nj,
    };
  },

  run({ input0 }, { dimension }, context) {
    const { size, affine } = input0;
    const voxels = context.allocate('uint8', input0.voxels.length);
    if (dimension === 'Volume') skeleton3d(input0.voxels, voxels, size, context.progress);
    else skeleton2d(input0.voxels, voxels, size, context.progress);
    return { output0: { size, affine, voxels } };
  },
});
