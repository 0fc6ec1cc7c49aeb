import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzipMembers } from '#src/formats/gunzipMembers.ts';
import { createInflater } from '#src/formats/inflater.ts';
import { sourceOf } from './sources.ts';

const numRuns = process.env.VOXGRAPH_SOAK ? 3000 : 150;

/** What our inflate gives, or the message of its error. */
async function unpacked(file: Uint8Array): Promise<Buffer | string> {
  const inflater = createInflater();
  if (!inflater) throw new Error('WebAssembly is not there');
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of gunzipMembers(sourceOf(file, 'f'), inflater)) pieces.push(Uint8Array.from(piece));
    return Buffer.concat(pieces);
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

/** What zlib gives, or undefined where it refuses. */
function byZlib(file: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(file);
  } catch {
    return undefined;
  }
}

/** Bytes as images have them: noise of few or many values, runs, repeated pieces near and far. */
const content = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(255), fc.nat(70_000)).map(([value, length]) => Buffer.alloc(length, value)),
      fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.nat(3000)).map(([p, n]) => Buffer.alloc(n, p)),
      fc.tuple(fc.integer({ min: 1, max: 255 }), fc.nat(60_000), fc.integer()).map(([values, length, seed]) => {
        const bytes = Buffer.alloc(length);
        for (let n = 0, s = seed | 1; n < length; n++) {
          s = Math.imul(s ^ (s >>> 15), 0x2c1b3c6d) + n;
          bytes[n] = (s >>> 8) % values;
        }
        return bytes;
      }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat([...parts, ...parts.slice(0, 3)]));

const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
});

