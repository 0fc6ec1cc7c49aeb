import { writeSync } from 'node:fs';

/** Where the command line writes; tests and --quiet put something else in its place. */
export interface Console {
  /** A result, to stdout. */
  readonly out: (line: string) => void;
  /** Everything else, to stderr. */
  readonly err: (line: string) => void;
}

/** Written at once and without Node's streams, which take 5 ms to start. */
export const processConsole: Console = {
  out: (line) => writeLine(1, line),
  err: (line) => writeLine(2, line),
};

function writeLine(descriptor: number, line: string): void {
  const bytes = new TextEncoder().encode(`${line}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      // A pipe whose reader is slow is full for a moment; one whose reader has gone takes nothing any more.
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
