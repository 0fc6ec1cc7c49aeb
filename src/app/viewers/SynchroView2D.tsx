import './viewers.css';
import './synchro.css';
import { useMemo, useState } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useFedParams, useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { followed, gridsMeet, startedAt } from './coupling.ts';
import { fedWindow, withFed, withoutFed } from './fedWindow.ts';
import { SlicePane } from './SlicePane.tsx';
import { type Side, synchroWindow, windowParams, withSynchLuts, withSynchroWindow } from './synchroWindows.ts';
import { useGridView } from './useGridView.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { displayOf } from './viewerDisplay.ts';
import { viewSession } from './viewSession.ts';
import type { ViewState } from './viewState.ts';

const switches = [
  { param: 'synchSlicing', label: 'Slices', title: 'Both views show the same position in the world' },
  { param: 'synchZooming', label: 'Zoom', title: 'Both views show the same region at the same scale' },
  { param: 'synchTiming', label: 'Time', title: 'Both views show the same time point of images that have several' },
  { param: 'synchLUTs', label: 'Window', title: 'Both views use the same window' },
] as const;

/** The viewer of a SynchroView2D node: two images side by side, coupled by their position in the world. */
export function SynchroView2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const fed = useFedParams(node);
  const names: Readonly<Record<Side, string>> = { 1: node, 2: `${node}.right` };
  const left = useGridView(useNodeInput(node, 'inImage1'));
  const right = useGridView(useNodeInput(node, 'inImage2'));
  const [pointer, setPointer] = useState<{ side: Side; world: Vec3 }>();

  const [a, b] = [left.geometry, right.geometry];
  const doMeet = useMemo(() => !a || !b || gridsMeet(a.grid, b.grid), [a, b]);
  const coupling = {
    slicing: params.synchSlicing !== false && doMeet,
    zooming: params.synchZooming !== false && doMeet,
  };
  const fitting = useMemo(() => (coupling.zooming && a && b ? [a, b] : undefined), [coupling.zooming, a, b]);
  const lead = a ?? b;
  const start = (state: ViewState) => startedAt(state, lead, coupling);
  const storedLeft = viewSession.use(names[1]);
  const storedRight = viewSession.use(names[2]);
  const { slicing, zooming } = coupling;
  const stateLeft = useMemo(
    () => startedAt(storedLeft, lead, { slicing, zooming }),
    [storedLeft, lead, slicing, zooming],
  );
  const stateRight = useMemo(
    () => startedAt(storedRight, lead, { slicing, zooming }),
    [storedRight, lead, slicing, zooming],
  );
  const pictures = { 1: useSlicePicture(left, stateLeft), 2: useSlicePicture(right, stateRight) };

  const move = (side: Side, change: (state: ViewState) => ViewState) => {
    const other = side === 1 ? 2 : 1;
    viewSession.change(names[side], (state) => change(start(state)));
    const moved = viewSession.get(names[side]);
    viewSession.change(names[other], (state) => followed(state, moved, coupling));
  };
  const toggle = (param: (typeof switches)[number]['param'], isOn: boolean) => {
    setParams(node, param === 'synchLUTs' ? withSynchLuts(params, isOn) : { [param]: isOn });
    // Switched on, the right view goes to where the left one is, instead of jumping at the next movement.
    const joined = { slicing: isOn && param === 'synchSlicing', zooming: isOn && param === 'synchZooming' };
    viewSession.change(names[2], (state) => followed(state, viewSession.get(names[1]), joined));
  };

  const pane = (side: Side) => {
    const own = synchroWindow(params, side, { 1: pictures[1].range, 2: pictures[2].range });
    const names = windowParams(params, side);
    const linked = pointer && pointer.side !== side && doMeet ? pointer.world : undefined;
    return (
      <SlicePane
        name={`${node}, ${side === 1 ? 'left' : 'right'}`}
        emptyText={`Connect an image to ${node}.inImage${side}`}
        picture={pictures[side]}
        state={side === 1 ? stateLeft : stateRight}
        onState={(change) => move(side, change)}
        fitting={fitting}
        window={withFed(own.window, fed, names)}
        isAuto={own.isAuto}
        fed={fedWindow(fed, names)}
        onWindow={(next, isDragged) =>
          setParams(
            node,
            withoutFed(withSynchroWindow(params, side, next), fed),
            isDragged ? `${node} window` : undefined,
          )
        }
        onWindowEnd={endGesture}
        display={displayOf(params)}
        onDisplay={(display) => setParams(node, { ...display })}
        linkedPointer={linked}
        onPointer={(world) => setPointer((now) => (world ? { side, world } : now?.side === side ? undefined : now))}
      />
    );
  };

  return (
    <div className="viewer-synchro">
      <fieldset className="viewer-switches">
        <legend>Synchronise</legend>
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
        {!doMeet && (
          <span className="viewer-warning" role="status">
            The images lie apart in the world, so their slices and zoom are not coupled.
          </span>
        )}
      </fieldset>
      <div className="viewer-sides">
        {pane(1)}
        {pane(2)}
      </div>
    </div>
  );
}
