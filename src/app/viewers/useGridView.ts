import { useMemo } from 'react';
import { type OutputView, useGrid } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Grid } from '#src/image/volume.ts';
import { type SliceGeometry, sliceGeometry, whyNotShown } from './sliceGeometry.ts';

/** What is known of an image before any slice of it is there. */
export interface GridView {
  readonly source: OutputRef | undefined;
  readonly output: OutputView<Grid>;
  readonly geometry?: SliceGeometry;
  /** A sentence why the image cannot be shown. */
  readonly problem?: string;
}

/** Asks for the grid of an image and lays it out. */
export function useGridView(source: OutputRef | undefined): GridView {
  const output = useGrid(source);
  const grid = output.value;
  const problem = grid && whyNotShown(grid);
  const geometry = useMemo(() => (grid && !whyNotShown(grid) ? sliceGeometry(grid) : undefined), [grid]);
  return { source, output, geometry, problem };
}
