import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './ortho.css';
import { useMemo, useRef, useState } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useGrid, useImage, useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { SavePanes, type ShownPanes } from './SavePanes.tsx';
import { SlicePane } from './SlicePane.tsx';
import { SliceToolbar } from './SliceToolbar.tsx';
import type { Plane } from './slicePlanes.ts';
import { TimeBar } from './TimeBar.tsx';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { type Coarse, useCoarse } from './useCoarse.ts';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { ViewerHelp } from './ViewerHelp.tsx';
import { VolumeView } from './VolumeView.tsx';
import { changedParams, displayOf, type ViewerDisplay } from './viewerDisplay.ts';
import { viewSession } from './viewSession.ts';
import { unzoomed, type ViewState } from './viewState.ts';
import { volumeRange } from './volumeRange.ts';

/** Those that share an edge lie beside or below each other. */
const planes = ['coronal', 'sagittal', 'axial'] as const satisfies readonly Plane[];

/** The viewer of an OrthoView2D node: one image in the three anatomical planes and as a volume, with one cross-hair. */
export function OrthoView2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const display = useMemo(() => ({ ...displayOf(params), numSlices: 1 }), [params]);
  const source = useNodeInput(node, 'inImage');
  const coarse = useCoarse(source, useGrid(source).value);
  const image = useImage(source, coarse.isMoving).value;
  const { autoLow: low, autoHigh: high } = display;
  const range = useMemo(() => image && volumeRange(image, { low, high }), [image, low, high]);
  const window = useNodeWindow(node, range);
  const [pointer, setPointer] = useState<{ plane: Plane; world: Vec3 }>();
  const [isHelped, setHelped] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const panes = useRef<ShownPanes>({ slices: new Map() });

  const views = {
    coronal: usePlane(node, source, 'coronal', display, coarse),
    sagittal: usePlane(node, source, 'sagittal', display, coarse),
    axial: usePlane(node, source, 'axial', display, coarse),
  };
  const [a, b, c] = planes.map((plane) => views[plane].geometry);
  const fitting = useMemo(() => (a && b && c ? [a, b, c] : undefined), [a, b, c]);
  const goTo = (world: Vec3) => views.axial.change((state) => ({ ...state, point: world }));
  const onDisplay = ({ numSlices: _one, ...next }: ViewerDisplay) =>
    setParams(node, changedParams(display, { ...next, numSlices: 1 }));

  return (
    <div className="viewer-ortho">
      <ViewTools node={node} source={source} onGoTo={goTo} />
      <div ref={frame} className={params.show3D === false ? 'viewer-quarters viewer-three' : 'viewer-quarters'}>
        {planes.map((plane) => (
          <SlicePane
            key={plane}
            name={sliceTexts.planeOf(node, sliceTexts.planes[plane])}
            emptyText={plane === 'coronal' ? viewerTexts.connect(`${node}.inImage`) : ''}
            picture={views[plane].picture}
            state={views[plane].state}
            onState={views[plane].change}
            fitting={fitting}
            {...window}
            onWindowEnd={endGesture}
            display={display}
            onDisplay={onDisplay}
            onTime={timeSteps(source, views[plane].picture.status === 'failed')}
            linkedPointer={pointer && pointer.plane !== plane && !display.showCrosshair ? pointer.world : undefined}
            onPointer={(world) =>
              setPointer((now) => (world ? { plane, world } : now?.plane === plane ? undefined : now))
            }
            hasToolbar={false}
            onShown={(shown) => {
              if (shown) panes.current.slices.set(plane, shown);
              else panes.current.slices.delete(plane);
            }}
          >
            {(place) => (
              <ToolLayers node={node} place={place} grid={views[plane].picture.grid.output.value} onGoTo={goTo} />
            )}
          </SlicePane>
        ))}
        {params.show3D !== false &&
          (source ? (
            <VolumeView
              source={source}
              memory={`${node}.volume`}
              onScene={(scene) => {
                panes.current.scene = scene;
              }}
            />
          ) : (
            <div className="viewer-picture" />
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
        controls={
          <>
            <button
              type="button"
              className="viewer-button"
              aria-pressed={params.show3D !== false}
              title={sliceTexts.toolbar.volumeTitle}
              onClick={() => setParams(node, { show3D: params.show3D === false })}
            >
              {sliceTexts.toolbar.volume}
            </button>
            <SavePanes name={node} frame={frame} panes={panes} />
          </>
        }
      />
    </div>
  );
}

function nameOf(node: string, plane: Plane): string {
  return `${node}.${plane}`;
}

/** One of the planes; their zoom is one, and their slices always go through the cross-hair. */
function usePlane(
  node: string,
  source: ReturnType<typeof useNodeInput>,
  plane: Plane,
  display: ViewerDisplay,
  coarse: Coarse,
) {
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
  return { ...linked, geometry: grid.geometry, picture: useSlicePicture(grid, linked.state, display, coarse) };
}
