import type { FileRef } from '#src/graph/module.ts';
import { foundFile, missedFile } from './files/missingFiles.ts';
import { storage } from './storage.ts';
import { noticeTexts } from './texts/notices.ts';

/** The files of this page's life, by hash: they are there at once, whatever the storage does. */
const opened = new Map<string, Blob>();

/** Takes note of a file of this machine, under the hash of its content. */
export function rememberFile(hash: string, content: Blob): void {
  opened.set(hash, content);
  foundFile(hash);
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
  if (!stored) {
    missedFile(hash);
    throw new Error(noticeTexts.files.notHere(ref.name, hash));
  }
  rememberFile(hash, stored.blob);
  return stored.blob;
}

async function openSample(sample: string): Promise<Blob> {
  // Sample names come from graph files: only what reads like a name becomes part of an address.
  if (!/^[a-z0-9-]{1,64}$/.test(sample)) throw new Error(noticeTexts.files.noSample(JSON.stringify(sample)));
  const response = await fetch(new URL(`samples/${sample}.nii.gz`, document.baseURI));
  if (!response.ok) throw new Error(noticeTexts.files.sampleNotServed(sample, response.status));
  return response.blob();
}
