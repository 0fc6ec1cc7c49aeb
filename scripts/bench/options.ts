import { parseArgs } from 'node:util';

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Words that a row's name or number must contain, any of them; none means all rows. */
  readonly rows: readonly string[];
  /** Names of volumes; none means those that each row names. */
  readonly sizes: readonly string[];
  readonly runs: number;
  /** Seconds that one column of one row may take in all. */
  readonly limit: number;
  /** Where the figures go for machines. */
  readonly json: string | undefined;
  /** Whether only what has a goal is measured, and printed as the README's table. */
  readonly readme: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

export const benchHelp = `npm run bench [-- OPTIONS]   one table of this machine: every kernel and the brain-mask pipeline

  --rows a,b     only rows whose name contains a word, or whose number is one (P6)
  --sizes a,b    only these volumes
  --runs N       medians of N runs taken in turn (5)
  --limit S      seconds that a column of a row may take in all (120, naive versions a sixth): beyond it
                 one run counts, beyond that none (what is left out is printed)
  --json FILE    writes all figures to a file
  --readme       measures what has a goal, and prints the table of the README
  --list         names the rows and the volumes
  --page         measures the page instead: long tasks, and opening files in the browser`;

/** Throws a sentence when an option is unknown or no number. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '' },
      sizes: { type: 'string', default: '' },
      runs: { type: 'string', default: '5' },
      limit: { type: 'string', default: '120' },
      json: { type: 'string' },
      readme: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    ...values,
    json: values.json,
    rows: wordsOf(values.rows),
    sizes: wordsOf(values.sizes),
    runs: positive('--runs', values.runs),
    limit: positive('--limit', values.limit),
  };
}

/** Whether a row is asked for: by its number, or by a part of its name. */
export function isAskedFor({ rows }: BenchOptions, name: string, number: string | undefined): boolean {
  const lower = name.toLowerCase();
  return rows.length === 0 || rows.some((word) => word.toUpperCase() === number || lower.includes(word.toLowerCase()));
}

function wordsOf(list: string): string[] {
  return list.split(',').filter((word) => word !== '');
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`${option} takes a number above 0, not ${JSON.stringify(text)}`);
}
