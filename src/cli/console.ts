/** Where the command line writes; tests and --quiet put something else in its place. */
export interface Console {
  /** A result, to stdout. */
  readonly out: (line: string) => void;
  /** Everything else, to stderr. */
  readonly err: (line: string) => void;
}

export const processConsole: Console = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
};
