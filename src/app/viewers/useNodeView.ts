import { useMemo } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Vec3 } from '#src/image/volume.ts';
import type { SlicePaneProps } from './SlicePane.tsx';
import type { Plane } from './slicePlanes.ts';
import { timeSteps } from './timeSteps.ts';
import { type GridView, useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useOwnState } from './useOwnState.ts';
import { type SlicePicture, useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf } from './viewerDisplay.ts';

/** The one view of a viewer's node. */
export interface NodeView {
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly grid: GridView;
  readonly picture: SlicePicture;
  /** Shows the slice of a position. */
  readonly goTo: (world: Vec3) => void;
  /** What the pane is told. */
  readonly pane: Omit<SlicePaneProps, 'name' | 'emptyText'>;
}

/** A view of an image whose window and display are parameters of a node: of its stored slices, or of those nearest to a plane. */
export function useNodeView(node: string, source: OutputRef | undefined, plane?: Plane): NodeView {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const grid = useGridView(source, display.convention, plane);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  const window = useNodeWindow(node, picture.range);
  return {
    params,
    grid,
    picture,
    goTo: (world) => change((now) => ({ ...now, point: world })),
    pane: {
      picture,
      state,
      onState: change,
      ...window,
      onWindowEnd: endGesture,
      display,
      onDisplay: (next) => setParams(node, changedParams(display, next)),
      onTime: timeSteps(source, picture.status === 'failed'),
    },
  };
}
