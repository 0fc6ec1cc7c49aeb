/** The fields of a text header by name, for messages that show what stands in the file. */
export type HeaderFields = ReadonlyMap<string, string>;

/** How many arguments a call takes everywhere. */
const pieceLength = 2 ** 12;

/**
 * Bytes as text, one character each, of the same number: headers are ASCII, and what is not is compared or only shown. A TextDecoder
 * would not do: what browsers call latin1 is windows-1252, in which 0x93 is a quotation mark.
 */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceLength) {
    text += String.fromCharCode(...bytes.subarray(at, at + pieceLength));
  }
  return text;
}

/** Longer than any field that says something of voxels, and short enough to be searched in any way. */
const longestField = 4096;
/** More than any field has: the sizes of sixteen axes, a matrix. */
const mostNumbers = 64;

/** Throws, with the name of the file, when a field is too long to be one. */
export function requireShort(field: string, value: string, name: string): void {
  if (field.length + value.length <= longestField) return;
  throw new Error(
    `The header of ${name} has ${value.length} characters for "${shown(field)}", and ${longestField} is the limit: the file is damaged`,
  );
}

/** The line that starts at a byte, without its end (LF or CR LF), and the byte after that. */
export function lineAt(bytes: Uint8Array, at: number): { readonly line: string; readonly next: number } {
  const stop = bytes.indexOf(0x0a, at);
  const end = stop === -1 ? bytes.length : stop;
  const line = textOf(bytes.subarray(at, end)).replace(/\r$/, '');
  return { line, next: stop === -1 ? bytes.length : stop + 1 };
}

/** The numbers of a field, separated by white space. Throws, with the name of the file, on a word that is no finite number. */
export function numbersOf(text: string, field: string, name: string): number[] {
  const words = text.trim().split(/\s+/);
  if (words.length > mostNumbers) {
    throw new Error(`The header of ${name} has ${words.length} numbers for ${field}: the file is damaged`);
  }
  return words.map((word) => {
    const value = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(word) ? Number(word) : NaN;
    if (Number.isFinite(value)) return value;
    throw new Error(`The header of ${name} reads "${field}: ${shown(text)}", and ${shown(word)} is no number`);
  });
}

/** A text of the file, short enough for a message. */
export function shown(text: string): string {
  const clean = [...text].map((letter) => (letter >= ' ' && letter <= '~' ? letter : '?')).join('');
  return clean.length > 60 ? `${clean.slice(0, 60)}…` : clean;
}
