import { allocateVoxels, ownBuffer, sharedBuffer } from '#src/engine/allocate.ts';
import { openBlob } from '#src/engine/openBlob.ts';
import { readImage } from '#src/formats/readImage.ts';
import kernels from '#src/kernels/assembly/kernels.wasm?url&no-inline';
import { installSimd } from '#src/kernels/simd.ts';

/*
 * A worker of a page of the bench (scripts/benchOpening.mjs): opens a .nii.gz file as a task of LocalImage does, from a Blob to an image in
 * memory that workers share, and has the browser unpack the same Blob by its DecompressionStream into one piece of memory, in turn, and
 * answers with the medians in milliseconds. The Blob lies in the browser's own process, as a chosen or a kept file does; both read it there.
 */

interface Question {
  readonly url: string;
  readonly runs: number;
}

/** What comes before the voxels in the files of this bench. */
const headBytes = 352;

/** What is thrown in a promise of a worker does not reach its page by itself. */
globalThis.onmessage = ({ data }: MessageEvent<Question>) => {
  measured(data).then(
    (times) => globalThis.postMessage(times),
    (error: unknown) => globalThis.postMessage({ error: String(error) }),
  );
};

async function measured({ url, runs }: Question): Promise<{ ours: number; platform: number }> {
  installSimd(await WebAssembly.compile(await (await fetch(kernels)).arrayBuffer()));
  const blob = await (await fetch(url)).blob();
  const ours: number[] = [];
  const platform: number[] = [];
  // The first of each compiles, and does not count.
  for (let n = 0; n <= runs; n++) {
    const start = performance.now();
    const voxels = await opened(blob);
    const between = performance.now();
    const bytes = await unpacked(blob, headBytes + voxels.length);
    const end = performance.now();
    if (n === 0) requireSame(voxels, bytes.subarray(headBytes));
    else {
      ours.push(between - start);
      platform.push(end - between);
    }
  }
  return { ours: median(ours), platform: median(platform) };
}

/** The bytes of the voxels, in memory that workers share where they can. */
async function opened(blob: Blob): Promise<Uint8Array> {
  const allocateBuffer = globalThis.crossOriginIsolated ? sharedBuffer : ownBuffer;
  const { voxels } = await readImage(openBlob('image.nii.gz', blob), {
    progress() {},
    warn() {},
    allocate: (type, length) => allocateVoxels(type, length, allocateBuffer),
  });
  return new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
}

/** The bytes of the file in one piece, as the platform unpacks them. */
async function unpacked(blob: Blob, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let at = 0;
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    bytes.set(value, at);
    at += value.length;
  }
  return bytes;
}

function requireSame(first: Uint8Array, second: Uint8Array): void {
  for (let n = 0; n < first.length; n++) {
    if (first[n] !== second[n]) throw new Error(`Byte ${n} of the voxels is ${first[n]} and not ${second[n]}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
