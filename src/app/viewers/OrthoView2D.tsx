import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './ortho.css';
import { useRef, useState } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useGrid, useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { SavePanes, type ShownPanes } from './SavePanes.tsx';
import { SlicePane } from './SlicePane.tsx';
import type { Plane } from './slicePlanes.ts';
import { ThreePlanesBars } from './ThreePlanesBars.tsx';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useCoarse } from './useCoarse.ts';
import { threePlanes, useThreePlanes } from './useThreePlanes.ts';
import { ViewerHelp } from './ViewerHelp.tsx';
import { VolumeView } from './VolumeView.tsx';

/** The viewer of an OrthoView2D node: one image in the three anatomical planes and as a volume, with one cross-hair. */
export function OrthoView2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const source = useNodeInput(node, 'inImage');
  const coarse = useCoarse(source, useGrid(source).value);
  const shown = useThreePlanes(node, source, coarse);
  const { display, window, views, fitting, onDisplay } = shown;
  const [pointer, setPointer] = useState<{ plane: Plane; world: Vec3 }>();
  const [isHelped, setHelped] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const panes = useRef<ShownPanes>({ slices: new Map() });
  const goTo = (world: Vec3) => views.axial.change((state) => ({ ...state, point: world }));

  return (
    <div className="viewer-ortho">
      <ViewTools node={node} source={source} onGoTo={goTo} />
      <div ref={frame} className={params.show3D === false ? 'viewer-quarters viewer-three' : 'viewer-quarters'}>
        {threePlanes.map((plane) => (
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
            onShown={(drawn) => {
              if (drawn) panes.current.slices.set(plane, drawn);
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
      <ThreePlanesBars
        node={node}
        source={source}
        shown={shown}
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
