import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { chooseBytes } from './chooseSimd.ts';
import { computeVoxels } from './computeVoxels.ts';
import type { Step } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import type { Written } from './thresholdStep.ts';
import { bandFlag } from './voxelFlag.ts';
import { computed, constantValue, type VoxelProgram, voxelOf } from './voxelProgram.ts';

/** What is written below, inside and above an interval. */
export interface IntervalWritten {
  readonly lower: Written;
  readonly inner: Written;
  readonly upper: Written;
}

/**
 * Writes `inner` where min <= v <= max, `upper` where v > max, and `lower` elsewhere, NaN included, to a target whose type holds all
 * three. Source and target have equal lengths.
 */
export function intervalVoxels(
  source: Voxels,
  target: Voxels,
  min: number,
  max: number,
  { lower, inner, upper }: IntervalWritten,
  progress: Progress = noProgress,
): void {
  const fast = simd();
  const isBytes = target instanceof Uint8Array || target instanceof Int8Array;
  const isFlag = lower.kind === 'constant' && upper.kind === 'constant' && lower.value === upper.value;
  if (fast && isBytes && isFlag && inner.kind === 'constant') {
    chooseBytes(fast, source, target, bandFlag(voxelTypeOf(source), min, max), inner.value, lower.value);
  } else {
    const written = { lower, inner, upper };
    const program = intervalProgram(min, max, written);
    computeVoxels(source, target, program, intervalStep(min, max, written), progress);
  }
}

/** A written value as factor * v + constant. */
function lineOf(written: Written): readonly [factor: number, constant: number] {
  switch (written.kind) {
    case 'constant':
      return [0, written.value];
    case 'original':
      return [1, 0];
    case 'mirrored':
      return [-1, written.from];
    default:
      return written satisfies never;
  }
}

function intervalStep(min: number, max: number, { lower, inner, upper }: IntervalWritten): Step {
  const [lowerFactor, lowerConstant] = lineOf(lower);
  const [innerFactor, innerConstant] = lineOf(inner);
  const [upperFactor, upperConstant] = lineOf(upper);
  return (values, count) => {
    for (let n = 0; n < count; n++) {
      const value = values[n];
      const isAbove = value > max;
      const isInside = !isAbove && value >= min;
      const factor = isInside ? innerFactor : isAbove ? upperFactor : lowerFactor;
      const constant = isInside ? innerConstant : isAbove ? upperConstant : lowerConstant;
      // Not 0 times the value, which for an infinite one or NaN would be NaN.
      values[n] = factor === 0 ? constant : factor * value + constant;
    }
  };
}

function intervalProgram(min: number, max: number, { lower, inner, upper }: IntervalWritten): VoxelProgram {
  const isAbove = computed('greater', voxelOf(0), constantValue(max));
  const isInside = computed('greaterOrEqual', voxelOf(0), constantValue(min));
  const notAbove = computed('where', isInside, programOf(inner), programOf(lower));
  return computed('where', isAbove, programOf(upper), notAbove);
}

function programOf(written: Written): VoxelProgram {
  switch (written.kind) {
    case 'constant':
      return constantValue(written.value);
    case 'original':
      // As the line above, which makes -0 a 0.
      return computed('add', voxelOf(0), constantValue(0));
    case 'mirrored':
      return computed('subtract', constantValue(written.from), voxelOf(0));
    default:
      return written satisfies never;
  }
}
