import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import { useMemo } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { SlicePane } from './SlicePane.tsx';
import { timeSteps } from './timeSteps.ts';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { useLinkedState } from './useLinkedState.ts';
import { useNodeWindow } from './useNodeWindow.ts';
import { useOwnState } from './useOwnState.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { changedParams, displayOf } from './viewerDisplay.ts';

/** The viewer of a View2D node: one image, its stored slices. The window and the display are parameters of the node. */
export function View2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const display = useMemo(() => displayOf(params), [params]);
  const source = useNodeInput(node, 'inImage');
  const grid = useGridView(source, display.convention);
  const { state, change } = useLinkedState(useOwnState(node), grid.geometry, display.showCrosshair);
  const picture = useSlicePicture(grid, state, display);
  const goTo = (world: Vec3) => change((now) => ({ ...now, point: world }));
  return (
    <div className="tool-frame">
      <ViewTools node={node} source={source} axis={grid.geometry?.axes[2]} slice={picture.slice} onGoTo={goTo} />
      <SlicePane
        name={node}
        emptyText={viewerTexts.connect(`${node}.inImage`)}
        picture={picture}
        state={state}
        onState={change}
        {...useNodeWindow(node, picture.range)}
        onWindowEnd={endGesture}
        display={display}
        onDisplay={(next) => setParams(node, changedParams(display, next))}
        onTime={timeSteps(source, picture.status === 'failed')}
      >
        {(place) => <ToolLayers node={node} place={place} grid={grid.output.value} onGoTo={goTo} />}
      </SlicePane>
    </div>
  );
}
