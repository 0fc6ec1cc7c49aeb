/** How many bytes the sums take before they could leave 32 bits. */
const run = 3800;

/** Adler-32 (RFC 1950) of bytes, or of further bytes after those of which `checksum` is known. */
export function adler32(bytes: Uint8Array, checksum = 1): number {
  let a = checksum & 0xffff;
  let b = checksum >>> 16;
  for (let start = 0; start < bytes.length; start += run) {
    const end = Math.min(bytes.length, start + run);
    for (let n = start; n < end; n++) {
      a += bytes[n];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
