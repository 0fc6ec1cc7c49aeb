import type { Console } from '#src/cli/console.ts';

/** Where a batch says how far it is. */
export interface BatchProgress extends Console {
  /** An item that is under way. */
  began(label: string): void;
  /** An item that is through, with the line that tells it where there is no terminal. */
  ended(label: string, status: 'done' | 'skipped' | 'failed', line: string): void;
  close(): void;
}

/** What a terminal is told by: text without the end of a line. */
export interface Terminal {
  readonly columns: () => number;
  readonly write: (text: string) => void;
  /** Whether results go to it too: then their paths, thousands perhaps, are left to the summary. */
  readonly hasResults: boolean;
}

const milliseconds = 100;

/**
 * Progress of a batch of so many items: on a terminal one line that is written over, beside failures, which stay; elsewhere a line for
 * each item.
 */
export function createProgress(count: number, console: Console, terminal: Terminal | undefined): BatchProgress {
  const running = new Set<string>();
  const ended = { done: 0, skipped: 0, failed: 0 };
  const from = performance.now();
  let lastDrawn = 0;

  const line = () =>
    progressLine({ count, ...ended, running: [...running], seconds: (performance.now() - from) / 1000 });
  const clear = () => terminal?.write('\r\x1b[K');
  const draw = () => terminal?.write(`\r\x1b[K${shortened(line(), terminal.columns() - 1)}`);
  const timer = terminal && setInterval(draw, 1000);

  return {
    out(text) {
      if (terminal?.hasResults) return;
      clear();
      console.out(text);
    },
    err(text) {
      clear();
      console.err(text);
    },
    began(label) {
      running.add(label);
      if (performance.now() - lastDrawn < milliseconds) return;
      lastDrawn = performance.now();
      draw();
    },
    ended(label, status, text) {
      running.delete(label);
      ended[status]++;
      if (!terminal || status === 'failed') {
        clear();
        console.err(terminal ? text : `[${ended.done + ended.skipped + ended.failed}/${count}] ${text}`);
      }
    },
    close() {
      clearInterval(timer);
      clear();
    },
  };
}

export interface ProgressFacts {
  readonly count: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly running: readonly string[];
  readonly seconds: number;
}

/** "37 of 100, 2 failed, 5 were done before, about 3 min left: a.nii.gz, b.nii.gz". */
export function progressLine({ count, done, skipped, failed, running, seconds }: ProgressFacts): string {
  const worked = done + failed;
  const left = worked === 0 ? undefined : ((count - worked - skipped) * seconds) / worked;
  const facts = [
    `${worked + skipped} of ${count}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} were done before`] : []),
    ...(left === undefined ? [] : [`about ${durationText(left)} left`]),
  ];
  return `${facts.join(', ')}${running.length > 0 ? `: ${running.join(', ')}` : ''}`;
}

/** "40 s", "3 min", "2 h 5 min". */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function shortened(text: string, width: number): string {
  // What a name holds may move the cursor.
  const plain = text.replace(/\p{Cc}/gu, '?');
  return plain.length <= width || width < 20 ? plain : `${plain.slice(0, width - 1)}…`;
}
