import { expect, it } from 'vitest';
import { readAhead } from '#src/engine/readAhead.ts';
import { expectSameBytes } from './expectSameBytes.ts';

const bytes = Uint8Array.from({ length: 400_000 }, (_, n) => (n * 31) % 251);

/** A Blob that counts how often it is asked. */
function countedBlob() {
  const blob = new Blob([bytes]);
  let asked = 0;
  const slice = blob.slice.bind(blob);
  blob.slice = (...range) => {
    asked++;
    return slice(...range);
  };
  return { blob, asked: () => asked };
}

it('gives the bytes that were asked for, wherever they lie and in whatever order', async () => {
  const file = readAhead('a', new Blob([bytes]));
  const ranges = [
    [0, 4],
    [2, 300],
    [131_000, 131_200],
    [399_990, 400_100],
    [5, 5],
    [300, 200],
    [500_000, 500_001],
    [10, 200_000],
  ] as const;
  const read = await Promise.all(ranges.map(([start, end]) => file.bytes(start, end)));
  for (const [n, [start, end]] of ranges.entries()) expectSameBytes(read[n], bytes.slice(start, Math.max(start, end)));
  expectSameBytes(await file.bytes(), bytes);
});

it('asks once for the pieces of a header, and gives each caller bytes of its own', async () => {
  const { blob, asked } = countedBlob();
  const file = readAhead('a', blob);
  const first = await file.bytes(1000, 1030);
  first.fill(0);
  expect(await file.bytes(1000, 1030)).toEqual(bytes.slice(1000, 1030));
  await file.bytes(1030, 66_000);
  expect(asked()).toBe(1);
});
