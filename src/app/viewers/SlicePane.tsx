import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Vec3 } from '#src/image/volume.ts';
import { bindingHelp } from './bindings.ts';
import type { FedWindow } from './fedWindow.ts';
import { SliceAnnotations, worldUnder } from './SliceAnnotations.tsx';
import { SliceInformation } from './SliceInformation.tsx';
import { SliceToolbar } from './SliceToolbar.tsx';
import type { SliceGeometry } from './sliceGeometry.ts';
import type { SlicePlace } from './slicePlace.ts';
import { toVoxel } from './sliceTransform.ts';
import { useSliceCanvas } from './useSliceCanvas.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import { useViewSize } from './useViewSize.ts';
import { ViewerHelp } from './ViewerHelp.tsx';
import { ViewerStatus } from './ViewerStatus.tsx';
import type { ViewerDisplay } from './viewerDisplay.ts';
import { toggledFilter } from './viewerDisplay.ts';
import { transformOf, unzoomed, type ViewState, withSlice } from './viewState.ts';
import type { WindowLevel } from './windowLevel.ts';

export interface SlicePaneProps {
  /** What the view is called, e.g. "View2D" or "SynchroView2D, left". */
  readonly name: string;
  /** Shown while nothing is connected. */
  readonly emptyText: string;
  readonly picture: SlicePicture;
  readonly state: ViewState;
  readonly onState: (change: (state: ViewState) => ViewState) => void;
  /** The images that fit into the view at zoom 1; by default its own. */
  readonly fitting?: readonly SliceGeometry[];
  readonly window: WindowLevel;
  readonly isAuto: boolean;
  /** Connections that decide on a part of the window. */
  readonly fed?: FedWindow;
  /** Undefined stands for the automatic window; `isDragged` until the hand lets go, so that a drag is one undo step. */
  readonly onWindow: (window: WindowLevel | undefined, isDragged: boolean) => void;
  readonly onWindowEnd: () => void;
  readonly display: ViewerDisplay;
  readonly onDisplay: (display: ViewerDisplay) => void;
  /** The world position under the pointer of the coupled view. */
  readonly linkedPointer?: Vec3;
  readonly onPointer?: (world: Vec3 | undefined) => void;
  /** What is drawn over the picture, e.g. tools with handles. */
  readonly children?: (place: SlicePlace) => ReactNode;
}

/** One slice with its texts and controls. What it shows and what the user does with it belongs to its owner. */
export function SlicePane(props: SlicePaneProps) {
  const { name, picture, state, fitting, window, display, linkedPointer, onPointer } = props;
  const { shown, grid, status } = picture;
  const frame = useRef<HTMLDivElement>(null);
  const size = useViewSize(frame);
  const [isInformed, setInformed] = useState(false);
  const [isHelped, setHelped] = useState(false);
  const [position, setPosition] = useState<readonly [x: number, y: number]>();

  const drawn = shown?.geometry;
  const transform = useMemo(
    () => (drawn && size ? transformOf(state, drawn, size.width, size.height, fitting) : undefined),
    [drawn, size, state, fitting],
  );
  const under = shown && transform && position ? worldUnder(shown, toVoxel(transform, ...position)) : undefined;

  const canvas = useSliceCanvas({
    ...props,
    size,
    transform,
    onPosition: setPosition,
    onInformation: () => setInformed((is) => !is),
    onHelp: () => setHelped((is) => !is),
  });

  const [x, y, z] = under ?? [];
  const report = useRef(onPointer);
  useLayoutEffect(() => {
    report.current = onPointer;
  });
  useEffect(() => {
    report.current?.(x === undefined || y === undefined || z === undefined ? undefined : [x, y, z]);
  }, [x, y, z]);

  const slices = grid.geometry?.grid.size[2] ?? 1;
  const goTo = (slice: number) => {
    const { geometry } = grid;
    if (geometry) props.onState((now) => withSlice(now, geometry, slice));
  };
  return (
    <section className="viewer-pane" aria-label={name} data-status={status} data-slice={shown?.slice}>
      <div className="viewer-picture" ref={frame}>
        <canvas
          ref={canvas}
          className="viewer-canvas"
          tabIndex={0}
          // A slider for those who cannot see it: the arrow keys move through the slices.
          role="slider"
          aria-label={name}
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={slices - 1}
          aria-valuenow={picture.slice}
          aria-valuetext={shown ? `slice ${picture.slice}, ${shown.geometry.plane}` : 'no picture yet'}
        />
        {shown && transform && (
          <SliceAnnotations
            picture={picture}
            shown={shown}
            transform={transform}
            window={window}
            mode={display.annotationSizeMode}
            pointer={under ?? linkedPointer}
            isLinked={under === undefined && linkedPointer !== undefined}
          />
        )}
        {shown && transform && size && props.children?.({ shown, transform, size })}
        {isInformed && shown && <SliceInformation picture={picture} shown={shown} />}
        {isHelped && <ViewerHelp bindings={bindingHelp} />}
        <ViewerStatus
          status={status}
          hasPicture={shown !== undefined}
          progress={picture.progress}
          failure={picture.failure}
          emptyText={props.emptyText}
          onRetry={picture.retry}
        />
      </div>
      <SliceToolbar
        name={name}
        slice={picture.slice}
        slices={slices}
        onSlice={goTo}
        window={window}
        isAuto={props.isAuto}
        fed={props.fed}
        onWindow={(next) => props.onWindow(next, false)}
        display={display}
        onFilter={() => props.onDisplay(toggledFilter(display))}
        onUnzoom={() => props.onState(unzoomed)}
        isInformed={isInformed}
        onInformation={() => setInformed(!isInformed)}
        isHelped={isHelped}
        onHelp={() => setHelped(!isHelped)}
      />
    </section>
  );
}
