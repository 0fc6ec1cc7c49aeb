import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './synchro.css';
import './layers.css';
import { useMemo } from 'react';
import CompareModule from '#modules/CompareView/index.ts';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { differenceTiles } from './differenceTiles.ts';
import { SlicePane } from './SlicePane.tsx';
import { SwipeHandle } from './SwipeHandle.tsx';
import type { LayerStyle, SliceLayer } from './sliceLayers.ts';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { useLayer } from './useLayer.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useOwnState } from './useOwnState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { windowOf } from './valueRange.ts';
import { changedParams, displayOf, numberOf } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';
import { unitOf } from './windowPresets.ts';

const { compareMode, swipe: swipeParam, square: squareParam } = CompareModule.params;
type Mode = keyof typeof compareMode.options;

/** The viewer of a CompareView node: two images in one picture. */
export function CompareView({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const mode = modeOf(params.compareMode);
  const source = useNodeInput(node, 'inImage1');
  const other = useNodeInput(node, 'inImage2');
  const grid = useGridView(source, display.convention);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  const second = useLayer(other, picture, display.blendMode);
  const window = useNodeWindow(node, picture.range);
  const swipe = Math.min(100, Math.max(0, numberOf(params, 'swipe', 50))) / 100;
  const square = Math.min(400, Math.max(8, numberOf(params, 'square', 48)));

  const { center, width } = params.sameLUT === true || !second.range ? window.window : windowOf(second.range);
  const { volumes, isResampled, meta } = second;
  const unit = unitOf(meta);
  const { blendMode } = display;
  const first = picture.tiles;
  const layers = useMemo((): readonly SliceLayer[] => {
    const style: LayerStyle | undefined =
      mode === 'DIFFERENCE'
        ? undefined
        : {
            kind: 'image',
            window: { center, width },
            part: mode === 'SWIPE' ? { kind: 'swipe', at: swipe } : { kind: 'checkerboard', square },
          };
    const layer: SliceLayer = {
      name: sliceTexts.compare.second,
      volumes,
      isResampled,
      unit,
      style,
      isSubtracted: mode === 'DIFFERENCE',
      whole: other && { source: other, mode: blendMode },
    };
    if (mode !== 'DIFFERENCE') return [layer];
    return [
      { name: sliceTexts.compare.first, volumes: first?.map(({ volume }) => volume) ?? [], isResampled: false },
      layer,
    ];
  }, [mode, center, width, swipe, square, volumes, isResampled, unit, first, other, blendMode]);

  const isDifference = mode === 'DIFFERENCE' && other !== undefined;
  const tiles = useMemo(
    () => (isDifference && first ? differenceTiles(first, volumes) : first),
    [isDifference, first, volumes],
  );
  const shown = isDifference ? { ...picture, tiles, shown: tiles?.[0] } : picture;
  const own = numberOf(params, 'differenceWidth', 0);
  const span = picture.range ? picture.range.max - picture.range.min : 1;
  const differenceWindow: WindowLevel = { center: 0, width: own > 0 ? own : 2 * span };
  const look = isDifference
    ? {
        window: differenceWindow,
        isAuto: own === 0,
        colors: { map: 'difference', isInverted: false } as const,
        onWindow: (next: WindowLevel | undefined, isDragged: boolean) =>
          setParams(node, { differenceWidth: next?.width ?? 0 }, isDragged ? `${node}:window` : undefined),
      }
    : window;
  const goTo = (world: Vec3) => change((now) => ({ ...now, point: world }));
  const setSwipe = (at: number) => setParams(node, { swipe: Math.round(1000 * at) / 10 }, `${node}:swipe`);

  return (
    <div className="viewer-synchro">
      <div className="viewer-head">
        <ViewTools
          node={node}
          source={source}
          second={{ label: sliceTexts.compare.second, source: other }}
          axis={grid.geometry?.axes[2]}
          slice={picture.slice}
          onGoTo={goTo}
        />
        <fieldset className="viewer-switches">
          <legend>{sliceTexts.compare.title}</legend>
          <span className="viewer-modes">
            {Object.entries(compareMode.options).map(([value, label]) => (
              <button
                key={value}
                type="button"
                className="viewer-button"
                aria-pressed={mode === value}
                onClick={() => setParams(node, { compareMode: value })}
              >
                {label}
              </button>
            ))}
          </span>
          {mode === 'SWIPE' && (
            <label title={swipeParam.help}>
              {sliceTexts.compare.position}
              <input
                type="range"
                className="viewer-amount"
                min={0}
                max={100}
                value={100 * swipe}
                onChange={(event) => setSwipe(event.target.valueAsNumber / 100)}
                onPointerUp={endGesture}
              />
            </label>
          )}
          {mode === 'CHECKERBOARD' && (
            <label>
              {squareParam.label}
              <input
                type="range"
                className="viewer-amount"
                min={8}
                max={200}
                value={square}
                onChange={(event) => setParams(node, { square: event.target.valueAsNumber }, `${node}:squares`)}
                onPointerUp={endGesture}
              />
            </label>
          )}
          {mode !== 'DIFFERENCE' && (
            <label title={sliceTexts.compare.sameWindowTitle}>
              <input
                type="checkbox"
                checked={params.sameLUT === true}
                onChange={(event) => setParams(node, { sameLUT: event.target.checked })}
              />
              {sliceTexts.compare.sameWindow}
            </label>
          )}
          <Remark mode={mode} other={other} second={second} node={node} />
        </fieldset>
      </div>
      <div className="viewer-one">
        <SlicePane
          name={node}
          emptyText={viewerTexts.connect(`${node}.inImage1`)}
          picture={shown}
          layers={layers}
          state={state}
          onState={change}
          {...window}
          {...look}
          onWindowEnd={endGesture}
          display={display}
          onDisplay={(next) => setParams(node, changedParams(display, next))}
          onTime={timeSteps(source, picture.status === 'failed')}
          legend={
            mode === 'SWIPE' && other && display.numSlices === 1 ? (
              <SwipeHandle at={swipe} onAt={setSwipe} onEnd={endGesture} />
            ) : undefined
          }
        >
          {(place) => <ToolLayers node={node} place={place} grid={grid.output.value} onGoTo={goTo} />}
        </SlicePane>
      </div>
    </div>
  );
}

interface RemarkProps {
  readonly node: string;
  readonly mode: Mode;
  readonly other: string | undefined;
  readonly second: ReturnType<typeof useLayer>;
}

/** What there is to know of the second image. */
function Remark({ node, mode, other, second }: RemarkProps) {
  const text =
    other === undefined
      ? sliceTexts.compare.connectSecond(node)
      : second.error
        ? `${second.error.node}: ${second.error.message}`
        : second.isResampled
          ? sliceTexts.compare.otherGrid
          : mode === 'DIFFERENCE'
            ? sliceTexts.compare.difference
            : undefined;
  return text && <span className={second.error ? 'viewer-warning' : undefined}>{text}</span>;
}

function modeOf(value: ParamValue | undefined): Mode {
  return value === 'CHECKERBOARD' || value === 'DIFFERENCE' ? value : 'SWIPE';
}
