import { readFileSync } from 'node:fs';
import { installSimd, knowsSimd } from '#src/kernels/simd.ts';

/** Lets the kernels run as WebAssembly. Throws when their file is not there. */
export function loadKernels(): void {
  if (knowsSimd()) installSimd(new WebAssembly.Module(readFileSync(kernelsFile)));
}

/** Beside the bundle, where the build puts it, or in the source tree. */
const kernelsFile = new URL(
  import.meta.env.MODE === 'cli' ? './kernels.wasm' : '../kernels/assembly/kernels.wasm',
  import.meta.url,
);
