import type { OpenFile } from '#src/graph/module.ts';

/** More than the header of nearly every file, also of those inside an archive. */
const windowBytes = 2 ** 17;

/**
 * A Blob as a module reads it. A small piece is read with what follows it, which answers the next questions: each question to a Blob is
 * one to the browser's own process and waits there, and headers are read in many small pieces. Large pieces are read as they are. The
 * bytes are the caller's own.
 */
export function readAhead(name: string, content: Blob): OpenFile {
  const { size } = content;
  const read = async (start: number, end: number) => new Uint8Array(await content.slice(start, end).arrayBuffer());
  let window: { readonly start: number; readonly end: number; readonly bytes: Promise<Uint8Array> } | undefined;
  return {
    name,
    size,
    async bytes(start = 0, end = size) {
      const from = Math.max(0, Math.min(start, size));
      const to = Math.max(from, Math.min(end, size));
      if (to - from > windowBytes / 2) return read(from, to);
      if (!window || from < window.start || to > window.end) {
        const last = Math.min(size, from + windowBytes);
        window = { start: from, end: last, bytes: read(from, last) };
      }
      const { start: first, bytes } = window;
      return (await bytes).slice(from - first, to - first) as Uint8Array<ArrayBuffer>;
    },
  };
}
