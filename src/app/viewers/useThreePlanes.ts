import { useMemo } from 'react';
import { setParams, useNodeParams } from '#src/app/store.ts';
import { useImage } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Plane } from './slicePlanes.ts';
import type { Coarse } from './useCoarse.ts';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf, type ViewerDisplay } from './viewerDisplay.ts';
import { viewSession } from './viewSession.ts';
import { unzoomed, type ViewState } from './viewState.ts';
import { volumeRange } from './volumeRange.ts';

/** The planes in the order of their panes: those that share an edge lie beside or below each other. */
export const threePlanes = ['coronal', 'sagittal', 'axial'] as const satisfies readonly Plane[];

export type ThreePlanes = ReturnType<typeof useThreePlanes>;

/** What a viewer of a node shows of an image in the three anatomical planes through the cross-hair, with one window and one zoom. */
export function useThreePlanes(node: string, source: OutputRef | undefined, coarse?: Coarse) {
  const params = useNodeParams(node);
  const display = useMemo(() => ({ ...displayOf(params), numSlices: 1 }), [params]);
  const image = useImage(source, coarse?.isMoving).value;
  const { autoLow: low, autoHigh: high } = display;
  const range = useMemo(() => image && volumeRange(image, { low, high }), [image, low, high]);
  const window = useNodeWindow(node, range);
  const views = {
    coronal: usePlane(node, source, 'coronal', display, coarse),
    sagittal: usePlane(node, source, 'sagittal', display, coarse),
    axial: usePlane(node, source, 'axial', display, coarse),
  };
  const [a, b, c] = threePlanes.map((plane) => views[plane].geometry);
  const fitting = useMemo(() => (a && b && c ? [a, b, c] : undefined), [a, b, c]);
  const onDisplay = ({ numSlices: _one, ...next }: ViewerDisplay) =>
    setParams(node, changedParams(display, { ...next, numSlices: 1 }));
  const unzoom = () => {
    for (const plane of threePlanes) viewSession.change(nameOf(node, plane), unzoomed);
  };
  return { display, image, range, window, views, fitting, onDisplay, unzoom };
}

function nameOf(node: string, plane: Plane): string {
  return `${node}.${plane}`;
}

/** One of the planes; their zoom is one, and their slices always go through the cross-hair. */
function usePlane(
  node: string,
  source: OutputRef | undefined,
  plane: Plane,
  display: ViewerDisplay,
  coarse: Coarse | undefined,
) {
  const grid = useGridView(source, display.convention, plane);
  const name = nameOf(node, plane);
  const own = {
    state: viewSession.use(name),
    get: () => viewSession.get(name),
    set: (moved: ViewState) => {
      viewSession.change(name, () => moved);
      for (const other of threePlanes) {
        if (other !== plane) viewSession.change(nameOf(node, other), (state) => ({ ...state, zoom: moved.zoom }));
      }
    },
  };
  const linked = useLinkedState(own, grid.geometry, true);
  return { ...linked, geometry: grid.geometry, picture: useSlicePicture(grid, linked.state, display, coarse) };
}
