import { readFileSync } from 'node:fs';
import { installSimd } from '#src/kernels/simd.ts';

/** Beside the bundle, or in the source tree. */
const file = new URL(
  import.meta.env.MODE === 'cli' ? './kernels.wasm' : '../../src/kernels/assembly/kernels.wasm',
  import.meta.url,
);

let compiled: WebAssembly.Module | undefined;

/**
 * Makes the kernels of this thread use WebAssembly, or their plain TypeScript. The module is compiled once: one that is compiled anew
 * starts again with code that is quickly made and slow. Throws when its file is not there.
 */
export function switchKernels(kernels: 'webassembly' | 'plain'): void {
  compiled ??= new WebAssembly.Module(readFileSync(file));
  installSimd(kernels === 'webassembly' ? compiled : undefined);
}
