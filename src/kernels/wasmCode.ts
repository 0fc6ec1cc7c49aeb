/*
 * The few parts of WebAssembly's binary format that a program of voxels needs (WebAssembly specification 2.0, chapter 5). Code is a list of
 * bytes.
 */

export type Code = readonly number[];

/** The numbers of the vector instructions of which a program is made. */
export const vector = {
  load: 0x00,
  load8x8Signed: 0x01,
  load8x8Unsigned: 0x02,
  load16x4Signed: 0x03,
  load16x4Unsigned: 0x04,
  load8Splat: 0x07,
  load16Splat: 0x08,
  load32Splat: 0x09,
  load64Splat: 0x0a,
  store: 0x0b,
  not: 0x4d,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  store16Lane: 0x59,
  store32Lane: 0x5a,
  store64Lane: 0x5b,
  load32Zero: 0x5c,
  load64Zero: 0x5d,
  demoteDoubles: 0x5e,
  promoteSingles: 0x5f,
  narrow16Signed: 0x65,
  narrow16Unsigned: 0x66,
  narrow32Signed: 0x85,
  narrow32Unsigned: 0x86,
  extendLow8Signed: 0x87,
  extendLow8Unsigned: 0x89,
  extendLow16Signed: 0xa7,
  extendHigh16Signed: 0xa8,
  extendLow16Unsigned: 0xa9,
  truncateSingles: 0xf8,
  convertToSingles: 0xfa,
  truncateDoublesSigned: 0xfc,
  truncateDoublesUnsigned: 0xfd,
  convertLowToDoubles: 0xfe,
  convertLowUnsignedToDoubles: 0xff,
} as const;

/** A whole number as LEB128, seven bits a byte. */
export function leb(value: number): Code {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return [...bytes, left];
}

/** A vector instruction without operands in the code. */
export function simdOf(opcode: number): Code {
  return [0xfd, ...leb(opcode)];
}

/** A vector instruction on memory; what it says of the alignment is always true. With `lane` it is of that lane alone. */
export function memoryOf(opcode: number, offset = 0, lane?: number): Code {
  return [...simdOf(opcode), 0, ...leb(offset), ...(lane === undefined ? [] : [lane])];
}

export function getLocal(index: number): Code {
  return [0x20, ...leb(index)];
}

export function setLocal(index: number): Code {
  return [0x21, ...leb(index)];
}

/** Keeps the value on the stack as well. */
export function teeLocal(index: number): Code {
  return [0x22, ...leb(index)];
}

/** A 32-bit constant from 0 to 63. */
export function smallInteger(value: number): Code {
  return [0x41, value];
}

export const add32 = 0x6a;
export const subtract32 = 0x6b;
const greater32 = 0x4a;

/** Runs the body again as long as what it leaves on the stack is above 0. */
export function repeated(body: Code): Code {
  return [0x03, 0x40, ...body, ...smallInteger(0), greater32, 0x0d, 0, 0x0b];
}

/**
 * A module that exports one function "run" over 32-bit parameters and so many vectors as locals behind them, without a result. It works on
 * the memory that is imported as "from.memory".
 */
export function moduleOf(parameters: number, vectors: number, body: Code): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const v128 = 0x7b;
  const type = [0x60, ...leb(parameters), ...new Array<number>(parameters).fill(i32), 0];
  const locals = vectors === 0 ? [0] : [1, ...leb(vectors), v128];
  const code = [...locals, ...body, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, ...type]),
    ...section(2, [1, ...named('from'), ...named('memory'), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('run'), 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...leb(content.length), ...content];
}

function named(name: string): Code {
  return [name.length, ...new TextEncoder().encode(name)];
}
