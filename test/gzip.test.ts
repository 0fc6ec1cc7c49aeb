import { constants, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gunzip, gzip, isGzip } from '#src/formats/gzip.ts';
import { installSimd } from '#src/kernels/simd.ts';
import { kernelsModule } from './loadKernels.ts';
import { sourceOf } from './sources.ts';

/** As Chromium's, which refuses what follows the first member and then drops what it has inflated; Node's own takes it. */
class StrictDecompressionStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    const parts: Uint8Array[] = [];
    super({
      transform: (part) => void parts.push(part),
      flush(controller) {
        const all = Buffer.concat(parts);
        const options = { info: true, finishFlush: constants.Z_SYNC_FLUSH };
        const { buffer, engine } = inflateRawSync(all.subarray(10), options) as unknown as {
          buffer: Buffer;
          engine: { bytesWritten: number };
        };
        const end = 10 + engine.bytesWritten + 8;
        if (end < all.length) throw new TypeError('Junk found after end of compressed data.');
        controller.enqueue(buffer);
        if (end > all.length) throw new TypeError('Compressed input was truncated.');
      },
    });
  }
}

async function collect(source: ReturnType<typeof sourceOf>) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of gunzip(source)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

/** 3 MB that compress by half. */
const content = Buffer.from(Uint8Array.from({ length: 3e6 }, (_, n) => Math.imul(n, 2654435761) >>> (8 + (n % 13))));

describe.each(['WebAssembly', 'Node', 'a browser'])('gzip in %s', (platform) => {
  beforeEach(() => {
    if (platform !== 'WebAssembly') installSimd(undefined);
    // Without Node's zlib the code takes the way of browsers, whose streams Node has too.
    if (platform === 'a browser') vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  });
  afterEach(() => {
    installSimd(kernelsModule);
    vi.restoreAllMocks();
  });

  it('inflates what zlib deflated', async () => {
    expect((await collect(sourceOf(gzipSync(content)))).equals(content)).toBe(true);
  });

  it('inflates several members', async () => {
    const cuts = [0, 1e6, 1e6, 1.2e6, 3e6];
    const file = Buffer.concat(cuts.slice(1).map((end, n) => gzipSync(content.subarray(cuts[n], end))));
    expect((await collect(sourceOf(file))).equals(content)).toBe(true);
  });

  it('gives nothing beyond what is asked for', async () => {
    const source = sourceOf(gzipSync(Buffer.alloc(2 ** 27)));
    let got = 0;
    for await (const chunk of gunzip(source)) {
      got += chunk.length;
      if (got > 2 ** 20) break;
    }
    expect(got).toBeLessThanOrEqual(2 ** 21);
  });

  it('names the damage', async () => {
    const file = gzipSync(content);
    await expect(collect(sourceOf(file.subarray(0, 5000)))).rejects.toThrow('image.nii is cut short');
    file[file.length - 6] ^= 1;
    await expect(collect(sourceOf(file))).rejects.toThrow('the checksum at the end');
    file.fill(0xff, 100, 200);
    await expect(collect(sourceOf(file))).rejects.toThrow('image.nii is damaged: its gzip data cannot be unpacked');
  });

  it('passes on why a file could not be read', async () => {
    const source = { ...sourceOf(gzipSync(content)), bytes: () => Promise.reject(new Error('the disk is gone')) };
    await expect(collect(source)).rejects.toThrow('the disk is gone');
  });

  it.each([1, 2, 4, 8])(
    'packs so that zlib unpacks it, without name and time (%i bytes a voxel)',
    async (voxelBytes) => {
      const packed = await gzip([Uint8Array.from(content.subarray(0, 352)), Uint8Array.from(content.subarray(352))], {
        voxelBytes,
      });
      expect(isGzip(packed)).toBe(true);
      expect(gunzipSync(packed).equals(content)).toBe(true);
      expect([...packed.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
    },
  );
});

describe('gunzip where the platform takes one member only', () => {
  beforeEach(() => {
    installSimd(undefined);
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    vi.stubGlobal('DecompressionStream', StrictDecompressionStream);
  });
  afterEach(() => {
    installSimd(kernelsModule);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  const magic = Buffer.from([0x1f, 0x8b, 8, 0]);

  it('inflates several members, also where the data looks like the start of one', async () => {
    const parts = [Buffer.concat([content.subarray(0, 1e5), magic, content.subarray(0, 300), magic]), content, magic];
    const file = Buffer.concat(parts.map((part) => gzipSync(part, { level: 0 })));
    expect((await collect(sourceOf(file))).equals(Buffer.concat(parts))).toBe(true);
  });

  it('gives up on a file that is made of false starts', async () => {
    const file = gzipSync(Buffer.concat(Array(1000).fill(Buffer.concat([magic, Buffer.alloc(20)]))), { level: 0 });
    await expect(collect(sourceOf(Buffer.concat([file, file])))).rejects.toThrow('image.nii is cut short');
  });
});
