import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type CompiledProgram, compileProgram } from './compileProgram.ts';
import { copySkew } from './copySkew.ts';
import { laneFacts } from './laneOpcodes.ts';
import { type Lanes, lanesOf } from './programLanes.ts';
import { noProgress, type Progress } from './progress.ts';
import { type Simd, seeing, simd } from './simd.ts';
import type { VoxelProgram } from './voxelProgram.ts';
import { bytesOfVoxels, copyIn, readAt, windowRoom, writeAt, wrote } from './voxelWindow.ts';

/** Voxels that are computed at a time take so many bytes in all images together: they stay in the second cache. */
const windowsBytes = 196608;
/** Windows between two reports of progress. */
const windowsAtATime = 64;
/** Modules that a thread keeps. */
const mostKept = 64;

/** The lanes in which a program can be computed over these images; undefined where it cannot, and where there is no SIMD. */
export function programLanes(
  program: VoxelProgram,
  images: readonly (Voxels | undefined)[],
  target: VoxelType,
): Lanes | undefined {
  return simd() && lanesOf(program, images.map(typeOf), target);
}

/**
 * Computes a program for every voxel of some images of equal length, in the lanes that `programLanes` has given. Results are float64 rounded
 * to the target's type, integers to the nearest one, halves to the even one, and kept within the type; NaN becomes 0 there.
 */
export function runVoxelProgram(
  program: VoxelProgram,
  images: readonly (Voxels | undefined)[],
  target: Voxels,
  lanes: Lanes,
  progress: Progress = noProgress,
): void {
  const fast = simd();
  if (!fast) throw new Error('A program of voxels needs SIMD, which is not there');
  const compiled = compileProgram(program, images.map(typeOf), voxelTypeOf(target), lanes);
  const sources = compiled.images.flatMap((image) => images[image] ?? []);
  runWindows(seeing(fast, target, ...sources), compiled, lanes, sources, target, progress);
}

type Run = (count: number, constants: number, target: number, ...images: readonly number[]) => void;

function runWindows(
  fast: Simd,
  compiled: CompiledProgram,
  lanes: Lanes,
  images: readonly Voxels[],
  target: Voxels,
  progress: Progress,
): void {
  const { scratch } = fast;
  const run = functionOf(fast, compiled.bytes);
  const { array } = laneFacts[lanes];
  const voxelBytes = [target, ...images].reduce((sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT, 0);
  // A power of two, so that each window lies as the first one to the words of its memory.
  const windowLength = 2 ** Math.floor(Math.log2(windowsBytes / voxelBytes));
  scratch.use(() => {
    const sizes = [target, ...images].map((voxels) => windowLength * voxels.BYTES_PER_ELEMENT + windowRoom);
    const [constants, ...places] = scratch.reserve(16 * compiled.constants.length, ...sizes);
    compiled.constants.forEach((value, n) => {
      copyIn(scratch, constants + 16 * n, bytesOfVoxels(array.of(value)));
    });
    const bytes = [target, ...images].map(bytesOfVoxels);
    const [written, ...read] = places.map((place, n) => place + copySkew(bytes[n], 0));
    const addresses = [...read];
    const width = target.BYTES_PER_ELEMENT;
    for (let start = 0; start < target.length; start += windowLength) {
      if ((start / windowLength) % windowsAtATime === 0) progress(start / target.length);
      const end = Math.min(start + windowLength, target.length);
      for (let n = 0; n < images.length; n++) {
        const from = images[n].BYTES_PER_ELEMENT;
        addresses[n] = readAt(fast, bytes[n + 1], start * from, end * from, read[n]);
      }
      const address = writeAt(fast, bytes[0], start * width, end * width, written);
      run(end - start, constants, address, ...addresses);
      wrote(fast, bytes[0], start * width, end * width, address, written);
    }
  });
}

const kept = new WeakMap<WebAssembly.Memory, Map<string, Run>>();

/** The function of a module on the scratch memory; the latest are kept, so that another value of a constant compiles nothing. */
function functionOf({ exports: { memory } }: Simd, bytes: Uint8Array<ArrayBuffer>): Run {
  const runs = kept.get(memory) ?? new Map<string, Run>();
  kept.set(memory, runs);
  const key = bytes.join();
  const known = runs.get(key);
  runs.delete(key);
  const run = known ?? compiledRun(bytes, memory);
  runs.set(key, run);
  for (const [oldest] of runs) if (runs.size > mostKept) runs.delete(oldest);
  return run;
}

function compiledRun(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory): Run {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { from: { memory } });
  return instance.exports.run as Run;
}

function typeOf(voxels: Voxels | undefined): VoxelType | undefined {
  return voxels && voxelTypeOf(voxels);
}
