import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CliError, reasonOf } from './cliError.ts';

/** The real path of the folder for results, which is made if it is missing. Throws CliError when it cannot be. */
export function outputFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    const folder = realpathSync(path);
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder');
    return folder;
  } catch (error) {
    throw new CliError(`The folder ${path} cannot be used for results: ${reasonOf(error)}`);
  }
}

/** Where files are written. */
export interface OutputPlace {
  readonly folder: string;
  /** Where a file lies until it is whole, on the same disk; the folder itself unless it is said. */
  readonly temporary?: string;
}

/**
 * Writes a file into a folder and returns its path: under another name first, then renamed, so that nobody ever sees half a file and
 * a link of that name is replaced, not followed. Throws CliError when the name is a path, when the file is one of `inputs`, or when
 * writing fails.
 */
export function writeOutput(
  { folder, temporary: within = folder }: OutputPlace,
  fileName: string,
  parts: readonly Uint8Array[],
  inputs: ReadonlySet<string>,
): string {
  const path = join(folder, fileName);
  if (basename(path) !== fileName || fileName === '.' || fileName === '..') {
    throw new CliError(`${JSON.stringify(fileName)} is not a file name within ${folder}`);
  }
  if (inputs.has(realPath(path))) {
    throw new CliError(`${path} is an input of this run and is not overwritten: use another name or another --out`);
  }
  const temporary = join(within, `.voxgraph-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx');
    try {
      for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(descriptor, part, at);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new CliError(`${path} cannot be written: ${reasonOf(error)}`);
  }
  return path;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
