/** Node's zlib, without an import that a bundle for browsers would stumble over; undefined in browsers. */
export function nodeZlib(): typeof import('node:zlib') | undefined {
  return typeof process === 'object' ? process.getBuiltinModule?.('node:zlib') : undefined;
}
