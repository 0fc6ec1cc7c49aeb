import { expect, it } from 'vitest';
import { openBlob } from '#src/engine/openBlob.ts';
import { readAhead } from '#src/engine/readAhead.ts';
import { partOf } from '#src/formats/partOf.ts';
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

it('asks for the next large piece while one is used, once for each, and once more for none that is read from the beginning again', async () => {
  const { blob, asked } = countedBlob();
  const file = readAhead('a', blob);
  const ranges = [0, 100_000, 200_000, 300_000].map((start) => [start, start + 100_000] as const);
  // The beginning tells the format.
  (await file.bytes(0, 100_000)).fill(0);
  expect(asked()).toBe(1);
  for (const [n, [start, end]] of ranges.entries()) {
    expectSameBytes(await file.bytes(start, end), bytes.slice(start, end));
    expect(asked()).toBe(Math.min(4, n + 2));
  }
});

it('fails with what could not be read, and not before it is asked for', async () => {
  const blob = new Blob([bytes]);
  const slice = blob.slice.bind(blob);
  const gone = new Error('gone');
  blob.slice = (start, end) => {
    const part = slice(start, end);
    if (start === 200_000) part.arrayBuffer = () => Promise.reject(gone);
    return part;
  };
  const file = readAhead('a', blob);
  await file.bytes(0, 100_000);
  await file.bytes(100_000, 200_000);
  await expect(file.bytes(200_000, 300_000)).rejects.toBe(gone);
});

/** More than is asked for before a stream. */
const many = Uint8Array.from({ length: 5_000_000 }, (_, n) => (n * 31) % 251);
const streamStart = 2 ** 17 + 2 ** 22;

async function collected(pieces: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces ?? []) {
    expect(piece.length).toBeGreaterThan(0);
    all.push(Uint8Array.from(piece));
  }
  return Buffer.concat(all);
}

it('streams the bytes from any place to any other, as often as it is asked', async () => {
  const file = partOf(readAhead('a', new Blob([many])), 5);
  const whole = many.subarray(5);
  await file.bytes(0, 2);
  for (const [start, end] of [
    [0, file.size],
    [0, file.size],
    [0, 10],
    [131_000, 131_200],
    [200_000, 399_000],
    [300_000, file.size],
    [4_999_995, 4_999_995],
  ]) {
    expectSameBytes(await collected(file.stream?.(start, end)), whole.subarray(start, end));
  }
});

it('reads the beginning once for the format and the stream, and no more of a file of which no more is wanted', async () => {
  const { blob, asked } = countedBlob();
  const file = readAhead('a', blob);
  await file.bytes(0, 2);
  for await (const piece of file.stream?.(0, bytes.length) ?? []) {
    expectSameBytes(piece, bytes.subarray(0, piece.length));
    break;
  }
  expect(asked()).toBe(1);
  expectSameBytes(await collected(file.stream?.(0, bytes.length)), bytes);
  expect(asked()).toBe(2);
});

it('stops a stream of which no more is wanted', async () => {
  const blob = new Blob([many]);
  const slice = blob.slice.bind(blob);
  let isStopped = false;
  blob.slice = (start, end) => {
    const part = slice(start, end);
    part.stream = () =>
      new ReadableStream({
        cancel() {
          isStopped = true;
        },
      });
    return part;
  };
  let read = 0;
  for await (const piece of readAhead('a', blob).stream?.(0, many.length) ?? []) {
    read += piece.length;
    if (read === streamStart) break;
  }
  expect(isStopped).toBe(true);
});

it('asks for what a stream has not given, and fails with what that says', async () => {
  const blob = new Blob([many]);
  const slice = blob.slice.bind(blob);
  let isGone = false;
  blob.slice = (start = 0, end) => {
    const part = slice(start, end);
    part.stream = () =>
      new ReadableStream({
        pull(controller) {
          if (start === streamStart) controller.enqueue(many.slice(start, start + 9000));
          controller.error(new Error('network error'));
        },
      });
    if (isGone && start >= streamStart) part.arrayBuffer = () => Promise.reject(new Error('gone'));
    return part;
  };
  const file = readAhead('a', blob);
  expectSameBytes(await collected(file.stream?.(0, many.length)), many);
  isGone = true;
  await expect(collected(file.stream?.(0, many.length))).rejects.toThrow('gone');
});

it('asks a small Blob once for all that a task reads of it', async () => {
  const { blob, asked } = countedBlob();
  let wholes = 0;
  const all = blob.arrayBuffer.bind(blob);
  blob.arrayBuffer = () => {
    wholes++;
    return all();
  };
  const file = openBlob('a', blob);
  const head = await file.bytes(0, 4);
  head.fill(255);
  const streamed = await file.stream?.(3, 300_000).next();
  expectSameBytes(streamed?.value ?? new Uint8Array(0), bytes.slice(3, 300_000));
  expectSameBytes(await file.bytes(0, 10), bytes.slice(0, 10));
  expectSameBytes(await file.bytes(399_990, 400_100), bytes.slice(399_990));
  expect([wholes, asked()]).toEqual([1, 0]);
});

it('reads no more than it is asked for of a large one', async () => {
  const blob = new Blob([new Uint8Array(2 ** 22 + 1)]);
  blob.arrayBuffer = () => Promise.reject(new Error('all of it was asked for'));
  expect(await openBlob('a', blob).bytes(0, 4)).toEqual(new Uint8Array(4));
});
