import type { ParamValue } from '#src/graph/module.ts';
import { defineModule } from '#src/graph/module.ts';
import { rangeOf } from '#src/image/statistics.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { isUniform } from '#src/kernels/sameVoxels.ts';
import { thresholdVoxels } from '#src/kernels/thresholdVoxels.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { needsRange, typeOfWritten, writeOptions, writtenOf } from './writtenValues.ts';

const comparisons = {
  Less: '<',
  LessEqual: '<=',
  Equal: '==',
  NotEqual: '!=',
  Greater: '>',
  GreaterEqual: '>=',
} as const;

const suggestion = 'set another threshold, by the histogram of the image or the value of an OtsuThreshold';

export default defineModule({
  id: 'Threshold',
  version: 1,
  genre: 'Segmentation',
  help:
    'Compares every voxel with a threshold and writes one value where the comparison holds, another where it does not. With ' +
    'the defaults it gives the mask of all voxels above 0. The result has the smallest type that holds every value that can ' +
    'be written, by the type of the image and the fields alone: 0 and 1 give uint8, original values keep the type, image ' +
    'maximum minus original value is never negative and takes the unsigned type. A relative threshold runs from 0 (image ' +
    'minimum) to 1 (image maximum). NaN compares as in IEEE 754: only != holds for it. As in numpy, > is strict; ' +
    "ITK's BinaryThresholdImageFilter and c3d include both ends instead.",
  aliases: [
    'binary threshold',
    'BinaryThresholdImageFilter',
    'fslmaths -thr',
    'data > 60',
    'Threshold effect',
    'cv2.threshold',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Thresholded' } },
  params: {
    relativeThreshold: {
      kind: 'boolean',
      label: 'Use relative threshold',
      default: false,
      help: 'The threshold is a fraction of the way from the minimum (0) to the maximum (1) of the image.',
    },
    comparisonOperator: { kind: 'choice', label: 'Comparison', default: 'Greater', options: comparisons },
    threshold: {
      kind: 'number',
      line: { role: 'split', fractionWhile: 'relativeThreshold' },
      label: 'Threshold',
      default: 0,
    },
    conditionTrueWriteValue: {
      kind: 'choice',
      label: 'Then: Write',
      default: 'UserDef',
      options: writeOptions,
      help: 'What voxels become for which the comparison holds.',
    },
    userConditionTrueValue: {
      kind: 'number',
      label: 'Then: User Value',
      default: 1,
      when: { conditionTrueWriteValue: ['UserDef'] },
    },
    conditionFalseWriteValue: {
      kind: 'choice',
      label: 'Else: Write',
      default: 'UserDef',
      options: writeOptions,
      help: 'What voxels become for which the comparison does not hold.',
    },
    userConditionFalseValue: {
      kind: 'number',
      label: 'Else: User Value',
      default: 0,
      when: { conditionFalseWriteValue: ['UserDef'] },
    },
  },

  summary({ comparisonOperator, threshold, relativeThreshold }) {
    const sign = Object.entries<ParamValue>(comparisons).find(([name]) => name === comparisonOperator)?.[1] ?? '?';
    return relativeThreshold ? `${sign} ${threshold} (relative)` : `${sign} ${threshold}`;
  },

  halo(params) {
    const choices = choicesOf(params);
    return params.relativeThreshold || choices.some(needsRange) ? undefined : 0;
  },

  writesOver: () => true,

  run({ input0 }, params, context) {
    const choices = choicesOf(params);
    const [whenTrue, whenFalse] = choices;
    const isGlobal = params.relativeThreshold || choices.some(needsRange);
    const range = isGlobal
      ? rangeOf(
          input0.voxels,
          voxelCounter(() => context.progress(0)),
        )
      : { min: 0, max: 0 };
    const limit = params.relativeThreshold ? range.min + params.threshold * (range.max - range.min) : params.threshold;
    const type = typeOfWritten(voxelTypeOf(input0.voxels), choices);
    const voxels = context.allocate(type, input0.voxels.length, input0.voxels);
    const written = [writtenOf(whenTrue, range), writtenOf(whenFalse, range)] as const;
    thresholdVoxels(input0.voxels, voxels, params.comparisonOperator, limit, ...written, context.progress);
    // Two values that differ tell by the result whether the comparison held anywhere, and everywhere.
    const [yes, no] = written;
    if (yes.kind === 'constant' && no.kind === 'constant' && yes.value !== no.value && isUniform(voxels)) {
      const sign = `${comparisons[params.comparisonOperator]} ${Number(limit.toPrecision(6))}`;
      const isAll = voxels[0] === yes.value;
      context.warn(`${isAll ? 'Every' : 'No'} voxel is ${sign}: ${suggestion}`, 'whole');
    }
    // What holds nothing but user values is a mask or a label image, and has lost the image's unit.
    const isFlat = choices.every(({ write }) => write === 'UserDef');
    const { size, affine, meta } = input0;
    return { output0: isFlat ? { size, affine, voxels } : { size, affine, voxels, meta } };
  },
});

function choicesOf(params: {
  readonly conditionTrueWriteValue: keyof typeof writeOptions;
  readonly userConditionTrueValue: number;
  readonly conditionFalseWriteValue: keyof typeof writeOptions;
  readonly userConditionFalseValue: number;
}) {
  return [
    { write: params.conditionTrueWriteValue, user: params.userConditionTrueValue },
    { write: params.conditionFalseWriteValue, user: params.userConditionFalseValue },
  ] as const;
}
