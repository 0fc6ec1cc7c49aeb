import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import './synchro.css';
import { useMemo, useState } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useFedParams, useNodeInput } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { followed, gridsMeet, startedAt } from './coupling.ts';
import { fedWindow, withFed, withoutFed } from './fedWindow.ts';
import { SlicePane } from './SlicePane.tsx';
import { type Side, synchroWindow, windowParams, withSynchLuts, withSynchroWindow } from './synchroWindows.ts';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { type OwnState, useLinkedState } from './useLinkedState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf } from './viewerDisplay.ts';
import { viewSession } from './viewSession.ts';
import type { ViewState } from './viewState.ts';

const switches = [
  { param: 'synchSlicing', label: sliceTexts.synchronise.slices, title: sliceTexts.synchronise.slicesTitle },
  { param: 'synchZooming', label: sliceTexts.synchronise.zoom, title: sliceTexts.synchronise.zoomTitle },
  { param: 'synchTiming', label: sliceTexts.synchronise.time, title: sliceTexts.synchronise.timeTitle },
  { param: 'synchLUTs', label: sliceTexts.synchronise.window, title: sliceTexts.synchronise.windowTitle },
] as const;

/** The viewer of a SynchroView2D node: two images side by side, coupled by their position in the world. */
export function SynchroView2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const fed = useFedParams(node);
  const names: Readonly<Record<Side, string>> = { 1: node, 2: `${node}.right` };
  const display = useMemo(() => displayOf(params), [params]);
  const sources: Readonly<Record<Side, OutputRef | undefined>> = {
    1: useNodeInput(node, 'inImage1'),
    2: useNodeInput(node, 'inImage2'),
  };
  const left = useGridView(sources[1], display.convention);
  const right = useGridView(sources[2], display.convention);
  const [pointer, setPointer] = useState<{ side: Side; world: Vec3 }>();

  const [a, b] = [left.geometry, right.geometry];
  const doMeet = useMemo(() => !a || !b || gridsMeet(a.grid, b.grid), [a, b]);
  const slicing = params.synchSlicing !== false && doMeet;
  const zooming = params.synchZooming !== false && doMeet;
  const coupling = { slicing, zooming };
  const fitting = useMemo(() => (zooming && a && b ? [a, b] : undefined), [zooming, a, b]);
  const lead = a ?? b;
  const stored = { 1: viewSession.use(names[1]), 2: viewSession.use(names[2]) };
  const startedLeft = useMemo(
    () => startedAt(stored[1], lead, { slicing, zooming }),
    [stored[1], lead, slicing, zooming],
  );
  const startedRight = useMemo(
    () => startedAt(stored[2], lead, { slicing, zooming }),
    [stored[2], lead, slicing, zooming],
  );
  const ownState = (side: Side, state: ViewState): OwnState => ({
    state,
    get: () => startedAt(viewSession.get(names[side]), lead, coupling),
    set: (moved) => {
      viewSession.change(names[side], () => moved);
      viewSession.change(names[side === 1 ? 2 : 1], (other) => followed(other, moved, coupling));
    },
  });
  const linked = {
    1: useLinkedState(ownState(1, startedLeft), a, display.showCrosshair),
    2: useLinkedState(ownState(2, startedRight), b, display.showCrosshair),
  };
  const pictures = {
    1: useSlicePicture(left, linked[1].state, display),
    2: useSlicePicture(right, linked[2].state, display),
  };

  const toggle = (param: (typeof switches)[number]['param'], isOn: boolean) => {
    setParams(node, param === 'synchLUTs' ? withSynchLuts(params, isOn) : { [param]: isOn });
    // Switched on, the right view goes to where the left one is, instead of jumping at the next movement.
    const joined = { slicing: isOn && param === 'synchSlicing', zooming: isOn && param === 'synchZooming' };
    viewSession.change(names[2], (state) => followed(state, viewSession.get(names[1]), joined));
  };

  /** A marker is gone to in both, whether they are coupled or not. */
  const goTo = (world: Vec3) => {
    for (const side of [1, 2] as const) linked[side].change((now) => ({ ...now, point: world }));
  };

  const pane = (side: Side) => {
    const own = synchroWindow(params, side, { 1: pictures[1].range, 2: pictures[2].range });
    const names = windowParams(params, side);
    const otherPointer = pointer && pointer.side !== side && doMeet ? pointer.world : undefined;
    return (
      <SlicePane
        name={side === 1 ? sliceTexts.leftOf(node) : sliceTexts.rightOf(node)}
        emptyText={viewerTexts.connect(`${node}.inImage${side}`)}
        picture={pictures[side]}
        state={linked[side].state}
        onState={linked[side].change}
        fitting={fitting}
        window={withFed(own.window, fed, names)}
        isAuto={own.isAuto}
        fed={fedWindow(fed, names)}
        onWindow={(next, isDragged) =>
          setParams(
            node,
            withoutFed(withSynchroWindow(params, side, next), fed),
            isDragged ? `${node}:window` : undefined,
          )
        }
        onWindowEnd={endGesture}
        display={display}
        onDisplay={(next) => setParams(node, changedParams(display, next))}
        onTime={timeSteps(sources[side], pictures[side].status === 'failed')}
        linkedPointer={otherPointer}
        onPointer={(world) => setPointer((now) => (world ? { side, world } : now?.side === side ? undefined : now))}
      >
        {(place) => <ToolLayers node={node} place={place} grid={pictures[side].grid.output.value} onGoTo={goTo} />}
      </SlicePane>
    );
  };

  return (
    <div className="viewer-synchro">
      <div className="viewer-head">
        <ViewTools
          node={node}
          source={sources[1] ?? sources[2]}
          second={sources[1] && { label: sliceTexts.synchronise.right, source: sources[2] }}
          axis={lead?.axes[2]}
          slice={pictures[a ? 1 : 2].slice}
          onGoTo={goTo}
        />
        <fieldset className="viewer-switches">
          <legend>{sliceTexts.synchronise.title}</legend>
          <span className="viewer-unit">
            {switches.map(({ param, label, title }) => (
              <label key={param} title={`${title} (${param})`}>
                <input
                  type="checkbox"
                  checked={param === 'synchLUTs' ? params[param] === true : params[param] !== false}
                  onChange={(event) => toggle(param, event.target.checked)}
                />
                {label}
              </label>
            ))}
          </span>
          {!doMeet && (
            <span className="viewer-warning" role="status">
              {sliceTexts.synchronise.apart}
            </span>
          )}
        </fieldset>
      </div>
      <div className="viewer-sides">
        {pane(1)}
        {pane(2)}
      </div>
    </div>
  );
}
