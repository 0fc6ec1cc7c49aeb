import { defineModule } from '#src/graph/module.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { rangeOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { blendStep } from '#src/kernels/blend.ts';
import { flagOthers, flagVoxels } from '#src/kernels/flagVoxels.ts';
import { maskVoxels } from '#src/kernels/maskVoxels.ts';
import { mapVoxelPairs } from '#src/kernels/pointwise.ts';
import { onlyOf } from '#src/kernels/sameVoxels.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { foreground } from '#src/kernels/voxelRule.ts';
import { backgroundModes, blendModes, type Mode, modes, needsRange, outputType } from './modes.ts';

export default defineModule({
  id: 'Mask',
  version: 1,
  genre: 'Image',
  help:
    'Keeps the image where the mask is foreground (neither 0 nor NaN) and writes the background elsewhere. The result widens ' +
    'to hold the background: -1000 on an unsigned 8-bit image reads -1000, not 64536. Modes: Original and Mask pass one ' +
    'input on, the mask as 0 and 1, inverted or not; Masked Original Inverted keeps what lies outside of the mask; On White ' +
    "writes the image's maximum instead of the background. With b for Blending, Mask Over Original lightens the mask: " +
    '(1 - b) image + b maximum; Mask In Original shows the mask and fades what lies outside of it: (1 - b) image + b background; ' +
    'Inverted Mask In Original fades the mask. The formulas of the blends are our own, and they give floats.',
  aliases: ['MaskImageFilter', 'fslmaths -mas', 'numpy.where', 'Mask Volume', 'Mask volume effect', 'copyTo'],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Masked' } },
  params: {
    mode: { kind: 'choice', label: 'Mode', default: 'MaskedOriginal', options: modes },
    outputImageSize: {
      kind: 'choice',
      label: 'Output Image Size',
      default: 'InvalidateOutputIfSizesDiffer',
      options: { InvalidateOutputIfSizesDiffer: 'Invalidate output if sizes differ' },
      help: 'Both images must lie on one grid.',
    },
    background: { kind: 'number', label: 'Background', default: 0, when: { mode: backgroundModes } },
    blending: {
      kind: 'number',
      label: 'Blending',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      when: { mode: blendModes },
      help: 'From 0, the image alone, to 1, the background or white alone.',
    },
  },

  summary({ mode }) {
    return Object.entries<string>(modes).find(([name]) => name === mode)?.[1] ?? String(mode);
  },

  halo({ mode }) {
    return needsRange(mode) ? undefined : 0;
  },

  writesOver: ({ mode }) => mode !== 'Original' && mode !== 'Mask' && mode !== 'InvMask',

  run({ input0, input1 }, { mode, background, blending }, context) {
    requireSameGrid(input0, 'The image', input1, 'the mask');
    const { size, affine, meta } = input0;
    if (mode !== 'Original') warnOfMask(onlyOf(input1.voxels), mode, context);
    if (mode === 'Original') return { output0: input0 };
    if (mode === 'Mask' || mode === 'InvMask') {
      const voxels = context.allocate('uint8', input1.voxels.length);
      const write = mode === 'Mask' ? flagVoxels : flagOthers;
      write(input1.voxels, voxels, foreground);
      return { output0: { size, affine, voxels } };
    }
    const type = outputType(mode, voxelTypeOf(input0.voxels), background);
    // What is converted first would be written over a mask in the same memory.
    const isSame = type === voxelTypeOf(input0.voxels);
    const voxels: Voxels = context.allocate(type, input0.voxels.length, isSame ? input0.voxels : undefined);
    write(mode, input0.voxels, input1.voxels, voxels, background, blending, context.progress);
    return { output0: { size, affine, voxels, meta } };
  },
});

/** A mask that has nothing in it, or leaves nothing out, is rarely meant. */
function warnOfMask(only: ReturnType<typeof onlyOf>, mode: Mode, context: RunContext): void {
  if (only === 'background') {
    context.warn('No voxel of the mask is foreground: check what makes the mask, for instance its threshold', 'whole');
  }
  if (only === 'foreground' && mode.startsWith('Masked')) {
    context.warn('All voxels of the mask are foreground, so it leaves nothing out: check what makes the mask', 'whole');
  }
}

function write(
  mode: Exclude<Mode, 'Original' | 'Mask' | 'InvMask'>,
  image: Voxels,
  mask: Voxels,
  voxels: Voxels,
  background: number,
  blending: number,
  progress: RunContext['progress'],
): void {
  switch (mode) {
    case 'MaskedOriginal':
      maskVoxels(image, mask, voxels, background, 'foreground', progress);
      return;
    case 'MaskedOriginalInv':
      maskVoxels(image, mask, voxels, background, 'background', progress);
      return;
    case 'MaskedOriginalOnWhite':
      maskVoxels(image, mask, voxels, rangeOf(image, voxelCounter()).max, 'foreground', progress);
      return;
    case 'MaskOverOriginal':
      mapVoxelPairs(
        image,
        mask,
        voxels,
        blendStep(rangeOf(image, voxelCounter()).max, blending, 'foreground'),
        progress,
      );
      return;
    case 'MaskInOriginal':
      mapVoxelPairs(image, mask, voxels, blendStep(background, blending, 'background'), progress);
      return;
    case 'InvMaskInOriginal':
      mapVoxelPairs(image, mask, voxels, blendStep(background, blending, 'foreground'), progress);
      return;
    default:
      mode satisfies never;
  }
}
