import { giveBack, inputAt, isPast, setBits, setInput, toNextByte } from './inflateBits';
import { blockEnds, decodeBlock, decodedTo, needsInput, outputIsFull } from './inflateBlock';
import { isCoded, isLastBlock, readHead, startHeads } from './inflateHead';
import { makePlaces } from './inflateRepeat';
import { makeMeanings } from './inflateTable';

/*
 * Inflates a deflate stream (RFC 1951), some input at a time into a window of output. The caller keeps 32 KiB of what was put out
 * last before the place where the next output goes, since later data may repeat it.
 */

const streamEnds: i32 = 2;
const isCut: i32 = -1;

/** What is read behind the end of the input: the caller puts zeros there when it is the last. */
const inputMargin: usize = 64;
/** More than the head of a block with its codes can take: 17 bits, 19 lengths of 3 bits, 316 lengths of up to 14 bits. */
const blockHead: usize = 640;
/** What one step may write: three literals, and a repetition of 258 bytes in vectors of 16; and one byte more. */
const outputMargin: usize = 320;

const atHead: i32 = 0;
const inCodes: i32 = 1;
const inStored: i32 = 2;
const atEnd: i32 = 3;

let state: i32 = atHead;
let hasTables: bool = false;
let storedLeft: usize = 0;
let output: usize = 0;

/** Begins a stream. */
export function inflateStart(): void {
  if (!hasTables) {
    makeMeanings();
    makePlaces();
    hasTables = true;
  }
  state = atHead;
  startHeads();
  setBits(0, 0);
}

/** The first byte of the input that was not taken; at the end of a stream, the first behind it. */
export function inflateInput(): usize {
  return inputAt();
}

/** Where the next output goes. */
export function inflateOutput(): usize {
  return output;
}

/**
 * Inflates the bytes from `from` to `end` to the address `to`, until the window that ends at `limit` is full (320 bytes of it may be
 * left), the input is used up (some bytes may be left, which the next call must get again) or the stream ends. `history` is the
 * first byte that may be repeated. Below 0: what is wrong.
 */
export function inflate(from: usize, end: usize, isLast: bool, to: usize, limit: usize, history: usize): i32 {
  setInput(from);
  output = to;
  const status = advance(end, isLast, limit, history);
  giveBack();
  return status;
}

function advance(end: usize, isLast: bool, limit: usize, history: usize): i32 {
  const outputLimit = limit - outputMargin;
  while (state !== atEnd) {
    if (state === atHead) {
      if (isLastBlock()) {
        toNextByte();
        state = atEnd;
        continue;
      }
      if (!isLast && inputAt() + blockHead > end) return needsInput;
      const kind = readHead(end);
      if (isPast(end)) return isCut;
      if (kind < 0) return kind;
      state = kind === isCoded ? inCodes : inStored;
      storedLeft = kind;
    } else if (state === inCodes) {
      const status = decodeBlock(isLast ? end + 8 : end - inputMargin, output, outputLimit, history);
      output = decodedTo();
      if (isPast(end)) return isCut;
      if (status !== blockEnds) return status === needsInput && isLast ? isCut : status;
      state = atHead;
    } else {
      const room = outputLimit > output ? outputLimit - output : 0;
      const count = min(min(storedLeft, end - inputAt()), room);
      memory.copy(output, inputAt(), count);
      output += count;
      setInput(inputAt() + count);
      storedLeft -= count;
      if (storedLeft === 0) state = atHead;
      else if (inputAt() < end) return outputIsFull;
      else return isLast ? isCut : needsInput;
    }
  }
  return streamEnds;
}
