import './viewers.css';
import { type ReactNode, useRef, useState } from 'react';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import { SlicePane } from './SlicePane.tsx';
import type { SlicePlace } from './slicePlace.ts';
import { timeSteps } from './timeSteps.ts';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { windowOf } from './valueRange.ts';
import { initialDisplay } from './viewerDisplay.ts';
import { initialView } from './viewState.ts';
import type { WindowLevel } from './windowLevel.ts';

interface SliceViewProps {
  readonly source: OutputRef;
  /** What the view is called; by default as its source. */
  readonly name?: string;
  /** What is drawn over the picture. */
  readonly children?: (place: SlicePlace) => ReactNode;
}

/**
 * Slices of any image output. What the user does here is forgotten with the component; the place in the world and the zoom
 * stay when the source changes, so that outputs can be compared, and a window that was set stays with its source.
 */
export function SliceView({ source, name = source, children }: SliceViewProps) {
  const [state, setState] = useState(initialView);
  const latest = useRef(state);
  const [display, setDisplay] = useState(initialDisplay);
  const [setWindow, setSetWindow] = useState<{ source: OutputRef; window: WindowLevel }>();
  const grid = useGridView(source, display.convention);
  const own = {
    state,
    get: () => latest.current,
    set: (next: typeof state) => {
      latest.current = next;
      setState(next);
    },
  };
  const linked = useLinkedState(own, grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, linked.state, display);
  const window = setWindow?.source === source ? setWindow.window : undefined;
  return (
    <SlicePane
      name={name}
      emptyText={`${splitRef(source)[0]} gives no image`}
      picture={picture}
      state={linked.state}
      onState={linked.change}
      window={window ?? windowOf(picture.range ?? { min: 0, max: 1 })}
      isAuto={window === undefined}
      onWindow={(next) => setSetWindow(next && { source, window: next })}
      onWindowEnd={() => {}}
      display={display}
      onDisplay={setDisplay}
      onTime={timeSteps(source, picture.status === 'failed')}
    >
      {children}
    </SlicePane>
  );
}
