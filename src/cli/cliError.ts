/** A way to end the command line: a sentence for stderr and the exit code. */
export class CliError extends Error {
  readonly exitCode: 1 | 2 | 130;

  /** 1: something failed. 2: the command was called wrongly. 130: it was interrupted, as shells have it. */
  constructor(message: string, exitCode: 1 | 2 | 130 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What the operating system said about a path, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    case 'EACCES':
    case 'EPERM':
      return 'access is not allowed';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
