import type { OpenFile } from '#src/graph/module.ts';

/** More than the header of nearly every file, also of those inside an archive. */
const windowBytes = 2 ** 17;
/** What is larger is read as it is: asked for ahead or kept, it would be memory that counts. */
const mostAhead = 2 ** 21;

/** A stream begins with small pieces, so this much is asked for at once before it; while that is used, the stream gets under way. */
const beforeStream = 2 ** 22;

/** A part of a file that was asked for. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * A Blob as a module reads it. Each question to a Blob is one to the browser's own process and waits there, so answers are asked for
 * before they are needed: a small piece is read with what follows it, since headers are read in many small pieces, and while large
 * pieces are used one after the other the next one is under way. The first large piece is kept until the second is read: by it the
 * format is told, and then it is read from the beginning. A whole file is best read as a stream, which the browser's process fills while
 * what has come is used. The bytes are the caller's own.
 */
export function readAhead(name: string, content: Blob): OpenFile {
  const { size } = content;
  let window: Part | undefined;
  let first: Part | undefined;
  let next: Part | undefined;
  /** Where the last large piece ended. */
  let last = -1;
  /** Where the last stream began. */
  let streamed = -1;

  function ask(start: number, end: number): Part {
    const bytes = content
      .slice(start, end)
      .arrayBuffer()
      .then((buffer) => new Uint8Array(buffer));
    // What was asked for ahead and is not needed may fail unseen.
    bytes.catch(() => {});
    return { start, end, bytes };
  }

  function large(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (end - start > mostAhead) return ask(start, end).bytes;
    const isAgain = is(first, start, end);
    const isFollowing = start === last || isAgain;
    const part = isAgain ? first : is(next, start, end) ? next : undefined;
    const found = part ?? ask(start, end);
    next = isFollowing && end < size ? ask(end, Math.min(size, end + (end - start))) : undefined;
    first = start === 0 && !isAgain ? found : undefined;
    last = end;
    // The one that is kept is given away as a copy.
    return first ? found.bytes.then((bytes) => bytes.slice()) : found.bytes;
  }

  /** The bytes of a small piece, and what follows them. */
  function near(from: number, to: number): Part {
    const known = [first, window].find((part) => part && part.start <= from && to <= part.end);
    if (known) return known;
    window = ask(from, Math.min(size, from + windowBytes));
    return window;
  }

  return {
    name,
    size,
    async bytes(start = 0, end = size) {
      const from = Math.max(0, Math.min(start, size));
      const to = Math.max(from, Math.min(end, size));
      if (to - from > windowBytes / 2) return large(from, to);
      const part = near(from, to);
      return (await part.bytes).slice(from - part.start, to - part.start);
    },
    async *stream(start, end) {
      if (start >= end) return;
      // What began here before has told the format; now all of it will be wanted.
      const isAgain = streamed === start;
      streamed = start;
      const head = near(start, Math.min(end, start + windowBytes / 2));
      let at = Math.min(end, head.end);
      const askNext = () => ask(at, Math.min(end, at + beforeStream)).bytes;
      const ahead = isAgain && at < end ? askNext() : undefined;
      let rest: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
      try {
        yield (await head.bytes).slice(start - head.start, at - head.start);
        if (at === end) return;
        const second = await (ahead ?? askNext());
        at += second.length;
        if (at < end) rest = readerOf(content.slice(at, end));
        yield second;
        for (let piece = await nextOf(rest); piece; piece = await nextOf(rest)) {
          yield piece;
          at += piece.length;
        }
        // A stream does not tell why it failed; who asks for the rest is told.
        for (; at < end; at += mostAhead) yield await large(at, Math.min(end, at + mostAhead));
      } finally {
        rest?.cancel().catch(() => {});
      }
    },
  };
}

function is(part: Part | undefined, start: number, end: number): part is Part {
  return part?.start === start && part.end === end;
}

/**
 * With memory of the reader's own ("byob") no piece would need fresh memory, but in Chromium 156 one reading of a Blob in 250 never ends then;
 * of 4,000 like this each did.
 */
function readerOf(content: Blob): ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> {
  return content.stream().getReader();
}

/** The next piece; undefined at the end, and also where the stream fails. */
async function nextOf(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch {
    return undefined;
  }
}
