import { joinBytes } from './joinBytes.ts';

/** A text header and what follows it, one after another. */
export function withHeader(header: string, bytes: Uint8Array, tell?: () => void): Uint8Array<ArrayBuffer> {
  return joinBytes([new TextEncoder().encode(header), bytes], tell);
}
