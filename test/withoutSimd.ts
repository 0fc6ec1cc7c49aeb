import { installSimd } from '#src/kernels/simd.ts';
import { kernelsModule } from './loadKernels.ts';

/** What `run` returns when the kernels are plain TypeScript. */
export function withoutSimd<T>(run: () => T): T {
  installSimd(undefined);
  try {
    return run();
  } finally {
    installSimd(kernelsModule);
  }
}
