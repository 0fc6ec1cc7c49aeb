import './viewers.css';
import { useState } from 'react';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import { SlicePane } from './SlicePane.tsx';
import { useGridView } from './useGridView.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { windowOf } from './valueRange.ts';
import { initialDisplay } from './viewerDisplay.ts';
import { initialView } from './viewState.ts';
import type { WindowLevel } from './windowLevel.ts';

/**
 * Slices of any image output. What the user does here is forgotten with the component; the place in the world and the zoom
 * stay when the source changes, so that outputs can be compared, and a window that was set stays with its source.
 */
export function SliceView({ source }: { readonly source: OutputRef }) {
  const [state, setState] = useState(initialView);
  const [display, setDisplay] = useState(initialDisplay);
  const [setWindow, setSetWindow] = useState<{ source: OutputRef; window: WindowLevel }>();
  const picture = useSlicePicture(useGridView(source), state);
  const own = setWindow?.source === source ? setWindow.window : undefined;
  return (
    <SlicePane
      name={source}
      emptyText={`${splitRef(source)[0]} gives no image`}
      picture={picture}
      state={state}
      onState={setState}
      window={own ?? windowOf(picture.range ?? { min: 0, max: 1 })}
      isAuto={own === undefined}
      onWindow={(window) => setSetWindow(window && { source, window })}
      onWindowEnd={() => {}}
      display={display}
      onDisplay={setDisplay}
    />
  );
}
