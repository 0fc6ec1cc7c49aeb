import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { parts } from './componentsSimd.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/** The mask with its holes filled, as fillHoles. Takes 4 bytes a run of the background while it runs. */
export function fillHolesSimd({ exports, scratch }: Simd, mask: Bitmask, progress: Progress): Bitmask {
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const filled = emptyBitmask(mask.size);
  scratch.use(() => {
    const [words] = scratch.reserve(4 * mask.words.length);
    scratch.words(words, mask.words.length).set(mask.words);
    const runs = exports.countBackgroundRuns(words, rows, ni) >>> 0;
    const [tables, parents] = scratch.reserve(exports.sliceTableBytes(ni, nj), 4 * runs + 4);
    const connected = part(progress, 0, 0.9);
    let next = 1;
    for (const [start, end] of parts(nk)) {
      connected(start / nk);
      next = exports.connectBackground(words, ni, nj, nk, start, end, tables, parents, next);
    }
    exports.fillRows(words, rows, ni, parents, parents + 4);
    filled.words.set(scratch.words(words, filled.words.length));
  });
  progress(1);
  return filled;
}
