import type { Block } from '#src/image/voxelMemory.ts';
import { createScratch, NoRoom, type Scratch } from './scratch.ts';
import type { SimdExports } from './simdExports.ts';
import { createVoxelHeap, type VoxelHeap } from './voxelHeap.ts';

/**
 * The one seam between the kernels in TypeScript and their twins in SIMD WebAssembly (assembly/).
 *
 * In the page voxels live in buffers of their own, one a volume, shared between threads where the page is isolated; the garbage collector
 * frees them. WebAssembly cannot see them, so each thread has one private memory as scratch, and a kernel works through a window of it:
 * 128 KiB of voxels are copied in, computed in the processor's second cache, and copied out. That needs no count of who still looks at which
 * voxels. Where one thread computes and knows which results it has done with, as the command line does, they can live in the memory of
 * a second instance (`openVoxelHeap`), and kernels that need little scratch read and write them where they are (`seeing`).
 *
 * A kernel asks `simd()` in one place, and runs its plain TypeScript form where the answer is undefined: that form is the oracle of
 * the tests, and works where WebAssembly with SIMD does not exist.
 */
export interface Simd {
  /** The kernels; they take addresses in the scratch memory. */
  readonly exports: SimdExports;
  readonly scratch: Scratch;
}

/** Scratch above this is given back when it was not used for a while, by starting with a new instance. */
const smallBytes = 64 * 2 ** 20;

/**
 * Scratch above this is given back before the next use. Below, steps on large noisy masks that follow each other do not pay for fresh memory
 * each, which is a tenth of their time.
 */
const keptBytes = 256 * 2 ** 20;

/** A heap of which more was used is given back once nothing lives in it. */
const keptHeapBytes = 128 * 2 ** 20;

const idleMilliseconds = 2000;

let compiled: WebAssembly.Module | undefined;
let instance: Simd | undefined;
/** The instance in whose memory voxels live, which therefore neither grows nor goes. */
let home: { readonly module: WebAssembly.Module; readonly simd: Simd; readonly heap: VoxelHeap } | undefined;
let uses = 0;
let watch: ReturnType<typeof setTimeout> | undefined;

/** The kernels in WebAssembly, or undefined where they were not loaded. */
export function simd(): Simd | undefined {
  if (!compiled) return undefined;
  if (!instance || (instance.scratch.isFree() && bytesOf(instance) > keptBytes)) instance = privateSimd();
  uses++;
  if (watch === undefined) giveBackWhenIdle();
  return instance;
}

function bytesOf({ exports }: Simd): number {
  return exports.memory.buffer.byteLength;
}

function giveBackWhenIdle(): void {
  const before = uses;
  watch = setTimeout(() => {
    watch = undefined;
    if (!instance || bytesOf(instance) <= smallBytes) return;
    if (uses === before) instance = undefined;
    else giveBackWhenIdle();
  }, idleMilliseconds);
  // Node does not wait for it to end; in a browser it is a number.
  if (typeof watch === 'object') watch.unref();
}

/**
 * Lets voxels live in the memory of this thread's kernels, which then has `bytes` of address space, 4 GiB at most: the system gives memory when
 * it is written to. One in which nothing lives gives way to another when it is too small, or when much of it was used, which the system gets
 * back so. Undefined where the kernels were not loaded or there is no such address space.
 */
export function openVoxelHeap(bytes: number): VoxelHeap | undefined {
  if (!compiled) return undefined;
  if (home?.module === compiled) {
    const { heap, simd } = home;
    const isFree = heap.isEmpty() && simd.scratch.isFree();
    if (!isFree || (bytesOf(simd) >= bytes && heap.touched() <= keptHeapBytes)) return heap;
    home = undefined;
  }
  const simd = privateSimd();
  if (!simd) return undefined;
  const { memory } = simd.exports;
  const pages = Math.min(65536, Math.ceil(bytes / 65536));
  try {
    memory.grow(Math.max(0, pages - memory.buffer.byteLength / 65536));
  } catch {
    return undefined;
  }
  const heap = createVoxelHeap(memory.buffer as ArrayBuffer, simd.scratch);
  home = { module: compiled, simd, heap };
  return heap;
}

/**
 * The kernels in whose memory some of these voxels live, else `fast`: for kernels that need little scratch, since that memory does not
 * grow.
 */
export function seeing(fast: Simd, ...voxels: readonly ArrayBufferView[]): Simd {
  if (!home || home.module !== compiled) return fast;
  const { heap, simd } = home;
  return voxels.some(({ buffer }) => buffer === heap.buffer) ? simd : fast;
}

/**
 * Runs a kernel that sees no voxels but needs much scratch: in the memory in which voxels live, of which less is fresh, if there is room
 * for it, else with `fast`.
 */
export function withScratch<T>(fast: Simd, run: (kernels: Simd) => T): T {
  if (home && home.module === compiled && home.simd.scratch.isFree()) {
    try {
      return run(home.simd);
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
    }
  }
  return run(fast);
}

/** Runs `body` with so many parts of memory, fewer where there is no room for them, between the voxels that live in that of the kernels. */
export function withSpareMemory<T>(bytes: number, count: number, body: (parts: readonly Block[]) => T): T {
  const heap = home?.module === compiled ? home?.heap : undefined;
  const parts: Block[] = [];
  try {
    for (let n = 0; n < count; n++) {
      const part = heap?.takeBetween(bytes);
      if (part) parts.push(part);
    }
    return body(parts);
  } finally {
    for (const part of parts) heap?.free(part);
  }
}

/** Gives the memory of the heap back if much of it was used and nothing lives in it. */
export function tidyVoxelHeap(): void {
  if (home?.heap.isEmpty() && home.simd.scratch.isFree() && home.heap.touched() > keptHeapBytes) home = undefined;
}

/** Whether the kernels in WebAssembly were loaded. */
export function hasSimd(): boolean {
  return compiled !== undefined;
}

/** The same with a memory that nobody else uses, for work that is done in many turns; undefined where it was not loaded. */
export function privateSimd(): Simd | undefined {
  if (!compiled) return undefined;
  const exports = new WebAssembly.Instance(compiled).exports as unknown as SimdExports;
  return { exports, scratch: createScratch(exports.memory, exports.heapStart()) };
}

/** Makes the kernels use the compiled module of assembly/, or with undefined their plain TypeScript again. */
export function installSimd(module: WebAssembly.Module | undefined): void {
  compiled = module;
  instance = undefined;
  clearTimeout(watch);
  watch = undefined;
}

/** Whether this machine's WebAssembly knows SIMD: asked with the smallest module that has a vector in it. */
export function knowsSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(smallest);
}

/** (func (drop (i8x16.splat (i32.const 0)))), as bytes of the binary format. */
const smallest = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
);
