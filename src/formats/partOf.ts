import type { ByteSource } from './byteSource.ts';

/** The bytes start <= n < end of a source as a source of their own, of the same name. */
export function partOf(source: ByteSource, start: number, end = source.size): ByteSource {
  const first = Math.min(start, source.size);
  const size = Math.max(0, Math.min(end, source.size) - first);
  const stream = source.stream?.bind(source);
  return {
    name: source.name,
    size,
    bytes: (from = 0, to = size, into) => source.bytes(first + from, first + Math.min(to, size), into),
    ...(stream && { stream: (from: number, to: number) => stream(first + from, first + Math.min(to, size)) }),
  };
}
