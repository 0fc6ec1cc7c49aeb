import { describe, expect, it } from 'vitest';
import { createRunMemory } from '#src/cli/runMemory.ts';
import { createMemo } from '#src/engine/memo.ts';

const mebibyte = 2 ** 20;
const entry = (buffer: ArrayBuffer) => ({
  outputs: { out: { size: [buffer.byteLength, 1, 1] as const, affine: [], voxels: new Uint8Array(buffer) } },
  warnings: [],
  ms: 1,
  bytes: buffer.byteLength,
});

describe('memory of a run', () => {
  it('is used again, zeroed, where the same amount is asked for', () => {
    const old = new ArrayBuffer(mebibyte);
    new Uint8Array(old).fill(7);
    const freed = [[old], []];
    const allocate = createRunMemory(() => freed.shift() ?? []).allocate;
    const again = allocate(mebibyte);
    expect(again).toBe(old);
    expect(new Uint8Array(old).every((byte) => byte === 0)).toBe(true);
    expect(allocate(mebibyte)).not.toBe(old);
  });

  it('is that of an input, as it is, where that is given back and large enough', () => {
    const input = new ArrayBuffer(2 * mebibyte);
    new Uint8Array(input).fill(7);
    const allocate = createRunMemory((over) => (over ? [over] : [])).allocate;
    expect(allocate(mebibyte, { over: input })).toBe(input);
    expect(new Uint8Array(input)[mebibyte]).toBe(7);
    expect(allocate(3 * mebibyte, { over: input })).not.toBe(input);
    expect(createRunMemory(() => []).allocate(mebibyte, { over: input })).not.toBe(input);
  });

  it('is let go where another amount is asked for', () => {
    const old = new ArrayBuffer(mebibyte);
    const freed = [[old], [], []];
    const allocate = createRunMemory(() => freed.shift() ?? []).allocate;
    expect(allocate(2 * mebibyte).byteLength).toBe(2 * mebibyte);
    expect(allocate(mebibyte)).not.toBe(old);
  });

  it('is given back once no result lies in it and no run uses it', () => {
    const memo = createMemo(1e9);
    const [used, shared, free] = [new ArrayBuffer(8), new ArrayBuffer(8), new ArrayBuffer(8)];
    memo.set('used', entry(used));
    memo.set('shared', entry(shared));
    memo.set('kept', entry(shared));
    memo.set('free', entry(free));
    const release = memo.hold(new Set([used]));
    expect(memo.retain((key) => key === 'kept')).toEqual([free]);
    expect(memo.retain((key) => key === 'kept')).toEqual([]);
    release();
    expect(memo.retain((key) => key === 'kept')).toEqual([used]);
    expect(memo.retain(() => false)).toEqual([shared]);
  });
});
