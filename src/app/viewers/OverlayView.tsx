import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './synchro.css';
import './layers.css';
import { useRef } from 'react';
import { mostLayers } from '#modules/OverlayView/layerParams.ts';
import { endGesture, setParams } from '#src/app/store.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import { LayerChip } from './LayerChip.tsx';
import { SlicePane } from './SlicePane.tsx';
import type { SliceLayer } from './sliceLayers.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useNodeView } from './useNodeView.ts';
import { overlayPlaces, useOverlayNumbers, useOverlays } from './useOverlays.ts';

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
  const source = useNodeInput(node, 'inImage');
  const { params, grid, picture, goTo, pane } = useNodeView(node, source);
  const overlays = useOverlays(node, numbers, places, params, picture);
  const layers = useSame(overlays.map(({ layer }) => layer));
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
        <SlicePane name={node} emptyText={viewerTexts.connect(`${node}.inImage`)} {...pane} layers={layers}>
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
