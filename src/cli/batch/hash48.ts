import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** 48 bits of the SHA-256 of a text: a number, so that thousands of names take little memory. */
export function hash48(text: string): number {
  const bytes = sha256(utf8ToBytes(text));
  let value = 0;
  for (let n = 0; n < 6; n++) value = value * 256 + bytes[n];
  return value;
}

/** A name as file systems compare it that take names for one when they differ in case only, or in how accents are written. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
