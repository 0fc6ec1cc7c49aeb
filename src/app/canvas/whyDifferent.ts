import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { sameGrid, sizeText } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';

/** What is known of an image before it is computed: its grid, or only its size. */
export type KnownImage = Grid | { readonly size: Vec3; readonly affine?: undefined };

/** "256×256×20 ≠ 128×128×20", or undefined where the images lie on one grid as far as it is known. */
export function whyDifferent(first: KnownImage | undefined, second: KnownImage | undefined): string | undefined {
  if (!first || !second) return undefined;
  const [a, b] = [sizeText(first.size), sizeText(second.size)];
  if (a !== b) return `${a} ≠ ${b}`;
  if (!first.affine || !second.affine || sameGrid(first, second)) return undefined;
  return canvasTexts.refused.elsewhere(a);
}
