import { memo, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import type { VolumeMeta } from '#src/image/volume.ts';
import type { FedWindow } from './fedWindow.ts';
import { SliceOptions } from './SliceOptions.tsx';
import type { Cine } from './useCine.ts';
import { type ViewerAction, ViewerActions } from './ViewerActions.tsx';
import { ViewerIcon } from './ViewerIcon.tsx';
import type { ValueRange } from './valueRange.ts';
import type { ViewerDisplay } from './viewerDisplay.ts';
import { WindowFields } from './WindowFields.tsx';
import type { WindowLevel } from './windowLevel.ts';

export interface SliceToolbarProps {
  readonly name: string;
  /** The slice and how many there are; left out by an owner of several views. */
  readonly slice?: number;
  readonly slices?: number;
  readonly onSlice?: (slice: number) => void;
  readonly cine?: Cine;
  readonly window: WindowLevel;
  readonly isAuto: boolean;
  readonly fed?: FedWindow;
  /** Of the image's values, and what they are. */
  readonly range: ValueRange | undefined;
  readonly meta: VolumeMeta | undefined;
  /** Undefined stands for the automatic window. */
  readonly onWindow: (window: WindowLevel | undefined) => void;
  readonly display: ViewerDisplay;
  readonly onDisplay: (display: ViewerDisplay) => void;
  /** Whether the owner decides on the colours. */
  readonly hasOwnColors?: boolean;
  /** False where each view shows one slice. */
  readonly hasMosaic?: false;
  readonly onUnzoom: () => void;
  readonly isInformed?: boolean;
  readonly onInformation?: () => void;
  readonly isHelped: boolean;
  readonly onHelp: () => void;
  readonly controls?: ReactNode;
}

/** What is used most of what mouse and keys do over a slice, as controls that are seen and reached by Tab; the rest is in one popover. */
export function SliceToolbar(props: SliceToolbarProps) {
  const { name, slice = 0, slices, cine, window, isAuto, display, onSlice, isInformed, isHelped, fed } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  // Made once, for a pointer that moves renders the toolbar with every value that it reads; what is done is always up to date.
  const [hands] = useState(() => handsOf(() => latest.current));
  const hasInformation = props.onInformation !== undefined;
  const actions = useMemo(
    () => actionsOf(hands, { isAuto, hasCrosshair: display.showCrosshair, hasInformation, isInformed, isHelped }),
    [hands, isAuto, display.showCrosshair, hasInformation, isInformed, isHelped],
  );
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label={viewerTexts.toolbar.controls(name)}>
      {cine && slices !== undefined && slices > 1 && (
        <button
          type="button"
          className="viewer-button viewer-play"
          aria-label={sliceTexts.toolbar.play(name)}
          aria-pressed={cine.isPlaying}
          title={cine.isPlaying ? sliceTexts.toolbar.pauseTitle : sliceTexts.toolbar.playTitle}
          onClick={cine.toggle}
        >
          <ViewerIcon name={cine.isPlaying ? 'pause' : 'play'} />
        </button>
      )}
      {slices !== undefined && (
        <input
          type="range"
          className="viewer-slider"
          aria-label={sliceTexts.toolbar.slice(name)}
          title={sliceTexts.toolbar.sliceTitle(slice, slices - 1)}
          min={0}
          max={slices - 1}
          value={slice}
          disabled={slices === 1}
          onChange={(event) => onSlice?.(event.target.valueAsNumber)}
        />
      )}
      {props.controls}
      {slices === undefined && <span className="viewer-gap" />}
      <WindowFields
        window={window}
        fed={props.fed}
        centerText={sliceTexts.toolbar.center}
        widthText={sliceTexts.toolbar.width}
        onWindow={props.onWindow}
      />
      <SliceOptions
        name={name}
        display={display}
        onDisplay={hands.display}
        onWindow={hands.window}
        range={props.range}
        meta={props.meta}
        isFed={fed?.center !== undefined || fed?.width !== undefined}
        hasOwnColors={props.hasOwnColors}
        hasMosaic={props.hasMosaic}
      />
      <Actions name={name} actions={actions} />
    </div>
  );
}

const Actions = memo(ViewerActions);

/** What the controls do, with the properties as they are at that moment. */
function handsOf(now: () => SliceToolbarProps) {
  return {
    window: (window: WindowLevel | undefined) => now().onWindow(window),
    display: (display: ViewerDisplay) => now().onDisplay(display),
    auto: () => now().onWindow(now().isAuto ? now().window : undefined),
    fit: () => now().onUnzoom(),
    crosshair: () => now().onDisplay({ ...now().display, showCrosshair: !now().display.showCrosshair }),
    information: () => now().onInformation?.(),
    help: () => now().onHelp(),
  };
}

interface Switches {
  readonly isAuto: boolean;
  readonly hasCrosshair: boolean;
  readonly hasInformation: boolean;
  readonly isInformed: boolean | undefined;
  readonly isHelped: boolean;
}

function actionsOf(hands: ReturnType<typeof handsOf>, on: Switches): readonly ViewerAction[] {
  const information: ViewerAction = {
    label: sliceTexts.toolbar.informationMark,
    name: sliceTexts.toolbar.information,
    title: sliceTexts.toolbar.informationTitle,
    isOn: on.isInformed ?? false,
    do: hands.information,
  };
  return [
    {
      label: sliceTexts.toolbar.auto,
      name: sliceTexts.toolbar.autoWindow,
      title: sliceTexts.toolbar.autoTitle,
      isOn: on.isAuto,
      do: hands.auto,
    },
    { label: sliceTexts.toolbar.fit, name: sliceTexts.toolbar.fit, title: sliceTexts.toolbar.fitTitle, do: hands.fit },
    {
      label: <ViewerIcon name="crosshair" />,
      name: sliceTexts.toolbar.crosshair,
      title: sliceTexts.toolbar.crosshairTitle,
      isOn: on.hasCrosshair,
      do: hands.crosshair,
    },
    ...(on.hasInformation ? [information] : []),
    {
      label: '?',
      name: viewerTexts.toolbar.mouseAndKeys,
      title: sliceTexts.toolbar.helpTitle,
      isOn: on.isHelped,
      do: hands.help,
    },
  ];
}
