import { useMemo } from 'react';
import { useGrid } from '#src/app/useOutput.ts';
import type { OutputView } from '#src/app/useQuestion.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Grid } from '#src/image/volume.ts';
import { type SliceGeometry, sliceGeometry, whyNotShown } from './sliceGeometry.ts';
import { type Plane, permutedGrid, planeAxes, storedAxes } from './slicePlanes.ts';
import type { Convention } from './viewerDisplay.ts';

/** What is known of an image before any slice of it is there. */
export interface GridView {
  readonly source: OutputRef | undefined;
  readonly output: OutputView<Grid>;
  readonly geometry?: SliceGeometry;
  /** A sentence why the image cannot be shown. */
  readonly problem?: string;
}

/** Asks for the grid of an image and lays its slices out: the stored ones, or those nearest to an anatomical plane. */
export function useGridView(source: OutputRef | undefined, convention: Convention, plane?: Plane): GridView {
  const output = useGrid(source);
  const grid = output.value;
  const problem = grid && whyNotShown(grid);
  const geometry = useMemo(() => {
    if (!grid || whyNotShown(grid)) return undefined;
    const axes = plane ? planeAxes(grid.affine, plane) : storedAxes;
    return sliceGeometry(permutedGrid(grid, axes), convention, axes);
  }, [grid, convention, plane]);
  return { source, output, geometry, problem };
}