describe('inflate in WebAssembly', () => {
  it('gives the bytes that zlib packed, at every level and strategy', async () => {
    const check = async (bytes: Buffer, how: object) => {
      const got = await unpacked(gzipSync(bytes, how));
      expect(typeof got === 'string' ? got : got.equals(bytes)).toBe(true);
    };
    await fc.assert(fc.asyncProperty(content, options, check), { numRuns, seed: 1 });
  });

  it('repeats pieces of every length, a few bytes or hundreds of them', async () => {
    const parts = Array.from({ length: 40 }, (_, n) => {
      const piece = randomBytes(n + 1);
      return Array.from({ length: 24 }, (_, k) => Buffer.concat([randomBytes(2), Buffer.alloc(4 + k * k, piece)]));
    });
    const bytes = Buffer.concat(parts.flat());
    const got = await unpacked(gzipSync(bytes));
    expect(typeof got === 'string' ? got : got.equals(bytes)).toBe(true);
  });

  it('gives several members one after the other, and stops at padding', async () => {
    const check = async (parts: readonly Buffer[], padding: number) => {
      const file = Buffer.concat([...parts.map((part) => gzipSync(part)), Buffer.alloc(padding)]);
      const got = await unpacked(file);
      expect(typeof got === 'string' ? got : got.equals(Buffer.concat(parts))).toBe(true);
    };
    const parts = fc.array(content, { minLength: 1, maxLength: 4 });
    await fc.assert(fc.asyncProperty(parts, fc.nat(20), check), { numRuns: numRuns / 5, seed: 2 });
  });

  it('gives pieces that lie in memory as they do in the content, so that shared memory takes eight bytes at a time', async () => {
    const file = Buffer.concat(
      [33_333, 400_001, 7].map((length) => gzipSync(randomBytes(length).map((byte) => byte & 63))),
    );
    const inflater = createInflater();
    if (!inflater) throw new Error('WebAssembly is not there');
    const skews: number[] = [];
    let position = 0;
    for await (const piece of gunzipMembers(sourceOf(file, 'f'), inflater)) {
      skews.push((piece.byteOffset - position) & 7);
      position += piece.length;
    }
    expect(skews.length).toBeGreaterThan(5);
    expect(new Set(skews)).toEqual(new Set([0]));
  });

  it('finds the ends of blocks and members that lie across the pieces in which a file is read', async () => {
    const parts = Array.from({ length: 12 }, (_, n) => randomBytes(40_000 + 997 * n));
    const file = Buffer.concat(parts.map((part, n) => gzipSync(part, { level: n % 3 })));
    const got = await unpacked(file);
    expect(typeof got === 'string' ? got : got.equals(Buffer.concat(parts))).toBe(true);
  });

  it('refuses what zlib refuses, by a sentence, and gives the same bytes otherwise, whatever is changed in a file', {
    timeout: 600_000,
  }, async () => {
    const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    const check = async (bytes: Buffer, how: object, changes: readonly (readonly [number, number])[]) => {
      const file = gzipSync(bytes, how);
      for (const [place, value] of changes) file[Math.floor(place * file.length)] = value;
      const theirs = byZlib(file);
      const ours = await unpacked(file);
      if (theirs) expect(typeof ours === 'string' ? ours : ours.equals(theirs)).toBe(true);
      else expect(ours).toMatch(/^f is (cut short|damaged): .+\. Copy or download it again$/);
    };
    const small = content.map((bytes) => bytes.subarray(0, 4000));
    await fc.assert(fc.asyncProperty(small, options, edits, check), { numRuns: 4 * numRuns, seed: 3 });
  });

  it('refuses a file cut anywhere', async () => {
    const file = gzipSync(Buffer.concat([randomBytes(3000), Buffer.alloc(5000, 'abcdefg'), Buffer.alloc(4000)]));
    for (let length = 0; length < file.length; length += 7) {
      expect(await unpacked(file.subarray(0, length))).toMatch(/^f is cut short/);
    }
  });

  it.each([
    ['invalid block type', [0x07]],
    ['invalid stored block lengths', [0x01, 0x05, 0x00, 0x05, 0x00]],
    ['too many length or distance symbols', [0xfc, 0x00, 0x00]],
    ['invalid code lengths set', [0x04, 0x00, 0xfe, 0xff]],
    ['invalid bit length repeat', [0x04, 0x00, 0x24, 0x49, 0x00]],
    ['invalid code -- missing end-of-block', [5, 0xc0, 0x81, 0, 0, 0, 0, 0, 0x10, 0xfe, 0xaf, 1]],
    [
      'invalid literal/lengths set',
      [0x04, 0x80, 0x49, 0x92, 0x24, 0x49, 0x92, 0x24, 0x71, 0xff, 0xff, 0x93, 0x11, 0x00],
    ],
    ['invalid distance too far back', [0x0c, 0xc0, 0x81, 0, 0, 0, 0, 0, 0x90, 0xff, 0x6b, 0x04, 0x00]],
    ['invalid distance code', [0x02, 0x7e, 0xff, 0xff]],
    ['invalid literal/length code', [0x1b, 0x07, 0x00]],
  ])('names the fault: %s', async (reason, deflated) => {
    const file = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...deflated, ...Array(700).fill(0)]);
    expect(byZlib(file)).toBeUndefined();
    expect(await unpacked(file)).toContain(`(${reason})`);
  });

  it('reads heads with every part, and checks their own checksum', async () => {
    const body = deflateRawSync(Buffer.from('abc'));
    const tail = gzipSync(Buffer.from('abc')).subarray(-8);
    const head = [0x1f, 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3, 3, 0, 7, 8, 9, ...Buffer.from('name\0comment\0')];
    for (const low of Array(256).keys()) {
      for (const high of [0x70, 0x71]) {
        const file = Buffer.concat([Buffer.from([...head, low, high]), body, tail]);
        const theirs = byZlib(file);
        const ours = await unpacked(file);
        expect(typeof ours === 'string').toBe(theirs === undefined);
      }
    }
    const plain = Buffer.concat([Buffer.from(head).fill(0x1c, 3, 4), body, tail]);
    expect(String(await unpacked(plain))).toBe('abc');
  });

  it('refuses what follows the last member and is neither a member nor padding', async () => {
    const member = gzipSync(Buffer.from('abc'));
    for (const rest of [[1, 2], [7], [0x1f], [0x1f, 0x8b], [0x1f, 0x8b, 9, 0], Array(600).fill(65)]) {
      const file = Buffer.concat([member, Buffer.from(rest)]);
      expect(byZlib(file)).toBeUndefined();
      expect(await unpacked(file)).toMatch(/^f is (cut short|damaged)/);
    }
    expect(String(await unpacked(Buffer.concat([member, Buffer.from([0, 0, 5])])))).toBe('abc');
  });
});
