import { constants, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherBytes } from '#src/formats/gatherBytes.ts';
import { gzip, gzipParts } from '#src/formats/gzip.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { zlibParts } from '#src/formats/zlibParts.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { referenceData } from './referenceData.ts';
import { fileSource } from './sources.ts';

const numRuns = process.env.VOXGRAPH_SOAK ? 2000 : 150;

/** Voxels in runs: lengths around those that a run may have, and values of few or many kinds. */
const runs = fc
  .array(
    fc.tuple(
      fc.oneof(fc.nat(20), fc.integer({ min: 250, max: 530 }), fc.integer({ min: 1, max: 140_000 })),
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts.map(([length, value]) => Buffer.alloc(length, value))).subarray(0, 600_000));

/** Each value half as likely as the one before: the codes of the rarest want to be longer than 15 bits. */
function skewed(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let n = 0; n < length; n++) bytes[n] = n % 2 === 0 ? 0 : 1 + Math.clz32(Math.imul(n, 0x9e3779b1) | 1);
  for (let value = 40; value < 256; value++) bytes[value * 13] = value;
  return bytes;
}

describe('deflate in WebAssembly', () => {
  it('packs any bytes so that zlib unpacks them', async () => {
    const width = fc.constantFrom(1, 2, 4, 8);
    const check = async (bytes: Uint8Array, voxelBytes: number) => {
      expect(gunzipSync(await gzip(bytes, { voxelBytes })).equals(bytes)).toBe(true);
    };
    const bytes = fc.oneof(runs, fc.uint8Array({ maxLength: 3000 }));
    await fc.assert(fc.asyncProperty(bytes, width, check), { numRuns, seed: 4 });
  });

  it('keeps codes within 15 bits', async () => {
    for (const length of [5000, 131_072, 400_001]) {
      expect(gunzipSync(await gzip(skewed(length))).equals(skewed(length))).toBe(true);
    }
  });

  it.each([0, 1, 2, 3, 258, 131_071, 131_072, 131_073, 262_144])('packs %i bytes', async (length) => {
    for (const bytes of [Buffer.alloc(length, 7), Uint8Array.from({ length }, (_, n) => Math.imul(n, n) >> 3)]) {
      expect(gunzipSync(await gzip(bytes)).equals(bytes)).toBe(true);
    }
  });

  it('makes noise hardly larger than it is', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(65536));
    const bytes = Buffer.concat(Array(8).fill(noise));
    expect((await gzip(bytes)).length).toBeLessThan(bytes.length + 200);
  });

  it('finds runs of voxels that are no runs of bytes', async () => {
    const background = new Float32Array(500_000).fill(-1000);
    const bytes = new Uint8Array(background.buffer);
    expect((await gzip(bytes, { voxelBytes: 4 })).length).toBeLessThan(4000);
  });

  it('gives the same file however the bytes are cut into parts', async () => {
    const { voxels } = sheppLogan({ size: [70, 61, 50], type: 'int16', noise: 20, seed: 3 });
    const bytes = new Uint8Array(voxels.buffer);
    const whole = await gzip(bytes, { voxelBytes: 2 });
    const cuts = [0, 352, 100_000, 131_073, 131_074, bytes.length];
    const parts = cuts.slice(1).map((end, n) => bytes.subarray(cuts[n], end));
    expect(await gzip(parts, { voxelBytes: 2 })).toEqual(whole);
  });

  it('gives what is long in pieces that lie in memory of their own, and joins none of them', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(65536));
    const bytes = Buffer.concat(Array(150).fill(noise));
    const parts = await gzipParts(bytes);
    expect(parts.map(({ length }) => length).slice(0, -1)).toEqual([2 ** 22, 2 ** 22]);
    expect(parts.every(({ buffer, length }) => buffer.byteLength === length)).toBe(true);
    expect(gunzipSync(joinBytes(parts)).equals(bytes)).toBe(true);
    expect(inflateSync(joinBytes(await zlibParts(bytes))).equals(bytes)).toBe(true);
  });

  it('cuts no piece where they end with the file, nor leaves one empty', async () => {
    const packed = gatherBytes();
    expect(packed.pieces()).toEqual([new Uint8Array(0)]);
    packed.add(new Uint8Array(2 ** 22 - 3).fill(1));
    packed.add(Uint8Array.of(2, 3, 4));
    expect(packed.pieces().map(({ length }) => length)).toEqual([2 ** 22]);
    packed.add(Uint8Array.of(5));
    expect(packed.pieces().map((piece) => piece.at(-1))).toEqual([4, 5]);
  });

  it('takes voxels in shared memory', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(1000)).fill(3);
    expect([...new Set(gunzipSync(await gzip(shared)))]).toEqual([3]);
  });

  const masks = ['t1-head', 'ct-thorax', 't1-head-small'].flatMap((name) => {
    const path = referenceData(`golden/${name}/brain-mask-r3-c6.nii.gz`);
    return path ? [path] : [];
  });
  if (masks.length === 0) console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no real mask');

  it.each(masks)('makes %s no larger than level 1 of zlib does', async (path) => {
    const file = fileSource(path);
    const bytes = gunzipSync(await file.bytes());
    const packed = (await gzip(bytes)).length;
    expect(packed).toBeLessThan(gzipSync(bytes, { level: 1 }).length);
    expect(packed).toBeLessThan(1.02 * gzipSync(bytes, { level: 1, strategy: constants.Z_RLE }).length);
  });
});
