import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildStart, FromChild, ToChild } from './messages.ts';

/** A process that runs items. */
export interface Child {
  readonly pid: number;
  send(message: ToChild): void;
  /** The next message, or how the process ended. */
  next(): Promise<FromChild | { readonly kind: 'ended'; readonly why: string }>;
  /** Ends it at once; `why` is then how it ended. */
  kill(why: string): void;
  /** Lets it go when it has nothing to do. */
  release(): void;
  /** When it is gone. */
  readonly gone: Promise<void>;
}

/** The last words of a process that are kept. */
const maxWords = 4000;

/** Starts a process of the built command line. It is in no terminal's group, so that Ctrl+C reaches the batch alone. */
export function startChild(start: ChildStart): Child {
  const program = fileURLToPath(new URL('../../bin/voxgraph.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'batch-child'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const arrived: (FromChild | { readonly kind: 'ended'; readonly why: string })[] = [];
  let wake: () => void = () => {};
  let words = '';
  let whyKilled: string | undefined;
  const add = (message: FromChild | { readonly kind: 'ended'; readonly why: string }) => {
    arrived.push(message);
    wake();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-maxWords);
  });
  child.on('message', (message) => add(message as FromChild));
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      add({ kind: 'ended', why: `the process could not be started: ${error.message}` });
      resolve();
    });
    // Node tells no "close" of a process that was let go.
    child.on('exit', (code, signal) => {
      const end = () => {
        add({ kind: 'ended', why: whyKilled ?? whyEnded(code, signal, words) });
        resolve();
      };
      // After its last words have arrived.
      if (!child.stderr || child.stderr.closed) end();
      else child.stderr.once('close', end);
    });
  });
  const send = (message: ToChild) => {
    // To one that has just ended; that will be told as its end.
    if (child.connected) child.send(message, () => {});
  };
  send(start);
  return {
    pid: child.pid ?? -1,
    send,
    async next() {
      for (;;) {
        const message = arrived.shift();
        if (message) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    kill(why) {
      whyKilled ??= why;
      child.kill('SIGKILL');
    },
    release() {
      if (child.connected) child.disconnect();
    },
    gone,
  };
}

/** What happened to a process, from its last words where they say it. */
function whyEnded(code: number | null, signal: NodeJS.Signals | null, words: string): string {
  if (words.includes('heap out of memory')) {
    return 'its process ran out of memory for small objects (the heap of JavaScript): set NODE_OPTIONS=--max-old-space-size=8192, in MiB, for more';
  }
  const lines = words.split('\n').map((line) => line.trim());
  const said = lines.find((line) => /^(FATAL ERROR|\w*Error):/.test(line));
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  const perhaps = signal === 'SIGKILL' ? ', perhaps since the machine had no memory left' : '';
  return `its process was ended ${how}${perhaps}${said ? `: ${said}` : ''}`;
}
