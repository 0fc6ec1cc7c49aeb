import { sameGrid, sizeText } from './affine.ts';
import type { Grid } from './volume.ts';

/** Throws, with both sizes and what to do, when two images do not lie on one grid; the names are those of the inputs. */
export function requireSameGrid(first: Grid, firstName: string, second: Grid, secondName: string): void {
  if (sameGrid(first, second)) return;
  const sizes = [sizeText(first.size), sizeText(second.size)];
  const why =
    sizes[0] === sizes[1]
      ? `${firstName} and ${secondName} have the same size (${sizes[0]}) but lie at different places in the world`
      : `${firstName} (${sizes[0]}) and ${secondName} (${sizes[1]}) lie on different grids`;
  throw new Error(`${why}: connect two images that come from the same scan`);
}
