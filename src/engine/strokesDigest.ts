import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { StrokeList } from '#src/graph/strokes.ts';

/** What the strokes up to one of them come to, by the list of that stroke: the list that they are of, and how many. */
const known = new WeakMap<readonly number[], { readonly list: StrokeList; readonly count: number; digest: string }>();

/**
 * A SHA-256 of strokes: of the digest of all before the last, and the last. A stroke that is drawn after thousands of others costs as much as
 * the first, and so does one that is drawn after an undo.
 */
export function strokesDigest(list: StrokeList): string {
  let done = list.length;
  let digest = '';
  for (; done > 0; done--) {
    const found = known.get(list[done - 1]);
    if (found?.count !== done || !isSameStart(found.list, list, done)) continue;
    digest = found.digest;
    break;
  }
  for (; done < list.length; done++) {
    digest = bytesToHex(sha256(utf8ToBytes(`${digest} ${JSON.stringify(list[done])}`)));
    // What can still change is not remembered.
    if (Object.isFrozen(list) && Object.isFrozen(list[done])) known.set(list[done], { list, count: done + 1, digest });
  }
  return digest;
}

function isSameStart(a: StrokeList, b: StrokeList, count: number): boolean {
  for (let n = 0; n < count; n++) if (a[n] !== b[n]) return false;
  return true;
}
