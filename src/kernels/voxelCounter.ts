import { isSmallIntegers } from '#src/image/integerCounts.ts';
import { plainCounter, type VoxelCounter } from '#src/image/voxelCounter.ts';
import { countIntegersSimd } from './countsSimd.ts';
import { addToBinsSimd, extremesSimd, momentsSimd } from './momentsSimd.ts';
import { noTell, type Tell } from './progress.ts';
import { rangeSimd } from './rangeSimd.ts';
import { simd } from './simd.ts';

/**
 * How histograms and statistics pass over voxels: in WebAssembly where there is SIMD, else in plain TypeScript, with the same results. `tell`
 * is called now and then on the way.
 */
export function voxelCounter(tell: Tell = noTell): VoxelCounter {
  const fast = simd();
  if (!fast) return plainCounter;
  return {
    countIntegers: (voxels) => countIntegersSimd(fast, voxels, tell),
    extremes(voxels, sample) {
      if (sample === 'All') return rangeSimd(fast, voxels, tell);
      return isSmallIntegers(voxels) ? plainCounter.extremes(voxels, sample) : extremesSimd(fast, voxels, sample, tell);
    },
    moments: (voxels) => (isSmallIntegers(voxels) ? plainCounter.moments(voxels) : momentsSimd(fast, voxels, tell)),
    addToBins: (voxels, edges, bins) =>
      isSmallIntegers(voxels)
        ? plainCounter.addToBins(voxels, edges, bins)
        : addToBinsSimd(fast, voxels, edges, bins, tell),
  };
}
