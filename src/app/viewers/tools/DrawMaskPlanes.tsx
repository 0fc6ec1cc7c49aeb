import { sliceTexts } from '#src/app/texts/slices.ts';
import '#src/app/viewers/ortho.css';
import { type ReactNode, useMemo, useState } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { useImage } from '#src/app/useOutput.ts';
import { SlicePane } from '#src/app/viewers/SlicePane.tsx';
import { SliceToolbar } from '#src/app/viewers/SliceToolbar.tsx';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import type { Plane } from '#src/app/viewers/slicePlanes.ts';
import { TimeBar } from '#src/app/viewers/TimeBar.tsx';
import { timeSteps } from '#src/app/viewers/timeSteps.ts';
import { useGridView } from '#src/app/viewers/useGridView.ts';
import { useLinkedState } from '#src/app/viewers/useLinkedState.ts';
import { useNodeWindow } from '#src/app/viewers/useNodeWindow.ts';
import { useSlicePicture } from '#src/app/viewers/useSlicePicture.ts';
import { ViewerHelp } from '#src/app/viewers/ViewerHelp.tsx';
import { changedParams, displayOf, type ViewerDisplay } from '#src/app/viewers/viewerDisplay.ts';
import { viewSession } from '#src/app/viewers/viewSession.ts';
import { unzoomed, type ViewState } from '#src/app/viewers/viewState.ts';
import { volumeRange } from '#src/app/viewers/volumeRange.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';

/** Those that share an edge lie beside or below each other. */
const planes = ['coronal', 'sagittal', 'axial'] as const satisfies readonly Plane[];

interface DrawMaskPlanesProps {
  readonly node: string;
  readonly source: OutputRef;
  readonly children: (place: SlicePlace) => ReactNode;
}

/** The image that is drawn on in the three anatomical planes through the cross-hair; window and display are parameters of the node. */
export function DrawMaskPlanes({ node, source, children }: DrawMaskPlanesProps) {
  const params = useNodeParams(node);
  const display = useMemo(() => ({ ...displayOf(params), numSlices: 1 }), [params]);
  const image = useImage(source).value;
  const { autoLow: low, autoHigh: high } = display;
  const range = useMemo(() => image && volumeRange(image, { low, high }), [image, low, high]);
  const window = useNodeWindow(node, range);
  const [isHelped, setHelped] = useState(false);
  const views = {
    coronal: usePlane(node, source, 'coronal', display),
    sagittal: usePlane(node, source, 'sagittal', display),
    axial: usePlane(node, source, 'axial', display),
  };
  const [a, b, c] = planes.map((plane) => views[plane].geometry);
  const fitting = useMemo(() => (a && b && c ? [a, b, c] : undefined), [a, b, c]);
  const onDisplay = ({ numSlices: _one, ...next }: ViewerDisplay) =>
    setParams(node, changedParams(display, { ...next, numSlices: 1 }));
  return (
    <>
      <div className="viewer-quarters viewer-three">
        {planes.map((plane) => (
          <SlicePane
            key={plane}
            name={sliceTexts.planeOf(node, sliceTexts.planes[plane])}
            emptyText={plane === 'coronal' ? viewerTexts.noImage(splitRef(source)[0]) : ''}
            picture={views[plane].picture}
            state={views[plane].state}
            onState={views[plane].change}
            fitting={fitting}
            {...window}
            onWindowEnd={endGesture}
            display={display}
            onDisplay={onDisplay}
            onTime={timeSteps(source, views[plane].picture.status === 'failed')}
            hasToolbar={false}
          >
            {children}
          </SlicePane>
        ))}
        {isHelped && <ViewerHelp bindings={sliceTexts.bindings} />}
      </div>
      <TimeBar
        name={node}
        source={source}
        isReady={planes.every((plane) => views[plane].picture.status === 'ready')}
        speed={display.cineSpeed}
      />
      <SliceToolbar
        name={node}
        window={window.window}
        isAuto={window.isAuto}
        fed={window.fed}
        range={range}
        meta={image?.meta}
        onWindow={(next) => window.onWindow(next, false)}
        display={display}
        onDisplay={onDisplay}
        hasMosaic={false}
        onUnzoom={() => {
          for (const plane of planes) viewSession.change(nameOf(node, plane), unzoomed);
        }}
        isHelped={isHelped}
        onHelp={() => setHelped(!isHelped)}
      />
    </>
  );
}

function nameOf(node: string, plane: Plane): string {
  return `${node}.${plane}`;
}

/** One of the planes; their zoom is one, and their slices always go through the cross-hair. */
function usePlane(node: string, source: OutputRef, plane: Plane, display: ViewerDisplay) {
  const grid = useGridView(source, display.convention, plane);
  const name = nameOf(node, plane);
  const own = {
    state: viewSession.use(name),
    get: () => viewSession.get(name),
    set: (moved: ViewState) => {
      viewSession.change(name, () => moved);
      for (const other of planes) {
        if (other !== plane) viewSession.change(nameOf(node, other), (state) => ({ ...state, zoom: moved.zoom }));
      }
    },
  };
  const linked = useLinkedState(own, grid.geometry, true);
  return { ...linked, geometry: grid.geometry, picture: useSlicePicture(grid, linked.state, display) };
}
