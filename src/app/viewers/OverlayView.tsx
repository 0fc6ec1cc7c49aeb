import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './synchro.css';
import './layers.css';
import { useMemo, useRef } from 'react';
import { mostLayers } from '#modules/OverlayView/layerParams.ts';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { LayerChip } from './LayerChip.tsx';
import { SlicePane } from './SlicePane.tsx';
import type { SliceLayer } from './sliceLayers.ts';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { overlayPlaces, useOverlayNumbers, useOverlays } from './useOverlays.ts';
import { useOwnState } from './useOwnState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf } from './viewerDisplay.ts';

/** The viewer of an OverlayView node: an image with masks or label images over it. */
export function OverlayView({ node }: { readonly node: string }) {
  const numbers = useOverlayNumbers(node);
  const places = overlayPlaces(numbers);
  return <OverlayViewOf key={places} node={node} numbers={numbers} places={places} />;
}

interface OverlayViewOfProps {
  readonly node: string;
  readonly numbers: readonly number[];
  readonly places: number;
}

function OverlayViewOf({ node, numbers, places }: OverlayViewOfProps) {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const source = useNodeInput(node, 'inImage');
  const grid = useGridView(source, display.convention);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  const window = useNodeWindow(node, picture.range);
  const overlays = useOverlays(node, numbers, places, params, picture);
  const layers = useSame(overlays.map(({ layer }) => layer));
  const goTo = (world: Vec3) => change((now) => ({ ...now, point: world }));
  return (
    <div className="viewer-synchro">
      <div className="viewer-head">
        <ViewTools node={node} source={source} axis={grid.geometry?.axes[2]} slice={picture.slice} onGoTo={goTo} />
        <fieldset className="viewer-switches viewer-chips">
          <legend>{sliceTexts.overlays.title}</legend>
          {overlays.length === 0 && <span>{sliceTexts.overlays.none}</span>}
          {overlays.length > 3 && <VisibleButtons node={node} numbers={numbers} />}
          <div className="viewer-chip-list">
            {overlays.map(({ n, source, picture: shown }) => (
              <LayerChip
                key={n}
                n={n}
                source={source}
                picture={shown}
                params={params}
                onParams={(next, isDragged) => setParams(node, next, isDragged ? `${node}:overlay${n}` : undefined)}
                onEnd={endGesture}
              />
            ))}
            {overlays.length === mostLayers && <span>{sliceTexts.overlays.all(mostLayers)}</span>}
          </div>
        </fieldset>
      </div>
      <div className="viewer-one">
        <SlicePane
          name={node}
          emptyText={viewerTexts.connect(`${node}.inImage`)}
          picture={picture}
          layers={layers}
          state={state}
          onState={change}
          {...window}
          onWindowEnd={endGesture}
          display={display}
          onDisplay={(next) => setParams(node, changedParams(display, next))}
          onTime={timeSteps(source, picture.status === 'failed')}
        >
          {(place) => <ToolLayers node={node} place={place} grid={grid.output.value} onGoTo={goTo} />}
        </SlicePane>
      </div>
    </div>
  );
}

/** Shows or hides all overlays at once, where they are many. */
function VisibleButtons({ node, numbers }: Pick<OverlayViewOfProps, 'node' | 'numbers'>) {
  const show = (isVisible: boolean) =>
    setParams(node, Object.fromEntries(numbers.map((n) => [`visible${n}`, isVisible])));
  const { showAll, hideAll } = sliceTexts.overlays;
  return (
    <span className="viewer-modes">
      <button type="button" className="viewer-button" title={showAll.title} onClick={() => show(true)}>
        {showAll.label}
      </button>
      <button type="button" className="viewer-button" title={hideAll.title} onClick={() => show(false)}>
        {hideAll.label}
      </button>
    </span>
  );
}

/** The same list for as long as it has the same layers, so that nothing is painted anew. */
function useSame(layers: readonly SliceLayer[]): readonly SliceLayer[] {
  const last = useRef(layers);
  if (last.current.length !== layers.length || last.current.some((layer, n) => layer !== layers[n])) {
    last.current = layers;
  }
  return last.current;
}
