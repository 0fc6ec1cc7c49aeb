/**
 * What to add to an address that is a multiple of 16 so that it lies to the next multiple of 8 as `bytes` does from
 * place `at` on, 0 to 7. Shared memory is copied eight bytes at a time where source and target lie alike, and byte by
 * byte, five times as slowly, where not. Windows of a multiple of 8 bytes all have the skew of the first.
 */
export function copySkew(bytes: Uint8Array, at: number): number {
  return (bytes.byteOffset + at) & 7;
}
