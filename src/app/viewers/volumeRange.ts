import type { Volume, Voxels } from '#src/image/volume.ts';
import { type Percentiles, type ValueRange, valueRange, withoutPadding } from './valueRange.ts';
import { unitOf } from './windowPresets.ts';

const maxSamples = 2 ** 18;

/**
 * The range of values of a whole image, from at most 262144 evenly spread voxels: enough for a picture, and never a copy of the
 * image. What CT scanners fill pictures up with does not count. Undefined when none of them is finite.
 */
export function volumeRange({ voxels, meta }: Volume, percentiles?: Percentiles): ValueRange | undefined {
  return withoutPadding(sampledRange(voxels, percentiles), unitOf(meta));
}

function sampledRange(voxels: Voxels, percentiles: Percentiles | undefined): ValueRange | undefined {
  if (voxels.length <= maxSamples) return valueRange(voxels, percentiles);
  // An odd stride does not fall in step with rows of even length.
  const stride = Math.ceil(voxels.length / maxSamples) | 1;
  const sample = new Float64Array(Math.ceil(voxels.length / stride));
  for (let p = 0, n = 0; p < voxels.length; p += stride, n++) sample[n] = voxels[p];
  return valueRange(sample, percentiles);
}
