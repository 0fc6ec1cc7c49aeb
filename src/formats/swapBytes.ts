/** Turns the order of the bytes of each number of `width` bytes (1, 2, 4 or 8), in place. The start must be aligned to `width`. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  const { buffer, byteOffset, length } = bytes;
  if (width === 2) {
    const values = new Uint16Array(buffer, byteOffset, length / 2);
    for (let n = 0; n < values.length; n++) values[n] = (values[n] << 8) | (values[n] >> 8);
  }
  if (width === 4 || width === 8) {
    const values = new Uint32Array(buffer, byteOffset, length / 4);
    for (let n = 0; n < values.length; n++) {
      const v = values[n];
      values[n] = (v << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24);
    }
    if (width === 8) {
      for (let n = 0; n < values.length; n += 2) {
        const first = values[n];
        values[n] = values[n + 1];
        values[n + 1] = first;
      }
    }
  }
}
