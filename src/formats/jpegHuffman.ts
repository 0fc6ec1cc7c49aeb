/** A table of Huffman codes: the value and length of the code that each 16 bits start with, 0 where there is none. */
export type HuffmanTable = Uint16Array;

/** Reads bits of the entropy-coded data between two markers (ITU T.81, F.2.2.5). */
export interface BitReader {
  /** The next `count` bits, 0 to 16. Bits behind the end are 0. */
  bits(count: number): number;
  /** The value of the next code. Throws where no code starts like this. */
  code(table: HuffmanTable): number;
  /** Goes on behind the restart marker. Throws where there is none. */
  restart(): void;
  /** How many bits were asked for behind the end. */
  readonly missing: number;
}

/** The table of a DHT segment: sixteen counts and the values. Throws where the counts make no code. */
export function huffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const table = new Uint16Array(2 ** 16);
  let code = 0;
  let n = 0;
  for (let length = 1; length <= 16; length++) {
    for (let c = 0; c < counts[length - 1]; c++) {
      const span = 2 ** (16 - length);
      if (code + span > table.length) throw new Error('has more Huffman codes than there can be');
      table.fill((length << 8) | values[n++], code, code + span);
      code += span;
    }
  }
  return table;
}

/** A reader of the data from a byte on. */
export function bitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start;
  let held = 0;
  let count = 0;
  let missing = 0;

  /** At least 16 bits are held afterwards; a marker ends the data. */
  function fill(): void {
    while (count <= 16) {
      let byte = 0;
      if (at < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0)) {
        byte = bytes[at];
        at += byte === 0xff ? 2 : 1;
      } else {
        missing += 8;
      }
      held = (held << 8) | byte;
      count += 8;
    }
  }

  return {
    bits(wanted) {
      if (wanted === 0) return 0;
      if (count < wanted) fill();
      count -= wanted;
      return (held >>> count) & ((1 << wanted) - 1);
    },
    code(table) {
      if (count < 16) fill();
      const entry = table[(held >>> (count - 16)) & 0xffff];
      if (entry === 0) throw new Error('has a Huffman code that is in no table');
      count -= entry >> 8;
      return entry & 255;
    },
    restart() {
      count = 0;
      missing = 0;
      // Bytes that fill up lie before the marker.
      while (at + 1 < bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
      if (bytes[at] !== 0xff || (bytes[at + 1] & 0xf8) !== 0xd0)
        throw new Error('has no restart marker where one belongs');
      at += 2;
    },
    get missing() {
      return Math.max(0, missing - count);
    },
  };
}

/** A difference of so many bits as a signed number (T.81, F.2.2.1, EXTEND). */
export function extended(bits: number, count: number): number {
  return count > 0 && bits < 1 << (count - 1) ? bits - (1 << count) + 1 : bits;
}
