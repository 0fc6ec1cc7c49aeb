import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { KeepAnswer } from './keepFile.ts';
import { storage } from './storage.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
const scope = globalThis as unknown as {
  postMessage(answer: KeepAnswer): void;
  onmessage: ((event: MessageEvent<File>) => void) | null;
};

scope.onmessage = async ({ data: file }) => {
  let hash: string;
  try {
    hash = await hashOf(file);
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
    return;
  }
  scope.postMessage({ hash });
  const isKept = await storage()
    .then((database) => database.put('files', { name: file.name, blob: file, used: Date.now() }, hash))
    .then(
      () => true,
      () => false,
    );
  scope.postMessage({ isKept });
};

async function hashOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // crypto.subtle is only there in secure contexts (https, localhost).
  return bytesToHex(crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes));
}
