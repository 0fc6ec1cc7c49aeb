import { labelStretches, type Measures } from './labelStretches.ts';
import type { Simd } from './simd.ts';

/** Labelled components. */
export interface Labelled {
  readonly labels: number;
  /** The numbers of voxels of the first `last` labels, while the scratch memory of the components is in use. */
  sizes(last: number): Uint32Array;
}

/** Labels components in the order of their places, as labelStretches. */
export function labelByPlace(simd: Simd, measures: Measures, least: number, voxels: number): Labelled {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const labels = labelStretches(simd, measures, least, voxels, (stretch, { marks, before }) =>
    exports.labelStretch(stretch.parted, stretch.count, stretch.before + 1, marks, before),
  );
  return {
    labels,
    sizes: (last) =>
      scratch.use(() => {
        const wanted = Math.min(last, labels);
        const [ranked] = scratch.reserve(4 * wanted);
        exports.sizesByLabel(sizes, places, count, wanted, ranked);
        return scratch.counts(ranked, wanted).slice();
      }),
  };
}
