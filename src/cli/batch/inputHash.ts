import { type BigIntStats, closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '#src/cli/cliError.ts';
import { folderFiles } from '#src/cli/folderFiles.ts';

/** An input as the state of a batch remembers it. */
export interface InputHash {
  readonly path: string;
  /** Of a file its content; of a folder the names and contents of all files in it. */
  readonly sha256: string;
  /** Sizes and times, by which a file that has not changed is known without reading it. */
  readonly stamp: string;
  /** When the hash was made, in milliseconds since 1970. */
  readonly hashedAt: number;
}

/** Times of files may be as coarse as two seconds: what changed that lately may change again without a trace. */
const coarseness = 2000;

/** The hash of a file or folder. Throws a sentence when it cannot be read. */
export function hashInput(path: string): InputHash {
  try {
    const hashedAt = Date.now();
    const { createHash } = process.getBuiltinModule('node:crypto');
    const files = filesOf(path);
    const stamp = stampOf(files);
    if (files.length === 1 && files[0].name === '') return { path, sha256: hashFile(path), stamp, hashedAt };
    const hash = createHash('sha256');
    for (const { name } of files) hash.update(JSON.stringify([name, hashFile(join(path, name))]));
    return { path, sha256: hash.digest('hex'), stamp, hashedAt };
  } catch (error) {
    throw new Error(`The file ${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** Sizes and times of a file, or of all in a folder, as a text; undefined when there is none. */
export function inputStamp(path: string): string | undefined {
  try {
    return stampOf(filesOf(path));
  } catch {
    return undefined;
  }
}

/** Whether an input is what it was, told without reading it. */
export function isUnchanged({ path, stamp, hashedAt }: InputHash): boolean {
  const last = Number(/^\d+/.exec(stamp)?.[0] ?? Infinity);
  return last + coarseness < hashedAt && inputStamp(path) === stamp;
}

interface FoundFile {
  /** Below the folder; empty for a file by itself. */
  readonly name: string;
  readonly stat: BigIntStats;
}

/** A file, or all files below a folder, by name. */
function filesOf(path: string): FoundFile[] {
  const stat = statSync(path, { bigint: true });
  if (!stat.isDirectory()) return [{ name: '', stat }];
  return folderFiles(path).map((file) => ({ name: file.name, stat: statSync(file.path, { bigint: true }) }));
}

/** The time of the last change in milliseconds, then all that a change of a file changes: the time of its inode cannot be set. */
function stampOf(files: readonly FoundFile[]): string {
  const last = Math.max(0, ...files.map(({ stat }) => Math.max(Number(stat.ctimeMs), Number(stat.mtimeMs))));
  const { createHash } = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256');
  for (const { name, stat } of files) {
    hash.update(JSON.stringify([name, ...[stat.size, stat.mtimeNs, stat.ctimeNs, stat.ino].map(String)]));
  }
  return `${Math.ceil(last)} ${hash.digest('hex').slice(0, 32)}`;
}

function hashFile(path: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256');
  const part = new Uint8Array(2 ** 20);
  const descriptor = openSync(path, 'r');
  try {
    for (let count = readSync(descriptor, part); count > 0; count = readSync(descriptor, part)) {
      hash.update(part.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
