import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** How an item ended. */
export interface SummaryRow {
  readonly number: number;
  readonly item: string;
  readonly status: 'done' | 'skipped' | 'failed';
  /** The names of its results below the folder. */
  readonly results: readonly string[];
  /** What was read, by its SHA-256. */
  readonly inputs: readonly string[];
  readonly seconds: number;
  /** The most memory that was seen, in mebibytes; 0 where it was not looked at. */
  readonly mebibytes: number;
  readonly warnings: readonly string[];
  readonly causes: readonly string[];
}

const [csvName, jsonName, failuresName] = ['batch-summary.csv', 'batch-summary.json', 'batch-failures.txt'] as const;
/** The files that a batch writes beside its results. */
export const summaryNames: readonly string[] = [csvName, jsonName, failuresName];

const columns = [
  'number',
  'item',
  'status',
  'results',
  'inputs',
  'seconds',
  'mebibytes',
  'warnings',
  'causes',
] as const;

/** Collects rows in a file, so that thousands of them need no memory. */
export interface Summary {
  add(row: SummaryRow): void;
  /** Writes the tables by the items' order, and the list of failures where there are some. */
  write(out: string, temporary: string): void;
  close(): void;
}

/** A summary whose rows lie in a file of this path until it is written. */
export function createSummary(path: string): Summary {
  const descriptor = openSync(path, 'w+');
  /** By number, where the row begins and ends. */
  const places: (readonly [at: number, length: number])[] = [];
  let end = 0;
  let hasFailed = false;

  function* rows(): Generator<SummaryRow> {
    for (const place of places) {
      if (!place) continue;
      const bytes = Buffer.alloc(place[1]);
      readSync(descriptor, bytes, 0, bytes.length, place[0]);
      yield JSON.parse(bytes.toString('utf8'));
    }
  }

  return {
    add(row) {
      const bytes = Buffer.from(JSON.stringify(row));
      writeSync(descriptor, bytes, 0, bytes.length, end);
      places[row.number] = [end, bytes.length];
      end += bytes.length;
      hasFailed ||= row.status === 'failed';
    },
    write(out, temporary) {
      const put = (name: string, texts: Iterable<string>) => {
        const unfinished = join(temporary, name);
        writeTexts(unfinished, texts);
        renameSync(unfinished, join(out, name));
      };
      put(csvName, csvOf(rows()));
      put(jsonName, jsonOf(rows()));
      // A list of the last time would be taken for one of this time.
      if (!hasFailed) rmSync(join(out, failuresName), { force: true });
      else put(failuresName, failuresOf(rows()));
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function* csvOf(rows: Iterable<SummaryRow>): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  for (const row of rows) yield `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

function csvCell(value: string | number | readonly string[]): string {
  const text = typeof value === 'object' ? value.join('; ') : String(value);
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* jsonOf(rows: Iterable<SummaryRow>): Generator<string> {
  let before = '[\n';
  for (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* failuresOf(rows: Iterable<SummaryRow>): Generator<string> {
  for (const { item, status, causes } of rows) {
    if (status === 'failed')
      yield `${[item, ...causes.map((cause) => `    ${cause.replaceAll('\n', '\n    ')}`)].join('\n')}\n`;
  }
}

/** Texts one after the other as a file, in pieces of a size that disks like. */
function writeTexts(path: string, texts: Iterable<string>): void {
  const descriptor = openSync(path, 'w');
  try {
    let piece = '';
    const flush = () => {
      const bytes = Buffer.from(piece);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      piece = '';
    };
    for (const text of texts) {
      piece += text;
      if (piece.length > 2 ** 16) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
}
