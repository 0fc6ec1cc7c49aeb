import type { Volume } from '#src/image/volume.ts';
import type { ValueRange } from './valueRange.ts';

const bins = 96;
const maxSamples = 2 ** 17;

/**
 * How frequent values are between the ends of a domain, in 96 even steps, as parts of the most frequent step on a logarithmic
 * scale; from at most 131072 evenly spread voxels. What lies beyond the ends is not counted.
 */
export function valueCounts({ voxels }: Volume, { min, max }: ValueRange): readonly number[] {
  const counts = new Float64Array(bins);
  // An odd stride does not fall in step with rows of even length.
  const stride = Math.ceil(voxels.length / maxSamples) | 1;
  const scale = bins / (max - min || 1);
  for (let p = 0; p < voxels.length; p += stride) {
    const bin = Math.floor((voxels[p] - min) * scale);
    if (bin >= 0 && bin < bins) counts[bin]++;
  }
  const most = Math.log1p(Math.max(...counts));
  return [...counts].map((count) => (most > 0 ? Math.log1p(count) / most : 0));
}
