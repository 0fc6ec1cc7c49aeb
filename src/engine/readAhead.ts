import type { OpenFile } from '#src/graph/module.ts';

/** More than the header of nearly every file, also of those inside an archive. */
const windowBytes = 2 ** 17;
/** What is larger is read as it is: asked for ahead or kept, it would be memory that counts. */
const mostAhead = 2 ** 21;

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
 * format is told, and then it is read from the beginning. The bytes are the caller's own.
 */
export function readAhead(name: string, content: Blob): OpenFile {
  const { size } = content;
  let window: Part | undefined;
  let first: Part | undefined;
  let next: Part | undefined;
  /** Where the last large piece ended. */
  let last = -1;

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

  return {
    name,
    size,
    async bytes(start = 0, end = size) {
      const from = Math.max(0, Math.min(start, size));
      const to = Math.max(from, Math.min(end, size));
      if (to - from > windowBytes / 2) return large(from, to);
      const known = [first, window].find((part) => part && part.start <= from && to <= part.end);
      const part = known ?? ask(from, Math.min(size, from + windowBytes));
      if (!known) window = part;
      return (await part.bytes).slice(from - part.start, to - part.start);
    },
  };
}

function is(part: Part | undefined, start: number, end: number): part is Part {
  return part?.start === start && part.end === end;
}
