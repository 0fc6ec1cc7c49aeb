import { hasSimd, privateSimd, type Simd } from '#src/kernels/simd.ts';
import { type ByteSource, piecesOf } from './byteSource.ts';
import { type GzipFault, gzipFault } from './gzipFault.ts';

/** How much input is unpacked at a time, and how much output is given at a time: both stay in the processor's second cache. */
const inputBytes = 2 ** 17;
const pieceBytes = 2 ** 17;
/** The first piece is small, since many a caller wants a header and no more. */
const firstBytes = 2 ** 12;
/** What inflate.ts reads behind the end of the input, and writes less than a window holds. */
const inputMargin = 64;
const outputMargin = 320;
/** How far back deflate data may repeat what was before. */
const historyBytes = 2 ** 15;

/** The statuses of inflate.ts. */
const needsInput = 0;
const streamEnds = 2;

/** What its errors mean, from -2 down, in the words of zlib. */
const reasons = [
  'invalid block type',
  'invalid stored block lengths',
  'too many length or distance symbols',
  'invalid code lengths set',
  'invalid bit length repeat',
  'invalid code -- missing end-of-block',
  'invalid literal/lengths set',
  'invalid distances set',
  'invalid literal/length code',
  'invalid distance code',
  'invalid distance too far back',
];

/** Unpacks one file at a time, in WebAssembly memory of its own, since a file takes many turns and the kernels' memory is a stack. */
export interface Inflater {
  /** Puts the content of a file in its place; the bytes are read as they are needed. */
  open(source: ByteSource): void;
  /** The next byte of the file as it is, for the heads of its members; undefined behind its end. Counts for `headChecksum`. */
  byte(): Promise<number | undefined>;
  /** CRC-32 of the bytes that `byte` has given since `start` of this member's head. */
  headChecksum(): number;
  startHead(): void;
  startMember(): void;
  /**
   * A further piece of the member, to be used before the next is asked for; undefined at its end. It lies to the next multiple of 8 in
   * memory as it does in the content of the file: shared memory is copied byte by byte where source and target do not lie alike.
   */
  piece(): Promise<Uint8Array | undefined>;
  /** CRC-32 and number of the bytes of the member so far. */
  checksum(): number;
  size(): number;
  close(): Promise<void>;
}

/** The one that was closed last: its memory serves the next file. */
let idle: Inflater | undefined;

/** An inflater in WebAssembly, or undefined where that was not loaded. It is the caller's until it is closed. */
export function createInflater(): Inflater | undefined {
  if (!hasSimd()) return undefined;
  const kernels = idle ? undefined : privateSimd();
  const inflater = kernels ? inflaterIn(kernels) : idle;
  idle = undefined;
  return inflater;
}

function inflaterIn({ exports, scratch }: Simd): Inflater {
  const windowBytes = historyBytes + pieceBytes + outputMargin;
  const [input, window] = scratch.reserve(inputBytes + inputMargin, windowBytes);
  const limit = window + windowBytes;
  const first = window + historyBytes;
  const memory = scratch.bytes(0, limit);
  let name = '';
  let pieces: AsyncGenerator<Uint8Array, void> | undefined;
  let rest = new Uint8Array(0) as Uint8Array;
  let [at, end, isLast] = [input, input, false];
  let fault: GzipFault | undefined;
  let [history, start, output, headChecksum, checksum, size, hasEnded] = [first, first, first, 0, 0, 0, false];
  /** How much of the file was given before the member. */
  let before = 0;

  /** Fills up the input behind what is left of it. */
  async function fill(): Promise<void> {
    memory.copyWithin(input, at, end);
    end -= at - input;
    at = input;
    while (end < input + inputBytes && !isLast) {
      if (rest.length === 0) {
        const next = await pieces?.next();
        if (next?.value) rest = next.value;
        else isLast = true;
      }
      const part = rest.subarray(0, input + inputBytes - end);
      memory.set(part, end);
      end += part.length;
      rest = rest.subarray(part.length);
    }
    if (isLast) memory.fill(0, end, end + inputMargin);
  }

  /** Makes room for the next piece, and keeps what it may repeat. */
  function slide(): void {
    const kept = Math.min(historyBytes, output - history);
    start = first + ((before + size) & 7);
    memory.copyWithin(start - kept, output - kept, output);
    history = start - kept;
    output = start;
  }

  function fail(fault: GzipFault): never {
    throw gzipFault(name, fault);
  }

  const inflater: Inflater = {
    open(source) {
      name = source.name;
      pieces = piecesOf(source, 0, true);
      rest = new Uint8Array(0);
      [at, end, isLast] = [input, input, false];
      [before, size] = [0, 0];
    },
    async byte() {
      if (at === end) await fill();
      if (at === end) return undefined;
      headChecksum = exports.crc32(headChecksum, at, 1) >>> 0;
      return memory[at++];
    },
    headChecksum: () => headChecksum,
    startHead() {
      headChecksum = 0;
    },
    startMember() {
      exports.inflateStart();
      fault = undefined;
      before += size;
      [history, output, checksum, size, hasEnded] = [first, first, 0, 0, false];
    },
    async piece() {
      if (hasEnded) return undefined;
      if (fault) fail(fault);
      slide();
      const full = size === 0 ? first + firstBytes + outputMargin : limit;
      for (;;) {
        const status = exports.inflate(at, end, isLast ? 1 : 0, output, full, history);
        at = exports.inflateInput();
        output = exports.inflateOutput();
        if (status < 0) {
          const found: GzipFault = status === -1 ? 'cut' : { reason: reasons[-2 - status] };
          // What came before it is given first: the head of an image already says a lot.
          if (output === start) fail(found);
          fault = found;
        }
        if (status === needsInput) {
          await fill();
          continue;
        }
        hasEnded = status === streamEnds;
        checksum = exports.crc32(checksum, start, output - start) >>> 0;
        size += output - start;
        return memory.subarray(start, output);
      }
    },
    checksum: () => checksum,
    size: () => size,
    async close() {
      await pieces?.return();
      pieces = undefined;
      rest = new Uint8Array(0);
      idle = inflater;
    },
  };
  return inflater;
}
