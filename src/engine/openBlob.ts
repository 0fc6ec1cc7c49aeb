import type { OpenFile } from '#src/graph/module.ts';
import { readAhead } from './readAhead.ts';

/** Reading so much at once takes no longer than two questions to a Blob and what they wait for. */
const wholeBytes = 2 ** 22;

/**
 * A Blob as a task reads it, which will want most of it: a small one is read at once, by the first question. The bytes of a stream are
 * not the caller's own, but what later questions are answered from.
 */
export function openBlob(name: string, content: Blob): OpenFile {
  const { size } = content;
  if (size > wholeBytes) return readAhead(name, content);
  let asked: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const whole = () => {
    asked ??= content.arrayBuffer().then((buffer) => new Uint8Array(buffer));
    return asked;
  };
  return {
    name,
    size,
    bytes: async (start = 0, end = size) => (await whole()).slice(start, end),
    async *stream(start, end) {
      yield (await whole()).subarray(start, end);
    },
  };
}
