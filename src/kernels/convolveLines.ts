import type { ConvolveExports } from './convolveExports.ts';
import type { Symmetry, Taps } from './convolveTaps.ts';
import type { Scratch } from './scratch.ts';
import type { Simd } from './simd.ts';

/** The WebAssembly kernels for lines of one width of numbers: float64, or float32 where speed counts more. */
export interface LineKernels {
  readonly scratch: Scratch;
  /** Bytes of a value of a line. */
  readonly lineBytes: number;
  readonly filterRows: ConvolveExports['filterRows'];
  readonly filterColumns: ConvolveExports['filterColumns'];
  readonly readLines: ConvolveExports['readLines'];
}

/** The kernels that sum in float32 (fast) or float64. */
export function lineKernels({ exports, scratch }: Simd, isFast: boolean): LineKernels {
  return isFast
    ? {
        scratch,
        lineBytes: 4,
        filterRows: exports.filterRowsFast,
        filterColumns: exports.filterColumnsFast,
        readLines: exports.readLinesFast,
      }
    : {
        scratch,
        lineBytes: 8,
        filterRows: exports.filterRows,
        filterColumns: exports.filterColumns,
        readLines: exports.readLines,
      };
}

export const symmetryCodes: Readonly<Record<Symmetry, number>> = { Even: 1, Odd: -1, None: 0 };

/** Leaves lines as they are, for the axis that has no weights. */
export const noTaps: Taps = { radius: 0, weights: Float64Array.of(1), symmetry: 'Even' };

/**
 * How many values of lines a kernel filters at a time: few enough that those of all weights stay in the first cache.
 */
export function columnsAtATime(lineBytes: number): number {
  return 1024 / lineBytes;
}

/**
 * The bytes from one line to the next: an odd number of cache lines, since lines a power of two apart would all contend
 * for the same places of the cache.
 */
export function strideFor(bytes: number): number {
  return 64 * (Math.ceil(bytes / 64) | 1);
}

/** Copies weights to an address of the scratch memory, in the width of the lines. */
export function writeWeights({ scratch, lineBytes }: LineKernels, at: number, { weights }: Taps): void {
  const { buffer } = scratch.bytes(at, weights.length * lineBytes);
  if (lineBytes === 4) new Float32Array(buffer, at, weights.length).set(weights);
  else new Float64Array(buffer, at, weights.length).set(weights);
}

/**
 * Fills the lines start <= n < end that lie beyond the borders. `lines` is the address of line `start`; line n stands
 * for place n - radius of a column, and `places` says which place within the column it repeats, -1 for the constant.
 */
export function extendLines(
  { scratch, lineBytes }: LineKernels,
  lines: number,
  stride: number,
  places: Int32Array,
  radius: number,
  start: number,
  end: number,
  constant: number,
): void {
  const bytes = scratch.bytes(lines, (end - start) * stride);
  for (let n = start; n < end; n++) {
    const at = (n - start) * stride;
    if (places[n] >= 0 && places[n] === n - radius) continue;
    if (places[n] >= 0) {
      const from = (places[n] + radius - start) * stride;
      bytes.copyWithin(at, from, from + stride);
    } else if (lineBytes === 4) new Float32Array(bytes.buffer, lines + at, stride / 4).fill(constant);
    else new Float64Array(bytes.buffer, lines + at, stride / 8).fill(constant);
  }
}
