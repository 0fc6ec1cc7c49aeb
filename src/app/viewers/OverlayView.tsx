import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './synchro.css';
import './layers.css';
import { useMemo, useRef } from 'react';
import { type LayerNumber, layerNumbers } from '#modules/OverlayView/layerParams.ts';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { parseColor } from './colorTables.ts';
import { LayerChip } from './LayerChip.tsx';
import type { OverlayStyle } from './paintOverlay.ts';
import { SlicePane } from './SlicePane.tsx';
import type { LayerPicture, SliceLayer } from './sliceLayers.ts';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { useLayer } from './useLayer.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useOwnState } from './useOwnState.ts';
import { type SlicePicture, useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf, numberOf } from './viewerDisplay.ts';
import { unitOf } from './windowPresets.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** The viewer of an OverlayView node: an image with masks or label images over it. */
export function OverlayView({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const source = useNodeInput(node, 'inImage');
  const grid = useGridView(source, display.convention);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  const window = useNodeWindow(node, picture.range);
  const all = {
    1: useOverlay(node, 1, params, picture),
    2: useOverlay(node, 2, params, picture),
    3: useOverlay(node, 3, params, picture),
    4: useOverlay(node, 4, params, picture),
    5: useOverlay(node, 5, params, picture),
    6: useOverlay(node, 6, params, picture),
    7: useOverlay(node, 7, params, picture),
    8: useOverlay(node, 8, params, picture),
  };
  const layers = useSame(layerNumbers.flatMap((n) => all[n].layer ?? []));
  const connected = layerNumbers.filter((n) => all[n].source !== undefined);
  const goTo = (world: Vec3) => change((now) => ({ ...now, point: world }));
  return (
    <div className="viewer-synchro">
      <div className="viewer-head">
        <ViewTools node={node} source={source} axis={grid.geometry?.axes[2]} slice={picture.slice} onGoTo={goTo} />
        <fieldset className="viewer-switches viewer-chips">
          <legend>{sliceTexts.overlays.title}</legend>
          {connected.length === 0 && <span>{sliceTexts.overlays.none}</span>}
          {connected.length === layerNumbers.length && <span>{sliceTexts.overlays.all(layerNumbers.length)}</span>}
          {connected.map((n) => (
            <LayerChip
              key={n}
              n={n}
              source={all[n].source ?? ''}
              picture={all[n].picture}
              params={params}
              onParams={(next, isDragged) => setParams(node, next, isDragged ? `${node}:overlay${n}` : undefined)}
              onEnd={endGesture}
            />
          ))}
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

/** The same list for as long as it has the same layers, so that nothing is painted anew. */
function useSame(layers: readonly SliceLayer[]): readonly SliceLayer[] {
  const last = useRef(layers);
  if (last.current.length !== layers.length || last.current.some((layer, n) => layer !== layers[n])) {
    last.current = layers;
  }
  return last.current;
}

interface Overlay {
  readonly source: OutputRef | undefined;
  readonly picture: LayerPicture;
  readonly layer: SliceLayer | undefined;
}

function useOverlay(node: string, n: LayerNumber, params: Params, base: SlicePicture): Overlay {
  const source = useNodeInput(node, `overlay${n}`);
  const picture = useLayer(source, base, 'BLEND_MAXIMUM');
  const { volumes, isResampled, meta } = picture;
  const isVisible = params[`visible${n}`] !== false;
  const unit = unitOf(meta);
  const isLabels = params[`colors${n}`] === 'LABELS';
  const text = `${params[`color${n}`]}`;
  const opacity = Math.min(1, Math.max(0, numberOf(params, `opacity${n}`, 0.5)));
  const isOutline = params[`outline${n}`] === true;
  const layer = useMemo((): SliceLayer | undefined => {
    if (source === undefined) return undefined;
    const overlay: OverlayStyle = { color: isLabels ? 'labels' : (parseColor(text) ?? [1, 0, 0]), opacity, isOutline };
    return {
      name: sliceTexts.overlays.name(n),
      volumes,
      isResampled,
      unit,
      whole: { source, mode: 'BLEND_MAXIMUM' },
      style: isVisible ? { kind: 'overlay', overlay } : undefined,
    };
  }, [source, n, volumes, isResampled, unit, isVisible, isLabels, text, opacity, isOutline]);
  return { source, picture, layer };
}
