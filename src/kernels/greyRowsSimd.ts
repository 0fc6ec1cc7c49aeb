import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { greyWindow } from './greyWindow.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';
import { clampedTo, rowsThatGrow, type StructuringElement } from './structuringElement.ts';
import { bytesOfVoxels } from './voxelWindow.ts';

/** As greyRows, on slices whose rows have as much room at their ends as the element reaches, so that a slice is one row of vectors. */
export function greyRowsSimd(
  fast: Simd,
  source: Voxels,
  target: Voxels,
  size: Vec3,
  element: StructuringElement,
  isErosion: boolean,
  progress: Progress,
  wanted: Slab,
): void {
  const { scratch } = fast;
  const [ni, nj, nk] = size;
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const growth = rowsThatGrow(clamped);
  const width = source.BYTES_PER_ELEMENT;
  const pitch = (ni + 2 * ri) * width;
  const slice = nj * pitch;
  // Empty rows above and below let a row be shifted along j by an offset alone.
  const margin = rj * pitch;
  const padded = slice + 2 * margin + 64;
  const slot = slice + 64;
  const slots = 2 * rk + 1;
  const row = ni * width;
  const from = bytesOfVoxels(source);
  const to = bytesOfVoxels(target);
  const window = greyWindow(fast, source, isErosion);
  scratch.use(() => {
    const [lead, disc, ring] = scratch.reserve((ri + 1) * padded + 64, slot, slots * slot);
    // The first step to the left of the first row reads what lies before it.
    const widened = lead + 32;
    window.clear(lead, 8 * Math.floor(((ri + 1) * padded + 64) / 8));
    window.clear(ring, 8 * Math.floor((slots * slot) / 8));
    for (let k = 0; k < nk + rk; k++) {
      progress(k / (nk + rk));
      if (k < nk) {
        for (let j = 0; j < nj; j++) {
          const at = (j + nj * k) * row;
          window.load(widened + margin + j * pitch + ri * width, from.subarray(at, at + row));
        }
        for (let h = 1; h <= ri; h++) {
          const before = widened + (h - 1) * padded + margin;
          const wider = before + padded;
          window.meet(wider, before - width, before + width, slice);
          window.meet(wider, wider, before, slice);
        }
        window.clear(disc, slice);
        for (let dk = rk; dk >= 0; dk--) {
          const rows = growth[dk];
          for (let n = 0; n < rows.length; n += 2) {
            const middle = widened + rows[n + 1] * padded + margin;
            window.meet(disc, disc, middle - rows[n] * pitch, slice);
            if (rows[n] !== 0) window.meet(disc, disc, middle + rows[n] * pitch, slice);
          }
          if (k + dk < nk) meetSlot(k + dk);
          if (dk > 0 && k - dk >= 0) meetSlot(k - dk);
        }
      }
      const ready = k - rk;
      if (ready < 0) continue;
      const done = ring + (ready % slots) * slot;
      for (let j = 0; ready >= wanted.start && ready < wanted.end && j < nj; j++) {
        const at = (j + nj * (ready - wanted.start)) * row;
        window.store(done + j * pitch + ri * width, to.subarray(at, at + row));
      }
      window.clear(done, slice);
    }

    function meetSlot(k: number): void {
      const at = ring + (k % slots) * slot;
      window.meet(at, at, disc, slice);
    }
  });
  progress(1);
}
