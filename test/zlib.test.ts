import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateZlib } from '#src/formats/inflateZlib.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { zlibParts } from '#src/formats/zlibParts.ts';
import { sourceOf } from './sources.ts';
import { withoutSimd } from './withoutSimd.ts';

/** What is used is decided when these are called, not while they run. */
type Way = <T>(act: () => T) => T;
const asLoaded: Way = (act) => act();

async function inflated(bytes: Uint8Array, way: Way = asLoaded): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const stream = way(() => inflateZlib(sourceOf(bytes, 'a.mha')));
  for await (const piece of stream) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 9000 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(9000)).map(([part, times]) => {
    return Uint8Array.from({ length: part.length * (times % 400) }, (_, n) => part[n % part.length]);
  }),
);

describe.each<[string, Way]>([
  ['in WebAssembly', asLoaded],
  ['by the platform', withoutSimd],
])('zlib data %s', (_, way) => {
  it('is packed for zlib, and what zlib packed is unpacked', async () => {
    const check = async (bytes: Uint8Array, level: number) => {
      expect(Buffer.compare(inflateSync(await way(async () => joinBytes(await zlibParts(bytes)))), bytes)).toBe(0);
      expect(Buffer.compare(await inflated(deflateSync(bytes, { level }), way), bytes)).toBe(0);
    };
    await fc.assert(fc.asyncProperty(anyBytes, fc.nat(9), check), { numRuns: 60, seed: 11 });
  });

  it('is refused where it is cut or damaged', async () => {
    const whole = deflateSync(Buffer.from('voxels '.repeat(50)));
    const wrong = (at: number) => Uint8Array.from(whole, (byte, n) => (n === at ? byte ^ 1 : byte));
    for (const length of [0, 1, 5, whole.length - 1]) {
      const cut = inflated(whole.subarray(0, length), way);
      await expect(cut).rejects.toThrow('a.mha is cut short: its zlib data ends');
    }
    await expect(inflated(wrong(0), way)).rejects.toThrow(/a\.mha is damaged: its zlib data cannot be unpacked \(.+\)/);
    await expect(inflated(wrong(whole.length - 1), way)).rejects.toThrow(/a\.mha is damaged/);
  });
});

it('passes over what follows zlib data', async () => {
  const bytes = Buffer.from('voxels');
  expect(await inflated(Buffer.concat([deflateSync(bytes), Buffer.from('more')]))).toEqual(bytes);
});
