import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '#src/formats/byteSource.ts';
import type { FileRef, OpenFile } from '#src/graph/module.ts';
import { CliError, reasonOf } from './cliError.ts';
import { folderFiles } from './folderFiles.ts';

/** The files that this run reads. */
export interface InputFiles {
  /**
   * Takes in a file of this machine, or a folder, whose files together are one (zipBundle.ts), and names it for a document of this run. Its number stands in for the hash of its content, which
   * nobody outside will see: reading it all for a name would cost as much as unpacking it. Throws CliError when it cannot be read.
   */
  add(path: string): FileRef;
  /** Finds what a document names: a file that was added, also by the hash that a saved document has, or a built-in sample. */
  open(ref: FileRef): Promise<OpenFile>;
  /** The real path of every file so far, which no result may overwrite. */
  readonly paths: ReadonlySet<string>;
  close(): void;
}

interface DiskFile {
  readonly path: string;
  readonly name: string;
  open(): Promise<OpenFile>;
}

export function createInputFiles(): InputFiles {
  const files: DiskFile[] = [];
  const descriptors: number[] = [];
  const paths = new Set<string>();

  function diskFile(path: string): DiskFile {
    if (statSync(path).isDirectory()) return diskFolder(path);
    const file = openPath(path);
    return { path: realpathSync(path), name: file.name, open: async () => file };
  }

  function diskFolder(folder: string): DiskFile {
    const found = folderFiles(folder);
    if (found.length === 0) throw new Error('there is no file in it');
    for (const { path } of found) paths.add(realpathSync(path));
    const name = basename(resolve(folder));
    let bundle: Promise<OpenFile> | undefined;
    return {
      path: realpathSync(folder),
      name,
      open() {
        bundle ??= import('./folderBundle.ts').then(({ folderBundle }) => folderBundle(found, name));
        return bundle;
      },
    };
  }

  function openPath(path: string): ByteSource {
    const descriptor = openSync(path, 'r');
    descriptors.push(descriptor);
    const stat = fstatSync(descriptor);
    if (!stat.isFile())
      throw Object.assign(new Error('it is not a regular file'), { code: stat.isDirectory() ? 'EISDIR' : '' });
    paths.add(realpathSync(path));
    return {
      name: basename(path),
      size: stat.size,
      // It stays in the processor's second cache.
      pieceBytes: 2 ** 17,
      bytes: async (start = 0, end = stat.size, into?: Uint8Array<ArrayBuffer>) =>
        readPart(descriptor, start, into ?? new Uint8Array(Math.max(0, end - start))),
    };
  }

  return {
    add(path) {
      try {
        const file = diskFile(path);
        const known = files.findIndex((other) => other.path === file.path);
        if (known === -1) files.push(file);
        return { name: file.name, hash: numberHash(known === -1 ? files.length - 1 : known) };
      } catch (error) {
        throw new CliError(`The file ${path} cannot be read: ${reasonOf(error)}`);
      }
    },
    async open(ref) {
      if (ref.sample !== undefined) return openPath(samplePath(ref.sample));
      const file = files.find((_, n) => numberHash(n) === ref.hash) ?? (await firstOf(files, ref.hash));
      if (file) return file.open();
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

/** The bytes of `bytes` that the file has from `start` on, in their place. */
function readPart(descriptor: number, start: number, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled === bytes.length ? bytes : bytes.subarray(0, filled);
}

/** A number in the form of a hash. */
function numberHash(n: number): string {
  return n.toString(16).padStart(64, '0');
}

/** The first file whose content has this SHA-256. */
async function firstOf(files: readonly DiskFile[], sha256: string | undefined): Promise<DiskFile | undefined> {
  if (sha256 === undefined) return undefined;
  const { createHash } = process.getBuiltinModule('node:crypto');
  const step = 2 ** 22;
  for (const disk of files) {
    const file = await disk.open();
    const hash = createHash('sha256');
    for (let at = 0; at < file.size; at += step) hash.update(await file.bytes(at, Math.min(file.size, at + step)));
    if (hash.digest('hex') === sha256) return disk;
  }
  return undefined;
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
