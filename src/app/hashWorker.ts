import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { HashAnswer } from './hashFile.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
const scope = globalThis as unknown as {
  postMessage(answer: HashAnswer): void;
  onmessage: ((event: MessageEvent<Blob>) => void) | null;
};

scope.onmessage = async ({ data }) => {
  try {
    const bytes = new Uint8Array(await data.arrayBuffer());
    // crypto.subtle is only there in secure contexts (https, localhost).
    const hash = crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes);
    scope.postMessage({ hash: bytesToHex(hash) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
