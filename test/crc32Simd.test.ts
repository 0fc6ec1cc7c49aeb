import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32 } from '#src/formats/crc32.ts';
import { simd } from '#src/kernels/simd.ts';

const noise = Uint8Array.from({ length: 100_000 }, (_, n) => (Math.imul(n, 0x9e3779b9) >>> 13) & 255);

/** What the kernel gives for the bytes at an address that no vector is aligned to. */
function bySimd(bytes: Uint8Array, skew: number, before: number): number {
  const kernels = simd();
  if (!kernels) throw new Error('WebAssembly is not there');
  const { exports, scratch } = kernels;
  return scratch.use(() => {
    const [at] = scratch.reserve(bytes.length + skew + 16);
    // What lies behind the bytes is not theirs.
    scratch.bytes(at, bytes.length + skew + 16).fill(255);
    scratch.bytes(at + skew, bytes.length).set(bytes);
    return exports.crc32(before, at + skew, bytes.length) >>> 0;
  });
}

it('is the checksum of the plain kernel for any length, any start and whatever came before', () => {
  fc.assert(
    fc.property(fc.nat(90_000), fc.nat(9000), fc.nat(15), fc.nat(2 ** 32 - 1), (length, from, skew, before) => {
      const bytes = noise.subarray(from, from + length);
      expect(bySimd(bytes, skew, before)).toBe(crc32(bytes, before));
    }),
    { numRuns: process.env.VOXGRAPH_SOAK ? 3000 : 60 },
  );
});

it('is right at each length about those from which on a message is pushed on, and about a block of it', () => {
  for (const about of [8192, 16384 + 3006, 2 * 16384 + 3006]) {
    for (let length = about - 20; length < about + 20; length++) {
      const bytes = noise.subarray(7, 7 + length);
      expect(bySimd(bytes, length & 15, 0)).toBe(crc32(bytes));
    }
  }
});

it('goes on from one part to the next', () => {
  for (const cut of [1, 3000, 8191, 8192, 20_000, 50_001]) {
    const first = bySimd(noise.subarray(0, cut), 0, 0);
    expect(bySimd(noise.subarray(cut), 3, first)).toBe(crc32(noise));
  }
});
