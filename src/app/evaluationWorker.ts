import { modules } from '#modules/index.ts';
import { serveTasks } from '#src/engine/worker.ts';
import { type Limits, setLimits } from '#src/formats/limits.ts';
import kernels from '#src/kernels/assembly/kernels.wasm?url&no-inline';
import { installSimd, knowsSimd } from '#src/kernels/simd.ts';
import { noticeTexts } from './texts/notices.ts';

serveTasks(modules, knowsSimd() ? loadKernels() : undefined, (limits) => setLimits(limits as Partial<Limits>));

/** Rejects when the file does not arrive: then the worker is of no use, and its page tells so. */
async function loadKernels(): Promise<void> {
  const response = await fetch(kernels);
  if (!response.ok) throw new Error(noticeTexts.files.kernelsNotServed(kernels, response.status));
  installSimd(await WebAssembly.compile(await response.arrayBuffer()));
}
