/**
 * Unpacks a frame of RLE Lossless (PS3.5, annex G): segments of PackBits, one a byte of the value and a component, the most significant
 * byte first. Returns the values in little endian, components side by side. Throws, in words that follow the file's name, where the
 * segments are not those of such a frame.
 */
export function unpackRle(bytes: Uint8Array, pixels: number, samples: number, width: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length >= 64 ? view.getUint32(0, true) : 0;
  if (count !== samples * width) {
    throw new Error(`has ${count} segments in its RLE data, and ${samples * width} were expected`);
  }
  const values = new Uint8Array(pixels * samples * width);
  for (let n = 0; n < count; n++) {
    const start = view.getUint32(4 + 4 * n, true);
    const end = n + 1 < count ? view.getUint32(8 + 4 * n, true) : bytes.length;
    if (start < 64 || start > end || end > bytes.length)
      throw new Error('has RLE segments that do not lie in its data');
    const sample = Math.floor(n / width);
    const byte = width - 1 - (n % width);
    unpackSegment(bytes, start, end, values, sample * width + byte, samples * width, pixels);
  }
  return values;
}

function unpackSegment(
  bytes: Uint8Array,
  start: number,
  end: number,
  values: Uint8Array,
  first: number,
  step: number,
  count: number,
): void {
  let to = first;
  let left = count;
  let at = start;
  while (left > 0 && at < end) {
    const head = bytes[at++];
    if (head === 128) continue;
    const isRun = head > 128;
    const length = Math.min(isRun ? 257 - head : head + 1, left);
    if (at + (isRun ? 1 : length) > end) break;
    for (let n = 0; n < length; n++) {
      values[to] = bytes[isRun ? at : at + n];
      to += step;
    }
    at += isRun ? 1 : head + 1;
    left -= length;
  }
  if (left > 0) throw new Error('is cut short: its RLE data end too early');
}
