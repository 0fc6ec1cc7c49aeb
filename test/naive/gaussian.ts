import type { Vec3 } from '#src/image/volume.ts';
import type { Border } from '#src/kernels/convolveBorders.ts';

/** The voxel that stands at a place of a line, found by walking back into it step by step. */
function valueAt(line: readonly number[], place: number, border: Border, constant: number): number {
  let at = place;
  while (at < 0 || at >= line.length) {
    if (border === 'Constant') return constant;
    if (border === 'Nearest' || line.length === 1) at = at < 0 ? 0 : line.length - 1;
    else if (border === 'Reflect') at = at < 0 ? -1 - at : 2 * line.length - 1 - at;
    else at = at < 0 ? -at : 2 * line.length - 2 - at;
  }
  return line[at];
}

/** One line convolved with weights that are the same from both ends: the middle first, then the pairs from the outermost in. */
function naiveLine(line: readonly number[], weights: Float64Array, border: Border, constant: number): number[] {
  const radius = (weights.length - 1) / 2;
  return line.map((value, n) => {
    let sum = value * weights[radius];
    for (let j = radius; j > 0; j--) {
      sum += (valueAt(line, n - j, border, constant) + valueAt(line, n + j, border, constant)) * weights[radius - j];
    }
    return sum;
  });
}

/** Symmetric weights along i, j and k in turn, line by line, each result rounded by `round`. */
export function naiveConvolution(
  voxels: ArrayLike<number>,
  size: Vec3,
  kernels: readonly Float64Array[],
  round: (value: number) => number,
  border: Border = 'Reflect',
  constant = 0,
): number[] {
  let values = Array.from(voxels);
  const strides = [1, size[0], size[0] * size[1]];
  kernels.forEach((weights, axis) => {
    const [length, stride] = [size[axis], strides[axis]];
    const filtered = values.slice();
    for (let start = 0; start < values.length; start++) {
      if (Math.floor(start / stride) % length !== 0) continue;
      const line = Array.from({ length }, (_, n) => values[start + n * stride]);
      naiveLine(line, weights, border, constant).forEach((value, n) => {
        filtered[start + n * stride] = round(value);
      });
    }
    values = filtered;
  });
  return values;
}
