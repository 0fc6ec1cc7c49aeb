import './viewers.css';
import { useMemo } from 'react';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useFedParams, useNodeInput } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { fedWindow, withFed, withoutFed } from './fedWindow.ts';
import { SlicePane } from './SlicePane.tsx';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useGridView } from './useGridView.ts';
import { useSlicePicture } from './useSlicePicture.ts';
import { windowOf } from './valueRange.ts';
import { displayOf, numberOf } from './viewerDisplay.ts';
import { viewSession } from './viewSession.ts';
import type { WindowLevel } from './windowLevel.ts';

const windowParams = { auto: 'autoLUT', center: 'lutCenter', width: 'lutWidth' };

/** The viewer of a View2D node: one image, its stored slices. The window and the display are parameters of the node. */
export function View2D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const fed = useFedParams(node);
  const state = viewSession.use(node);
  const picture = useSlicePicture(useGridView(useNodeInput(node, 'inImage')), state);
  const { range } = picture;
  const isAuto = params.autoLUT !== false;
  const window = useMemo(
    () =>
      withFed(
        isAuto
          ? windowOf(range ?? { min: 0, max: 1 })
          : { center: numberOf(params, 'lutCenter', 0), width: numberOf(params, 'lutWidth', 1) },
        fed,
        windowParams,
      ),
    [isAuto, range, params, fed],
  );
  const changeWindow = (next: WindowLevel | undefined, isDragged: boolean) =>
    setParams(
      node,
      withoutFed(next ? { autoLUT: false, lutCenter: next.center, lutWidth: next.width } : { autoLUT: true }, fed),
      isDragged ? `${node} window` : undefined,
    );
  const goTo = (world: Vec3) => viewSession.change(node, (now) => ({ ...now, point: world }));
  return (
    <div className="tool-frame">
      <ViewTools node={node} geometry={picture.grid.geometry} slice={picture.slice} onGoTo={goTo} />
      <SlicePane
        name={node}
        emptyText={`Connect an image to ${node}.inImage`}
        picture={picture}
        state={state}
        onState={(change) => viewSession.change(node, change)}
        window={window}
        isAuto={isAuto}
        fed={fedWindow(fed, windowParams)}
        onWindow={changeWindow}
        onWindowEnd={endGesture}
        display={displayOf(params)}
        onDisplay={(display) => setParams(node, { ...display })}
      >
        {(place) => <ToolLayers node={node} place={place} grid={picture.grid.geometry?.grid} onGoTo={goTo} />}
      </SlicePane>
    </div>
  );
}
