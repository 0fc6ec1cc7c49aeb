import { NumberField } from './NumberField.tsx';
import type { ViewerDisplay } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';

interface SliceToolbarProps {
  readonly name: string;
  readonly slice: number;
  readonly slices: number;
  readonly onSlice: (slice: number) => void;
  readonly window: WindowLevel;
  readonly isAuto: boolean;
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
      <NumberField
        label="C"
        title="Window center: the value shown as middle grey (right drag up or down)"
        value={window.center}
        onCommit={(center) => props.onWindow({ ...window, center })}
      />
      <NumberField
        label="W"
        title="Window width: the values from black to white (right drag left or right)"
        value={window.width}
        min={0}
        onCommit={(width) => props.onWindow({ ...window, width })}
      />
      <button
        type="button"
        className="viewer-button"
        aria-pressed={isAuto}
        title="Take the window from the values of the image"
        onClick={() => props.onWindow(isAuto ? window : undefined)}
      >
        Auto
      </button>
      <button type="button" className="viewer-button" title="Show the whole slice (NUM 5)" onClick={props.onUnzoom}>
        Fit
      </button>
      <button
        type="button"
        className="viewer-button"
        aria-pressed={isSmooth}
        title="Interpolate between voxels (NUM *)"
        onClick={props.onFilter}
      >
        Smooth
      </button>
      <button
        type="button"
        className="viewer-button"
        aria-pressed={props.isInformed}
        aria-label="Information about the image"
        title="Information about the image (I)"
        onClick={props.onInformation}
      >
        i
      </button>
      <button
        type="button"
        className="viewer-button"
        aria-pressed={props.isHelped}
        aria-label="Mouse and keys"
        title="Mouse and keys: right drag sets the window, the wheel changes slices … (?)"
        onClick={props.onHelp}
      >
        ?
      </button>
    </div>
  );
}
