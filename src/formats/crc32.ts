/** Eight tables of 256 words: what a byte does to the checksum when 0 to 7 bytes follow it. */
const tables = makeTables();

/**
 * CRC-32 as in zip and gzip (RFC 1952, section 8) of bytes that follow others, whose CRC-32 is `before` (0 by itself). Eight bytes
 * are taken at a time ("slicing by 8", Kounavis and Berry 2005).
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
    crc =
      tables[1792 + (low & 255)] ^
      tables[1536 + ((low >>> 8) & 255)] ^
      tables[1280 + ((low >>> 16) & 255)] ^
      tables[1024 + (low >>> 24)] ^
      tables[768 + bytes[at + 4]] ^
      tables[512 + bytes[at + 5]] ^
      tables[256 + bytes[at + 6]] ^
      tables[bytes[at + 7]];
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ tables[(crc ^ bytes[at]) & 255];
  return ~crc >>> 0;
}

function makeTables(): Int32Array {
  const words = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    words[n] = crc;
  }
  for (let n = 256; n < words.length; n++) words[n] = (words[n - 256] >>> 8) ^ words[words[n - 256] & 255];
  return words;
}
