/** How a value between voxels is found: that of the nearest one, on the line between two, or by cubic B-splines. */
export type Interpolation = 'Nearest' | 'Linear' | 'Cubic';

/** From which voxels of a line each sample is made, and by which weights. */
export interface AxisSamples {
  readonly count: number;
  /** Voxels a sample: 1, 2 or 4. */
  readonly taps: number;
  /** `taps` places a sample, all within the line. */
  readonly places: Int32Array;
  readonly weights: Float64Array;
  /** 0 where a sample lies more than half a voxel beyond the outermost centres. */
  readonly inside: Uint8Array;
}

/** Places come from affines of float32 headers; one so near to a centre, in voxels, is taken to be there. */
const nearlyThere = 1e-6;

/**
 * What samples at the given positions of a line of `length` voxels are made of; position 0 is the centre of the first voxel. Beyond
 * its ends the line is reflected (b a | a b), as scipy.ndimage.map_coordinates does with mode reflect; of two equally near voxels the
 * nearest is the later one. Weights are those of scipy's orders 0, 1 and 3; for the latter the voxels must be the coefficients of
 * splineCoefficients.ts.
 */
export function axisSamples(positions: Float64Array, length: number, interpolation: Interpolation): AxisSamples {
  const taps = interpolation === 'Nearest' ? 1 : interpolation === 'Linear' ? 2 : 4;
  const places = new Int32Array(positions.length * taps);
  const weights = new Float64Array(positions.length * taps);
  const inside = new Uint8Array(positions.length);
  for (let n = 0; n < positions.length; n++) {
    const position = snapped(positions[n]);
    inside[n] = position >= -0.5 && position <= length - 0.5 ? 1 : 0;
    const low = taps === 1 ? Math.floor(position + 0.5) : Math.floor(position) - (taps === 4 ? 1 : 0);
    for (let tap = 0; tap < taps; tap++) places[n * taps + tap] = reflected(low + tap, length);
    writeWeights(position - Math.floor(position), taps, weights, n * taps);
  }
  return { count: positions.length, taps, places, weights, inside };
}

/** A position so near to a voxel's centre that only rounding can have moved it is put there. */
export function snapped(position: number): number {
  const nearest = Math.round(position);
  return Math.abs(position - nearest) < nearlyThere ? nearest : position;
}

/** Writes the weights of `taps` voxels for a sample that lies `part` behind a centre, 0 to 1. */
export function writeWeights(part: number, taps: number, weights: Float64Array, at: number): void {
  if (taps === 1) {
    weights[at] = 1;
    return;
  }
  const rest = 1 - part;
  if (taps === 2) {
    weights[at] = rest;
    weights[at + 1] = part;
    return;
  }
  weights[at] = (rest * rest * rest) / 6;
  weights[at + 1] = (part * part * (part - 2) * 3 + 4) / 6;
  weights[at + 2] = (rest * rest * (rest - 2) * 3 + 4) / 6;
  weights[at + 3] = 1 - weights[at] - weights[at + 1] - weights[at + 2];
}

/** The place within a line that stands at a place beyond its ends: b a | a b c | c b, however far. */
export function reflected(place: number, length: number): number {
  if (place >= 0 && place < length) return place;
  const period = 2 * length;
  const at = ((place % period) + period) % period;
  return at < length ? at : period - 1 - at;
}
