import { volumeTexts } from '#src/app/texts/volume.ts';
import './viewers.css';
import './volume.css';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { OutputView } from '#src/app/useQuestion.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Volume } from '#src/image/volume.ts';
import { useCrosshair } from './crosshair.ts';
import { SceneMessage } from './SceneMessage.tsx';
import { unitOf } from './transferPresets.ts';
import { useVolumeScene } from './useVolumeScene.ts';
import { ViewerHelp } from './ViewerHelp.tsx';
import { ViewerStatus } from './ViewerStatus.tsx';
import { VolumeSettings } from './VolumeSettings.tsx';
import { VolumeToolbar } from './VolumeToolbar.tsx';
import { windowOf } from './valueRange.ts';
import type { Camera } from './volumeCamera.ts';
import { type FedSources, numberParam, type SurfaceInput, sceneContent } from './volumeContent.ts';
import { volumeGestures } from './volumeGestures.ts';
import { handlersFor } from './volumeHandlers.ts';
import { chosenLook, lookParams } from './volumeLook.ts';
import { volumeRange } from './volumeRange.ts';
import type { VolumeScene } from './volumeScene.ts';
import type { WindowLevel } from './windowLevel.ts';

export interface VolumePaneProps {
  readonly name: string;
  readonly emptyText: string;
  /** What gives the image: while it is computed, the module that it waits for is told. */
  readonly source?: OutputRef;
  readonly image: OutputView<Volume>;
  readonly mask?: OutputView<Volume>;
  readonly surfaces: readonly SurfaceInput[];
  readonly camera: Camera;
  readonly onCamera: (change: (camera: Camera) => Camera) => void;
  /** Those of View3D, by their names. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Connections that decide on parameters. */
  readonly fed?: FedSources;
  /** Sets parameters; those of one gesture are one undo step, until `onEnd`. */
  readonly onParams: (values: Readonly<Record<string, ParamValue>>, gesture?: string) => void;
  readonly onEnd: () => void;
  /** Goes to another time point, where there is one; and the bar for it. */
  readonly onTime?: (steps: number) => void;
  readonly timeBar?: ReactNode;
  /** Told what draws, for a picture of several views; undefined while nothing does. */
  readonly onScene?: (scene: VolumeScene | undefined) => void;
}

/** The cards that may lie over a 3D view, one at a time. */
export type VolumeCard = 'opacity' | 'cut' | 'layers' | 'picture' | 'help';

/** An image as a volume, with a mask and surfaces in it and its controls. What the user does with it belongs to its owner. */
export function VolumePane(props: VolumePaneProps) {
  const { name, image, mask, surfaces, camera, params, fed } = props;
  const host = useRef<HTMLDivElement>(null);
  const [card, setCard] = useState<VolumeCard>();
  const volume = image.value;
  const range = useMemo(() => (volume && volumeRange(volume)) ?? { min: 0, max: 1 }, [volume]);
  const isAuto = params.autoLUT !== false;
  const auto = windowOf(range);
  // A connection decides also while the window is automatic.
  const center = isAuto && !fed?.lutCenter ? auto.center : numberParam(params, 'lutCenter');
  const width = isAuto && !fed?.lutWidth ? auto.width : numberParam(params, 'lutWidth');
  const window: WindowLevel = useMemo(() => ({ center, width: Math.max(0, width) }), [center, width]);
  const { preset, shift, opacityCurve, shading, colorMap } = lookParams(params);
  const unit = unitOf(volume);
  const chosen = useMemo(
    () => chosenLook({ preset, shift, opacityCurve, shading, colorMap }, window, unit, range),
    [preset, shift, opacityCurve, shading, colorMap, window, unit, range],
  );
  const maskVolume = mask?.value;
  const crosshair = useCrosshair();
  const followed = params.cutFollows === true ? crosshair : undefined;
  const content = useMemo(
    () => sceneContent(params, fed, chosen.look, { image: volume, mask: maskVolume, surfaces }, followed),
    [params, fed, chosen, volume, maskVolume, surfaces, followed],
  );
  const { state, scene, wake, retry } = useVolumeScene(host, content, camera);
  useLayoutEffect(() => {
    props.onScene?.(scene);
  });

  const now = {
    ...props,
    window,
    range,
    wake,
    toggle: (next: VolumeCard) => setCard((is) => (is === next ? undefined : next)),
  };
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const element = host.current;
    return element
      ? volumeGestures(
          element,
          handlersFor(() => latest.current, element),
        )
      : undefined;
  }, []);

  const waiting = [image, mask, ...surfaces.map(({ output }) => output)].filter((each) => each !== undefined);
  const failed = waiting.find(({ status }) => status === 'failed');
  const running = waiting.find(({ status }) => status === 'running');
  const isShown = content !== undefined && !failed;
  const output = failed ?? running ?? waiting.find(({ status }) => status !== 'empty') ?? image;
  const status = isShown ? (running ? 'running' : state.status) : output.status;
  return (
    <section className="viewer-pane" aria-label={volumeTexts.volume(name)} data-status={status}>
      <div className="volume-parts">
        <div className="viewer-picture viewer-volume">
          <div
            ref={host}
            className="viewer-scene"
            // It takes keys of its own, which its help lists.
            role="application"
            aria-label={volumeTexts.view(
              name,
              Math.round(camera.azimuth),
              Math.round(camera.elevation),
              Number(camera.zoom.toFixed(2)),
            )}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned by keys
            tabIndex={0}
          />
          {isShown && <SceneMessage state={state} onRetry={retry} />}
          {card === 'help' && <ViewerHelp bindings={volumeTexts.bindings} />}
          <ViewerStatus
            status={isShown && running ? 'running' : output.status}
            hasPicture={isShown}
            progress={output.progress}
            source={props.source}
            failure={output.error}
            emptyText={props.emptyText}
            onRetry={output.retry}
          />
        </div>
        {isShown && card !== undefined && card !== 'help' && (
          <VolumeSettings
            {...props}
            card={card}
            chosen={chosen}
            scene={scene}
            onClose={() => {
              setCard(undefined);
              host.current?.focus();
            }}
          />
        )}
      </div>
      {props.timeBar}
      <VolumeToolbar {...props} window={window} chosen={chosen} card={card} onCard={now.toggle} />
    </section>
  );
}
