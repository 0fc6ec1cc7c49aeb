/** A decoded codestream: samples side by side, little endian, one or two bytes each. */
export interface Codestream {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly precision: number;
  readonly isSigned: boolean;
  /** Components lie in planes one after the other. */
  readonly isPlanar: boolean;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a caller knows of a codestream from its own header; another size is refused before memory is asked for. */
export interface ExpectedSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** Throws, in words that follow the file's name, where a codestream is of another size than the file's header says. */
export function requireExpected(found: ExpectedSize, expected: ExpectedSize, format: string): void {
  if (found.width === expected.width && found.height === expected.height && found.components === expected.components) {
    return;
  }
  throw new Error(
    `declares ${expected.width}×${expected.height} pixels of ${expected.components} values, and its ${format} data ` +
      `${found.width}×${found.height} of ${found.components}`,
  );
}
