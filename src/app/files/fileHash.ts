import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The platform hashes faster, but only what lies in memory as a whole. */
const mostAtOnce = 2 ** 29;
const pieceBytes = 2 ** 22;

/** The SHA-256 of a file's content, hexadecimal. Rejects when it cannot be read. */
export async function fileHash(file: Blob, progress: (fraction: number) => void): Promise<string> {
  // crypto.subtle is only there in secure contexts (https, localhost).
  if (crypto.subtle && file.size <= mostAtOnce) {
    return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
  }
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += pieceBytes) {
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()));
    progress(at / file.size);
  }
  return bytesToHex(hash.digest());
}
