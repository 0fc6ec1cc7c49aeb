import { type ReactNode, useMemo } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { SlicePane } from '#src/app/viewers/SlicePane.tsx';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import type { Plane } from '#src/app/viewers/slicePlanes.ts';
import { timeSteps } from '#src/app/viewers/timeSteps.ts';
import { useGridView } from '#src/app/viewers/useGridView.ts';
import { useLinkedState } from '#src/app/viewers/useLinkedState.ts';
import { useNodeWindow } from '#src/app/viewers/useNodeWindow.ts';
import { useOwnState } from '#src/app/viewers/useOwnState.ts';
import { useSlicePicture } from '#src/app/viewers/useSlicePicture.ts';
import { changedParams, displayOf } from '#src/app/viewers/viewerDisplay.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';

interface DrawMaskSlicesProps {
  readonly node: string;
  readonly source: OutputRef;
  /** The stored slices while undefined. */
  readonly plane: Plane | undefined;
  readonly name: string;
  readonly children: (place: SlicePlace) => ReactNode;
}

/** The slices of an image that is drawn on, in one plane; window and display are parameters of the node. */
export function DrawMaskSlices({ node, source, plane, name, children }: DrawMaskSlicesProps) {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const grid = useGridView(source, display.convention, plane);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  return (
    <SlicePane
      name={name}
      emptyText={viewerTexts.noImage(splitRef(source)[0])}
      picture={picture}
      state={state}
      onState={change}
      {...useNodeWindow(node, picture.range)}
      onWindowEnd={endGesture}
      display={display}
      onDisplay={(next) => setParams(node, changedParams(display, next))}
      onTime={timeSteps(source, picture.status === 'failed')}
    >
      {children}
    </SlicePane>
  );
}
