import { needsRange, typeOfWritten, writeOptions, writtenOf } from '#modules/Threshold/writtenValues.ts';
import { defineModule } from '#src/graph/module.ts';
import { rangeOf } from '#src/image/statistics.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { intervalVoxels } from '#src/kernels/intervalVoxels.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

type Write = keyof typeof writeOptions;

export default defineModule({
  id: 'IntervalThreshold',
  version: 1,
  genre: 'Segmentation',
  help:
    'Writes one value for voxels inside an interval, both ends included, one for those below and one for those above. With the defaults it ' +
    'gives the mask of the interval. The interval is given by its ends, or by centre and width. The result has the smallest type that holds ' +
    "every value that can be written, by the type of the image and the fields alone. Equal to ITK's BinaryThresholdImageFilter, to OpenCV's " +
    'inRange and to (v >= min) & (v <= max) in numpy; NaN lies in no interval and is written as what lies below.',
  aliases: [
    'BinaryThresholdImageFilter',
    'inRange',
    'band',
    'window',
    'Threshold effect',
    'range threshold',
    'double threshold',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Thresholded' } },
  params: {
    centerWidthSet: {
      kind: 'boolean',
      label: 'By centre and width',
      default: false,
      help: 'The interval then reaches half of the width to each side of the centre.',
    },
    threshMin: {
      kind: 'number',
      line: { role: 'lower' },
      label: 'Minimum',
      default: 0,
      when: { centerWidthSet: [false] },
    },
    threshMax: {
      kind: 'number',
      line: { role: 'upper' },
      label: 'Maximum',
      default: 100,
      when: { centerWidthSet: [false] },
    },
    threshCenter: {
      kind: 'number',
      line: { role: 'center' },
      label: 'Centre',
      default: 50,
      when: { centerWidthSet: [true] },
    },
    threshWidth: {
      kind: 'number',
      line: { role: 'width' },
      label: 'Width',
      default: 100,
      min: 0,
      when: { centerWidthSet: [true] },
    },
    lowerType: { kind: 'choice', label: 'Below: Write', default: 'UserDef', options: writeOptions },
    lowerUserValue: { kind: 'number', label: 'Below: User Value', default: 0, when: { lowerType: ['UserDef'] } },
    innerType: { kind: 'choice', label: 'Inside: Write', default: 'UserDef', options: writeOptions },
    innerUserValue: { kind: 'number', label: 'Inside: User Value', default: 1, when: { innerType: ['UserDef'] } },
    upperType: { kind: 'choice', label: 'Above: Write', default: 'UserDef', options: writeOptions },
    upperUserValue: { kind: 'number', label: 'Above: User Value', default: 0, when: { upperType: ['UserDef'] } },
  },

  summary({ centerWidthSet, threshMin, threshMax, threshCenter, threshWidth }) {
    return centerWidthSet ? `${threshCenter} ± ${Number(threshWidth) / 2}` : `${threshMin} to ${threshMax}`;
  },

  halo(params) {
    return Object.values(choicesOf(params)).some(needsRange) ? undefined : 0;
  },

  writesOver: () => true,

  run({ input0 }, params, context) {
    const { size, affine, meta } = input0;
    const [min, max] = params.centerWidthSet
      ? [params.threshCenter - params.threshWidth / 2, params.threshCenter + params.threshWidth / 2]
      : [params.threshMin, params.threshMax];
    if (min > max) throw new Error(`The minimum of the interval (${min}) is above its maximum (${max})`);
    const { lower, inner, upper } = choicesOf(params);
    const choices = [lower, inner, upper];
    const range = choices.some(needsRange)
      ? rangeOf(
          input0.voxels,
          voxelCounter(() => context.progress(0)),
        )
      : { min: 0, max: 0 };
    const type = typeOfWritten(voxelTypeOf(input0.voxels), choices);
    const voxels = context.allocate(type, input0.voxels.length, input0.voxels);
    const written = { lower: writtenOf(lower, range), inner: writtenOf(inner, range), upper: writtenOf(upper, range) };
    intervalVoxels(input0.voxels, voxels, min, max, written, context.progress);
    // What holds nothing but user values is a mask or a label image, and has lost the image's unit.
    const isFlat = choices.every(({ write }) => write === 'UserDef');
    return { output0: isFlat ? { size, affine, voxels } : { size, affine, voxels, meta } };
  },
});

function choicesOf(params: {
  readonly lowerType: Write;
  readonly lowerUserValue: number;
  readonly innerType: Write;
  readonly innerUserValue: number;
  readonly upperType: Write;
  readonly upperUserValue: number;
}) {
  return {
    lower: { write: params.lowerType, user: params.lowerUserValue },
    inner: { write: params.innerType, user: params.innerUserValue },
    upper: { write: params.upperType, user: params.upperUserValue },
  };
}
