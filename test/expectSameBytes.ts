import { expect } from 'vitest';

/** As toEqual, which takes a second for some hundred thousand voxels. */
export function expectSameBytes(bytes: Uint8Array, expected: Uint8Array): void {
  expect(bytes.length).toBe(expected.length);
  expect(bytes.findIndex((byte, n) => byte !== expected[n])).toBe(-1);
}
