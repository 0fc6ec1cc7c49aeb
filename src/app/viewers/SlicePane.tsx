import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { sliceTexts } from '#src/app/texts/slices.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { CrosshairLines } from './CrosshairLines.tsx';
import { useCrosshair } from './crosshair.ts';
import type { FedWindow } from './fedWindow.ts';
import { boxAt } from './mosaicLayout.ts';
import type { ShownPane } from './paintPanes.ts';
import { SavePicture } from './SavePicture.tsx';
import { SliceAnnotations } from './SliceAnnotations.tsx';
import { SliceInformation } from './SliceInformation.tsx';
import { SliceToolbar } from './SliceToolbar.tsx';
import type { SliceGeometry } from './sliceGeometry.ts';
import type { SliceLayer } from './sliceLayers.ts';
import type { Colors } from './slicePainter.ts';
import { type SlicePlace, worldAt } from './slicePlace.ts';
import { TimeBar } from './TimeBar.tsx';
import { useCine } from './useCine.ts';
import { useSliceCanvas } from './useSliceCanvas.ts';
import { useSliceLayout } from './useSliceLayout.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import { useViewSize } from './useViewSize.ts';
import { ViewerHelp } from './ViewerHelp.tsx';
import { ViewerStatus } from './ViewerStatus.tsx';
import { isSmoothed, type ViewerDisplay } from './viewerDisplay.ts';
import { unzoomed, type ViewState, withSlice } from './viewState.ts';
import type { WindowLevel } from './windowLevel.ts';

export interface SlicePaneProps {
  /** What the view is called, e.g. "View2D" or "SynchroView2D, left". */
  readonly name: string;
  /** Shown while nothing is connected. */
  readonly emptyText: string;
  readonly picture: SlicePicture;
  /** What is drawn over the image. */
  readonly layers?: readonly SliceLayer[];
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
  /** Colours in place of those of the display. */
  readonly colors?: Colors;
  /** Goes to another time point, where there is one. */
  readonly onTime?: (steps: number) => void;
  /** The world position under the pointer of the coupled view. */
  readonly linkedPointer?: Vec3;
  readonly onPointer?: (world: Vec3 | undefined) => void;
  /** False where the owner has one toolbar for several views. */
  readonly hasToolbar?: false;
  /** Told what is shown, for a picture of several views; undefined while there is nothing. */
  readonly onShown?: (shown: ShownPane | undefined) => void;
  /** What the owner adds to the toolbar, and what stands over the picture. */
  readonly controls?: ReactNode;
  readonly legend?: ReactNode;
  /** What is drawn over the picture, e.g. tools with handles. */
  readonly children?: (place: SlicePlace) => ReactNode;
}

