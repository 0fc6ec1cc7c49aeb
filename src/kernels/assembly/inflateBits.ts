/*
 * The input of an inflating stream, bit by bit. Bits that were taken and not yet used wait in a buffer, which may hold bits of the
 * next byte above their number.
 */
let buffer: u64 = 0;
let count: u64 = 0;
let input: usize = 0;

export function setInput(at: usize): void {
  input = at;
}

/** The first byte of which no bit is in the buffer. */
export function inputAt(): usize {
  return input;
}

export function bitBuffer(): u64 {
  return buffer;
}

export function bitCount(): u64 {
  return count;
}

export function setBits(bits: u64, number: u64): void {
  buffer = bits;
  count = number;
}

/** Drops what is left of the byte in use, and gives whole bytes back. */
export function toNextByte(): void {
  giveBack();
  buffer = 0;
  count = 0;
}

/** Gives whole bytes back, which the caller may move before the next call. */
export function giveBack(): void {
  input -= <usize>(count >> 3);
  count &= 7;
  buffer &= (1 << count) - 1;
}

/** Whether bits behind `end` were used. */
export function isPast(end: usize): bool {
  return input - <usize>(count >> 3) > end;
}

/** Makes at least 56 bits ready; reads 8 bytes, of which it may take fewer. */
export function refill(): void {
  buffer |= load<u64>(input) << count;
  input += <usize>((63 - count) >> 3);
  count |= 56;
}

/** The next bits, without using them. */
export function peek(number: u64): usize {
  return <usize>(buffer & ((1 << number) - 1));
}

export function take(number: u64): u32 {
  const bits = <u32>peek(number);
  buffer >>= number;
  count -= number;
  return bits;
}
