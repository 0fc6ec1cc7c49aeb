import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import type { ReactNode } from 'react';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import { SlicePane } from './SlicePane.tsx';
import type { SlicePlace } from './slicePlace.ts';
import { lookSession, windowSession } from './sourceSession.ts';
import { timeSteps } from './timeSteps.ts';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { windowOf } from './valueRange.ts';

interface SliceViewProps {
  readonly source: OutputRef;
  /** What the view is called; by default as its source. */
  readonly name?: string;
  /** Under what name it is known what the view looks at and how; by default its own. */
  readonly memory?: string;
  /** What is drawn over the picture. */
  readonly children?: (place: SlicePlace) => ReactNode;
}

/**
 * Slices of any image output. The place in the world, the zoom and how it is shown stay when the source changes, so that outputs can be
 * compared, and a window that was set stays with its source; with the network all is forgotten.
 */
export function SliceView({ source, name = source, memory = name, children }: SliceViewProps) {
  const { state, display } = lookSession.use(memory);
  const window = windowSession.use(source);
  const grid = useGridView(source, display.convention);
  const own = {
    state,
    get: () => lookSession.get(memory).state,
    set: (next: typeof state) => lookSession.change(memory, (now) => ({ ...now, state: next })),
  };
  const linked = useLinkedState(own, grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, linked.state, display);
  return (
    <SlicePane
      name={name}
      emptyText={viewerTexts.noImage(splitRef(source)[0])}
      picture={picture}
      state={linked.state}
      onState={linked.change}
      window={window ?? windowOf(picture.range ?? { min: 0, max: 1 })}
      isAuto={window === undefined}
      onWindow={(next) => windowSession.change(source, () => next)}
      onWindowEnd={() => {}}
      display={display}
      onDisplay={(next) => lookSession.change(memory, (now) => ({ ...now, display: next }))}
      onTime={timeSteps(source, picture.status === 'failed')}
    >
      {children}
    </SlicePane>
  );
}
