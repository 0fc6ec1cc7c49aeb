import type { Step } from './pointwise.ts';

/** The six comparisons, by MeVisLab's names. */
export type Comparison = 'Less' | 'LessEqual' | 'Equal' | 'NotEqual' | 'Greater' | 'GreaterEqual';

/** What is written for a voxel: a constant, the voxel itself, or a constant less the voxel. */
export type Written =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'original' }
  | { readonly kind: 'mirrored'; readonly from: number };

/**
 * Writes `whenTrue` where `v comparison threshold` holds, `whenFalse` elsewhere. The comparison is that of float64: with NaN
 * only NotEqual holds.
 */
export function thresholdStep(comparison: Comparison, threshold: number, whenTrue: Written, whenFalse: Written): Step {
  const write = selectStep(whenTrue, whenFalse);
  return (values, count) => {
    const flags = new Uint8Array(count);
    compare(values, flags, count, comparison, threshold);
    write(values, flags, count);
  };
}

function compare(values: Float64Array, flags: Uint8Array, count: number, comparison: Comparison, t: number): void {
  switch (comparison) {
    case 'Less':
      for (let n = 0; n < count; n++) flags[n] = values[n] < t ? 1 : 0;
      return;
    case 'LessEqual':
      for (let n = 0; n < count; n++) flags[n] = values[n] <= t ? 1 : 0;
      return;
    case 'Equal':
      for (let n = 0; n < count; n++) flags[n] = values[n] === t ? 1 : 0;
      return;
    case 'NotEqual':
      for (let n = 0; n < count; n++) flags[n] = values[n] !== t ? 1 : 0;
      return;
    case 'Greater':
      for (let n = 0; n < count; n++) flags[n] = values[n] > t ? 1 : 0;
      return;
    case 'GreaterEqual':
      for (let n = 0; n < count; n++) flags[n] = values[n] >= t ? 1 : 0;
      return;
    default:
      comparison satisfies never;
  }
}

function selectStep(whenTrue: Written, whenFalse: Written) {
  const trueKind = whenTrue.kind;
  const falseKind = whenFalse.kind;
  const trueConstant = constantOf(whenTrue);
  const falseConstant = constantOf(whenFalse);
  return (values: Float64Array, flags: Uint8Array, count: number) => {
    for (let n = 0; n < count; n++) {
      const kind = flags[n] === 1 ? trueKind : falseKind;
      const constant = flags[n] === 1 ? trueConstant : falseConstant;
      if (kind === 'constant') values[n] = constant;
      else if (kind === 'mirrored') values[n] = constant - values[n];
    }
  };
}

function constantOf(written: Written): number {
  switch (written.kind) {
    case 'constant':
      return written.value;
    case 'mirrored':
      return written.from;
    case 'original':
      return 0;
    default:
      return written satisfies never;
  }
}
