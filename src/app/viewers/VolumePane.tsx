import './viewers.css';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { OutputView } from '#src/app/useOutput.ts';
import type { Volume } from '#src/image/volume.ts';
import type { FedWindow } from './fedWindow.ts';
import { useVolumeScene } from './useVolumeScene.ts';
import { ViewerActions } from './ViewerActions.tsx';
import { ViewerStatus } from './ViewerStatus.tsx';
import { windowOf } from './valueRange.ts';
import { volumeGestures } from './volumeGestures.ts';
import { volumeRange } from './volumeRange.ts';
import { type Camera, initialCamera, nearer, turned } from './volumeScene.ts';
import { WindowFields } from './WindowFields.tsx';
import { draggedWindow, type WindowLevel } from './windowLevel.ts';

interface VolumePaneProps {
  readonly name: string;
  readonly emptyText: string;
  readonly output: OutputView<Volume>;
  readonly camera: Camera;
  readonly onCamera: (change: (camera: Camera) => Camera) => void;
  /** Undefined stands for the automatic window. */
  readonly window: WindowLevel | undefined;
  /** Connections that decide on a part of the window; `withFed` gives the window its values. */
  readonly fed?: FedWindow;
  readonly withFed?: (window: WindowLevel) => WindowLevel;
  readonly onWindow: (window: WindowLevel | undefined, isDragged: boolean) => void;
  readonly onWindowEnd: () => void;
  readonly colorMap: string;
  /** value -> label */
  readonly colorMaps: Readonly<Record<string, string>>;
  readonly onColorMap: (colorMap: string) => void;
}

/** An image as a volume, with its controls. */
export function VolumePane(props: VolumePaneProps) {
  const { name, output, camera, colorMap } = props;
  const host = useRef<HTMLDivElement>(null);
  const volume = output.value;
  const range = useMemo(() => (volume && volumeRange(volume)) ?? { min: 0, max: 1 }, [volume]);
  const unfed = props.window ?? windowOf(range);
  const { center, width } = props.withFed?.(unfed) ?? unfed;
  const window = useMemo(() => ({ center, width }), [center, width]);
  const look = useMemo(() => ({ window, colorMap }), [window, colorMap]);
  const { state, resume } = useVolumeScene(host, { volume, look, camera });

  const latest = useRef({ ...props, window, range });
  useLayoutEffect(() => {
    latest.current = { ...props, window, range };
  });
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let start: WindowLevel | undefined;
    return volumeGestures(element, {
      turn: (dx, dy) => latest.current.onCamera((now) => turned(now, dx, dy)),
      zoom: (factor) => latest.current.onCamera((now) => nearer(now, factor)),
      dragWindow(dx, dy) {
        if (dx === 0 && dy === 0) start = latest.current.window;
        else if (start) latest.current.onWindow(draggedWindow(start, dx, dy, latest.current.range), true);
      },
      endWindow: () => latest.current.onWindowEnd(),
    });
  }, []);

  const isShown = volume !== undefined && output.status !== 'failed';
  return (
    <section className="viewer-pane" aria-label={name} data-status={isShown ? state.status : output.status}>
      <div className="viewer-picture">
        <div ref={host} className="viewer-scene" />
        {isShown && state.status === 'starting' && <output className="viewer-message">Preparing the 3D view…</output>}
        {isShown && state.status === 'paused' && (
          <div className="viewer-message viewer-paused" style={{ backgroundImage: `url(${state.picture})` }}>
            <p>Paused: only four 3D views draw at the same time.</p>
            <button type="button" className="viewer-button" onClick={resume}>
              Draw this one
            </button>
          </div>
        )}
        {isShown && state.status === 'failed' && (
          <div className="viewer-message" role="alert">
            <p>{state.message}</p>
            <button type="button" className="viewer-button" onClick={resume}>
              Retry
            </button>
          </div>
        )}
        <ViewerStatus
          status={output.status}
          hasPicture={isShown}
          progress={output.progress}
          failure={output.error}
          emptyText={props.emptyText}
          onRetry={output.retry}
        />
      </div>
      <div className="viewer-toolbar" role="toolbar" aria-label={`${name}: controls`}>
        <input
          type="range"
          className="viewer-slider"
          aria-label={`${name}: turn, degrees`}
          title={`Turned by ${Math.round(camera.azimuth)}° (drag to the side)`}
          min={0}
          max={359}
          value={Math.round(camera.azimuth)}
          onChange={({ target }) => props.onCamera((now) => ({ ...now, azimuth: target.valueAsNumber }))}
        />
        <input
          type="range"
          className="viewer-slider"
          aria-label={`${name}: tilt, degrees`}
          title={`Tilted by ${Math.round(camera.elevation)}° (drag up or down)`}
          min={-90}
          max={90}
          value={Math.round(camera.elevation)}
          onChange={({ target }) => props.onCamera((now) => ({ ...now, elevation: target.valueAsNumber }))}
        />
        <WindowFields
          window={window}
          fed={props.fed}
          centerText="half transparent (right drag up or down)"
          widthText="from transparent to opaque (right drag left or right)"
          onWindow={(next) => props.onWindow(next, false)}
        />
        <select
          className="viewer-select viewer-action"
          aria-label={`${name}: colours`}
          value={colorMap}
          onChange={(event) => props.onColorMap(event.target.value)}
        >
          {Object.entries(props.colorMaps).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <ViewerActions
          name={name}
          actions={[
            {
              label: 'Auto',
              name: 'Auto window',
              title: 'Take the window from the values of the image',
              isOn: props.window === undefined,
              do: () => props.onWindow(props.window ? undefined : window, false),
            },
            {
              label: 'Fit',
              name: 'Fit',
              title: 'Look from the front left again (wheel zooms)',
              do: () => props.onCamera(() => initialCamera),
            },
          ]}
          choices={Object.entries(props.colorMaps).map(([value, label]) => ({
            label,
            name: label,
            title: `Colours: ${label}`,
            isOn: value === colorMap,
            do: () => props.onColorMap(value),
          }))}
        />
      </div>
    </section>
  );
}
