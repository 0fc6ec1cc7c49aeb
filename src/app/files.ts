import type { FileRef } from '#src/graph/module.ts';
import { keepFile } from './keepFile.ts';
import { storage } from './storage.ts';
import { notify } from './store.ts';

/** The files of this page's life, by hash: they are there at once, whatever the storage does. */
const opened = new Map<string, Blob>();

/** Takes a file in: it stays on this machine, under the hash of its content. */
export async function addFile(file: File): Promise<FileRef> {
  const { hash, isKept } = await keepFile(file).catch((error: unknown) => {
    throw new Error(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  opened.set(hash, file);
  void isKept.then((is) => {
    if (is) return;
    notify(
      'warning',
      `${file.name} could not be kept in the browser's storage: it must be chosen again after a reload`,
    );
  });
  return { name: file.name, hash };
}

/** The content of a file that a document names. Throws a sentence when it is not here. */
export async function openFile(ref: FileRef): Promise<Blob> {
  if (ref.sample !== undefined) return openSample(ref.sample);
  const hash = ref.hash ?? '';
  const known = opened.get(hash);
  if (known) return known;
  const stored = await storage()
    .then((database) => database.get('files', hash))
    .catch(() => undefined);
  if (!stored)
    throw new Error(`${ref.name} is not on this machine (its SHA-256 is ${hash.slice(0, 12)}…): choose the file again`);
  opened.set(hash, stored.blob);
  return stored.blob;
}

async function openSample(sample: string): Promise<Blob> {
  // Sample names come from graph files: only what reads like a name becomes part of an address.
  if (!/^[a-z0-9-]{1,64}$/.test(sample)) throw new Error(`There is no built-in sample ${JSON.stringify(sample)}`);
  const response = await fetch(new URL(`samples/${sample}.nii.gz`, document.baseURI));
  if (!response.ok)
    throw new Error(`There is no built-in sample ${sample} (${response.status}): choose a file instead`);
  return response.blob();
}
