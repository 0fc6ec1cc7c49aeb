import type { FedWindow } from './fedWindow.ts';
import { ViewerActions } from './ViewerActions.tsx';
import type { ViewerDisplay } from './viewerDisplay.ts';
import { WindowFields } from './WindowFields.tsx';
import type { WindowLevel } from './windowLevel.ts';

interface SliceToolbarProps {
  readonly name: string;
  readonly slice: number;
  readonly slices: number;
  readonly onSlice: (slice: number) => void;
  readonly window: WindowLevel;
  readonly isAuto: boolean;
  readonly fed?: FedWindow;
  /** Undefined stands for the automatic window. */
  readonly onWindow: (window: WindowLevel | undefined) => void;
  readonly display: ViewerDisplay;
  readonly onFilter: () => void;
  readonly onUnzoom: () => void;
  readonly isInformed: boolean;
  readonly onInformation: () => void;
  readonly isHelped: boolean;
  readonly onHelp: () => void;
}

/** Everything that mouse and keys do over a slice, as controls that are seen and reached by Tab. */
export function SliceToolbar(props: SliceToolbarProps) {
  const { name, slice, slices, window, isAuto, display } = props;
  const isSmooth = display.filterMode === 'FILTER_LINEAR';
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label={`${name}: controls`}>
      <input
        type="range"
        className="viewer-slider"
        aria-label={`${name}: slice`}
        title={`Slice ${slice} of 0 to ${slices - 1} (wheel)`}
        min={0}
        max={slices - 1}
        value={slice}
        disabled={slices === 1}
        onChange={(event) => props.onSlice(event.target.valueAsNumber)}
      />
      <WindowFields
        window={window}
        fed={props.fed}
        centerText="the value shown as middle grey (right drag up or down)"
        widthText="the values from black to white (right drag left or right)"
        onWindow={props.onWindow}
      />
      <ViewerActions
        name={name}
        actions={[
          {
            label: 'Auto',
            name: 'Auto window',
            title: 'Take the window from the values of the image',
            isOn: isAuto,
            do: () => props.onWindow(isAuto ? window : undefined),
          },
          { label: 'Fit', name: 'Fit', title: 'Show the whole slice (NUM 5)', do: props.onUnzoom },
          {
            label: 'Smooth',
            name: 'Smooth',
            title: 'Interpolate between voxels (NUM *)',
            isOn: isSmooth,
            do: props.onFilter,
          },
          {
            label: 'i',
            name: 'Information about the image',
            title: 'Information about the image (I)',
            isOn: props.isInformed,
            do: props.onInformation,
          },
          {
            label: '?',
            name: 'Mouse and keys',
            title: 'Mouse and keys: right drag sets the window, the wheel changes slices … (?)',
            isOn: props.isHelped,
            do: props.onHelp,
          },
        ]}
      />
    </div>
  );
}
