import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileRef, OpenFile } from '#src/graph/module.ts';
import { CliError, reasonOf } from './cliError.ts';
import { nodeCrypto } from './nodeCrypto.ts';

/** The files that this run reads. */
export interface InputFiles {
  /** Takes in a file of this machine, and names it as a document does. Throws CliError when it cannot be read. */
  add(path: string): FileRef;
  /** Finds what a document names: a file that was added, or a built-in sample. */
  open(ref: FileRef): Promise<OpenFile>;
  /** The real path of every file so far, which no result may overwrite. */
  readonly paths: ReadonlySet<string>;
  close(): void;
}

export function createInputFiles(): InputFiles {
  const files = new Map<string, OpenFile>();
  const descriptors: number[] = [];
  const paths = new Set<string>();

  function openPath(path: string): OpenFile & { readonly descriptor: number } {
    const descriptor = openSync(path, 'r');
    descriptors.push(descriptor);
    const stat = fstatSync(descriptor);
    if (!stat.isFile())
      throw Object.assign(new Error('it is not a regular file'), { code: stat.isDirectory() ? 'EISDIR' : '' });
    paths.add(realpathSync(path));
    return {
      descriptor,
      name: basename(path),
      size: stat.size,
      bytes: async (start = 0, end = stat.size) => readPart(descriptor, start, end),
    };
  }

  return {
    add(path) {
      try {
        const file = openPath(path);
        const hash = hashOf(file.descriptor, file.size);
        files.set(hash, file);
        return { name: file.name, hash };
      } catch (error) {
        throw new CliError(`The file ${path} cannot be read: ${reasonOf(error)}`);
      }
    },
    async open(ref) {
      if (ref.sample !== undefined) return openPath(samplePath(ref.sample));
      const file = files.get(ref.hash ?? '');
      if (file) return file;
      throw new Error(
        `The file ${ref.name}${ref.hash ? ` (SHA-256 ${ref.hash.slice(0, 12)}…)` : ''} is known by name only: ` +
          'say where it is with --set NODE.name=PATH',
      );
    },
    paths,
    close() {
      for (const descriptor of descriptors) closeSync(descriptor);
    },
  };
}

function readPart(descriptor: number, start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled === bytes.length ? bytes : bytes.subarray(0, filled);
}

function hashOf(descriptor: number, size: number): string {
  const hash = nodeCrypto.createHash('sha256');
  const step = 2 ** 22;
  for (let at = 0; at < size; at += step) hash.update(readPart(descriptor, at, Math.min(size, at + step)));
  return hash.digest('hex');
}

/** Beside the built app, or in the source tree, from where this module lies: dist/cli or src/cli. */
function samplePath(sample: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  // Sample names come from graph files: only what reads like a name becomes part of a path.
  const file = /^[a-z0-9-]{1,64}$/.test(sample) ? `${sample}.nii.gz` : undefined;
  const found = ['../app/samples', '../../public/samples']
    .map((folder) => join(here, folder, file ?? ''))
    .find((path) => file && existsSync(path));
  if (found) return found;
  throw new Error(
    `There is no built-in sample ${JSON.stringify(sample)} here: run "npm run build", or choose a file with --set NODE.name=PATH`,
  );
}