/** Slices of an image with their texts and controls. What it shows and what the user does with it belongs to its owner. */
export function SlicePane(props: SlicePaneProps) {
  const { name, picture, state, window, display, linkedPointer, onPointer, layers = [] } = props;
  const { grid, status } = picture;
  const frame = useRef<HTMLDivElement>(null);
  const size = useViewSize(frame);
  const [isInformed, setInformed] = useState(false);
  const [isHelped, setHelped] = useState(false);
  const [position, setPosition] = useState<readonly [x: number, y: number]>();
  const crosshair = useCrosshair();

  const layout = useSliceLayout(picture, state, display.numSlices, size, props.fitting);
  const { tiles, boxes, transform, places } = layout;
  const hit = position && boxAt(boxes, ...position);
  const place = hit && places[hit.index];
  const under = place && worldAt(place, hit.x, hit.y);
  const colors = props.colors ?? { map: display.colorMap, isInverted: display.invertLUT };

  const slices = grid.geometry?.grid.size[2] ?? 1;
  const goTo = (slice: number) => {
    const { geometry } = grid;
    if (geometry) props.onState((now) => withSlice(now, geometry, slice));
  };
  const cine = useCine({ slice: picture.slice, slices, isReady: status === 'ready', goTo }, display.cineSpeed);

  const canvas = useSliceCanvas({
    ...props,
    layers,
    colors,
    size,
    layout,
    onPosition: setPosition,
    onInformation: () => setInformed((is) => !is),
    onHelp: () => setHelped((is) => !is),
    onCine: cine.toggle,
  });

  const [x, y, z] = under ?? [];
  const report = useRef(onPointer);
  useLayoutEffect(() => {
    report.current = onPointer;
  });
  useEffect(() => {
    report.current?.(x === undefined || y === undefined || z === undefined ? undefined : [x, y, z]);
  }, [x, y, z]);

  const [shown] = tiles;
  const painted = shown &&
    transform &&
    size && { ...layout, transform, layers, window, colors, size, isSmooth: isSmoothed(display) };
  useLayoutEffect(() => {
    const element = frame.current;
    props.onShown?.(painted && element ? { frame: element, picture: painted } : undefined);
  });
  // A view that fills its window shares its name with it, and of two landmarks of one name neither is found.
  const Frame = name.includes(', ') ? 'section' : 'article';
  return (
    <Frame
      className="viewer-pane"
      aria-label={name}
      data-status={status}
      data-slice={shown?.slice}
      data-coarse={picture.isCoarse || undefined}
    >
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
          aria-valuetext={
            shown
              ? sliceTexts.annotations.value(picture.slice, sliceTexts.planes[shown.geometry.plane])
              : sliceTexts.annotations.noPicture
          }
        />
        {places.map((each, n) => (
          <Fragment key={boxes.length === 1 ? 'one' : `${boxes[n].x} ${boxes[n].y}`}>
            {boxes.length > 1 ? (
              <div className="viewer-place" style={{ left: boxes[n].x, top: boxes[n].y, ...boxSize(each) }}>
                {display.showCrosshair && crosshair && <CrosshairLines place={each} world={crosshair} />}
                {props.children?.(each)}
              </div>
            ) : (
              <>
                {display.showCrosshair && crosshair && <CrosshairLines place={each} world={crosshair} />}
                {props.children?.(each)}
              </>
            )}
          </Fragment>
        ))}
        {shown && transform && size && (
          <SliceAnnotations
            picture={picture}
            tiles={tiles}
            boxes={boxes}
            layers={layers}
            transform={transform}
            size={size}
            window={window}
            colors={colors}
            display={display}
            pointer={under ?? linkedPointer}
            isLinked={under === undefined && linkedPointer !== undefined}
          />
        )}
        {picture.isCoarse && (
          <span className="viewer-coarse" title={sliceTexts.annotations.coarseTitle}>
            {sliceTexts.annotations.coarse}
          </span>
        )}
        {props.legend}
        {isInformed && shown && <SliceInformation picture={picture} shown={shown} convention={display.convention} />}
        {isHelped && <ViewerHelp bindings={sliceTexts.bindings} />}
        <ViewerStatus
          status={status}
          hasPicture={shown !== undefined}
          progress={picture.progress}
          source={grid.source}
          failure={picture.failure}
          emptyText={props.emptyText}
          onRetry={picture.retry}
        />
      </div>
      {props.hasToolbar !== false && (
        <TimeBar name={name} source={grid.source} isReady={status === 'ready'} speed={display.cineSpeed} />
      )}
      {props.hasToolbar !== false && (
        <SliceToolbar
          name={name}
          slice={picture.slice}
          slices={slices}
          onSlice={goTo}
          cine={cine}
          window={window}
          isAuto={props.isAuto}
          fed={props.fed}
          range={picture.range}
          meta={shown?.volume.meta}
          onWindow={(next) => props.onWindow(next, false)}
          display={display}
          onDisplay={props.onDisplay}
          hasOwnColors={props.colors !== undefined}
          onUnzoom={() => props.onState(unzoomed)}
          isInformed={isInformed}
          onInformation={() => setInformed(!isInformed)}
          isHelped={isHelped}
          onHelp={() => setHelped(!isHelped)}
          controls={
            <>
              {props.controls}
              {painted && <SavePicture name={name} frame={frame} picture={painted} all={picture} display={display} />}
            </>
          }
        />
      )}
    </Frame>
  );
}

function boxSize({ transform }: SlicePlace) {
  return { width: transform.width, height: transform.height };
}
