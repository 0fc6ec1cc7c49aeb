import type { Affine, Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { type Interpolation, reflected, snapped, writeWeights } from './axisSamples.ts';
import { fitValues } from './fitValues.ts';
import type { Progress } from './progress.ts';

/**
 * Samples an image on some slices of any other grid, of ni × nj voxels: `toSource` takes a voxel index of the target to a position in the source. With cubic
 * interpolation the values must be coefficients along all axes (splineCoefficients.ts). Borders and rounding as in axisSamples.ts.
 */
export function resampleOblique(
  values: Voxels,
  size: Vec3,
  target: Voxels,
  [ni, nj]: readonly [number, number],
  { start, end }: Slab,
  toSource: Affine,
  interpolation: Interpolation,
  fillValue: number,
  progress: Progress,
): void {
  const taps = interpolation === 'Nearest' ? 1 : interpolation === 'Linear' ? 2 : 4;
  const line = new Float64Array(ni);
  const position = new Float64Array(3);
  const sampler = createSampler(values, size, taps);
  for (let k = start; k < end; k++) {
    progress((k - start) / (end - start));
    for (let j = 0; j < nj; j++) {
      for (let i = 0; i < ni; i++) {
        for (let axis = 0; axis < 3; axis++) {
          const a = 4 * axis;
          position[axis] = snapped(toSource[a] * i + toSource[a + 1] * j + toSource[a + 2] * k + toSource[a + 3]);
        }
        line[i] = isInside(position, size) ? sampler(position) : fillValue;
      }
      fitValues(line, ni, target, ni * (j + nj * (k - start)));
    }
  }
}

function isInside(position: Float64Array, size: Vec3): boolean {
  for (let axis = 0; axis < 3; axis++) {
    if (!(position[axis] >= -0.5 && position[axis] <= size[axis] - 0.5)) return false;
  }
  return true;
}

/** The value at a position: the places and weights of all taps of three axes, and the sum over them. */
function createSampler(values: Voxels, size: Vec3, taps: number): (position: Float64Array) => number {
  const places = new Int32Array(3 * taps);
  const weights = new Float64Array(3 * taps);
  const strides = [1, size[0], size[0] * size[1]];
  return (position) => {
    for (let axis = 0; axis < 3; axis++) {
      const low = taps === 1 ? Math.floor(position[axis] + 0.5) : Math.floor(position[axis]) - (taps === 4 ? 1 : 0);
      for (let tap = 0; tap < taps; tap++) {
        places[axis * taps + tap] = reflected(low + tap, size[axis]) * strides[axis];
      }
      writeWeights(position[axis] - Math.floor(position[axis]), taps, weights, axis * taps);
    }
    let sum = 0;
    for (let c = 2 * taps; c < 3 * taps; c++) {
      for (let b = taps; b < 2 * taps; b++) {
        const weight = weights[c] * weights[b];
        if (weight === 0) continue;
        const row = places[c] + places[b];
        for (let a = 0; a < taps; a++) if (weights[a] !== 0) sum += weight * weights[a] * values[row + places[a]];
      }
    }
    return sum;
  };
}
