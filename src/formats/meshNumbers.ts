/** Bytes of text that grow as they are written. */
export interface GrowingText {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

const zero = 48;
const space = 32;
const point = 46;
const minus = 45;

/** Ten to the powers from 0 to 12. Each product of one with a float32 is exact in float64, since 5 to the power of 12 has 28 bits. */
const powers = Float64Array.from({ length: 13 }, (_, n) => Number(`1e${n}`));

/** An empty text. */
export function emptyText(): GrowingText {
  return { bytes: new Uint8Array(65536), length: 0 };
}

/** Makes room for so many bytes more. */
export function makeRoomFor(text: GrowingText, more: number): void {
  if (text.length + more <= text.bytes.length) return;
  const bytes = new Uint8Array(Math.max(2 * text.bytes.length, text.length + more));
  bytes.set(text.bytes.subarray(0, text.length));
  text.bytes = bytes;
}

/** Adds a space and a whole number of 0 and more. There must be room for 17 bytes. */
export function addWhole(text: GrowingText, value: number): void {
  text.bytes[text.length++] = space;
  addDigits(text, value, digitsOf(value));
}

/**
 * Adds a space and the shortest decimal number that is the float32 rounded to nine digits, which tell every float32 from its neighbours; of two that are as
 * near, the larger. There must be room for 32 bytes.
 */
export function addFloat(text: GrowingText, value: number): void {
  text.bytes[text.length++] = space;
  const size = Math.abs(value);
  // Between these nine digits are a whole number after a product that does not round.
  if (!(size >= 1e-4 && size < 1e8)) {
    addText(text, String(Number(value.toPrecision(9)) + 0));
    return;
  }
  if (value < 0) text.bytes[text.length++] = minus;
  let fraction = 9 - Math.max(1, digitsOf(Math.floor(size)));
  if (size < 1) fraction = size < 1e-3 ? 12 : size < 1e-2 ? 11 : size < 0.1 ? 10 : 9;
  let digits = Math.floor(size * powers[fraction] + 0.5);
  while (fraction > 0 && digits % 10 === 0) {
    digits /= 10;
    fraction--;
  }
  const whole = Math.floor(digits / powers[fraction]);
  addDigits(text, whole, digitsOf(whole));
  if (fraction === 0) return;
  text.bytes[text.length++] = point;
  addDigits(text, digits - whole * powers[fraction], fraction);
}

function addDigits(text: GrowingText, value: number, count: number): void {
  let rest = value;
  for (let at = text.length + count - 1; at >= text.length; at--) {
    const next = Math.floor(rest / 10);
    text.bytes[at] = zero + rest - 10 * next;
    rest = next;
  }
  text.length += count;
}

function addText(text: GrowingText, added: string): void {
  for (let n = 0; n < added.length; n++) text.bytes[text.length++] = added.charCodeAt(n);
}

/** How many decimal digits a whole number has; 0 has one. */
function digitsOf(value: number): number {
  let count = 1;
  while (count < 13 && value >= powers[count]) count++;
  return count;
}
