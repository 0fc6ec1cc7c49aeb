import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installSimd, simd } from '#src/kernels/simd.ts';
import { kernelsBytes, kernelsModule } from './loadKernels.ts';

beforeEach(() => {
  // One in whose memory no other test has let voxels live.
  installSimd(new WebAssembly.Module(kernelsBytes));
  vi.useFakeTimers();
});

afterEach(() => {
  installSimd(kernelsModule);
  vi.useRealTimers();
});

/** Uses so many bytes of scratch, and says where they are. */
function useScratch(bytes: number): ArrayBufferLike {
  const fast = simd();
  if (!fast) throw new Error('The kernels of WebAssembly are not loaded');
  return fast.scratch.use(() => {
    const [at] = fast.scratch.reserve(bytes);
    return fast.scratch.bytes(at, 1).buffer;
  });
}

test('scratch memory of some size is used again at once, and given back when nobody has used it for a while', () => {
  const large = useScratch(80 * 2 ** 20);
  vi.advanceTimersByTime(1500);
  expect(useScratch(8)).toBe(large);
  vi.advanceTimersByTime(1500);
  expect(useScratch(8)).toBe(large);
  vi.advanceTimersByTime(6000);
  expect(useScratch(8).byteLength).toBeLessThan(2 ** 20);
});

test('scratch memory of more is given back before the next use', () => {
  useScratch(300 * 2 ** 20);
  expect(useScratch(8).byteLength).toBeLessThan(2 ** 20);
});
