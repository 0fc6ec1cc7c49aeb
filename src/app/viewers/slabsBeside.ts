import type { Slab } from '#src/image/volume.ts';

/** Slabs that are computed ahead of the one in sight, the way that one moves, and behind it. */
const ahead = 3;
const behind = 1;
/** A slab of more slices, as a mosaic has, costs too much to be computed for each place beside it. */
const thickest = 3;
/**
 * The slabs beside one, as one moves through `depth` slices one by one: first those in the direction of the last step (1 or -1), the nearest
 * first, then those on the other side. None outside of the image, and none of thick slabs.
 */
export function slabsBeside({ start, end }: Slab, depth: number, direction: number): readonly Slab[] {
  if (end - start > thickest) return [];
  const steps = [
    ...Array.from({ length: ahead }, (_, n) => direction * (n + 1)),
    ...Array.from({ length: behind }, (_, n) => -direction * (n + 1)),
  ];
  return steps
    .map((step) => ({ start: start + step, end: end + step }))
    .filter((slab) => slab.start >= 0 && slab.end <= depth);
}
