import { readFileSync } from 'node:fs';
import { installSimd } from '#src/kernels/simd.ts';

export const kernelsBytes = readFileSync(new URL('../src/kernels/assembly/kernels.wasm', import.meta.url));

/** The kernels in WebAssembly, for every test in Node; what the tests say of their plain TypeScript they switch off themselves. */
export const kernelsModule = new WebAssembly.Module(kernelsBytes);

installSimd(kernelsModule);
