import { useMemo } from 'react';
import { endGesture, useDocument } from '#src/app/store.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { timePointOf } from './timePoint.ts';
import { goToTime, useFrames } from './timeSteps.ts';
import { useCine } from './useCine.ts';
import { ViewerIcon } from './ViewerIcon.tsx';

interface TimeBarProps {
  /** What the view is called. */
  readonly name: string;
  readonly source: OutputRef | undefined;
  /** Whether the time point that was asked for is shown: the next one waits for it. */
  readonly isReady: boolean;
  /** Time points a second while they are played. */
  readonly speed: number;
}

/** The time points of an image that has several: which one is shown, a slider, and a button that plays them. Nothing for any other image. */
export function TimeBar({ name, source, isReady, speed }: TimeBarProps) {
  const document = useDocument();
  const point = useMemo(() => source && timePointOf(document, source), [document, source]);
  const frames = useFrames(point?.node) ?? 1;
  const frame = point?.frame ?? 0;
  const goTo = (next: number) => point && goToTime(point.node, next);
  const cine = useCine({ slice: frame, slices: frames, isReady, goTo }, speed);
  if (!point || frames < 2) return null;
  return (
    <div className="viewer-toolbar viewer-time" role="toolbar" aria-label={sliceTexts.time.bar(name)}>
      <button
        type="button"
        className="viewer-button"
        aria-label={sliceTexts.time.play(name)}
        aria-pressed={cine.isPlaying}
        title={cine.isPlaying ? sliceTexts.time.pauseTitle : sliceTexts.time.playTitle}
        onClick={() => {
          if (cine.isPlaying) endGesture();
          cine.toggle();
        }}
      >
        <ViewerIcon name={cine.isPlaying ? 'pause' : 'play'} />
      </button>
      <input
        type="range"
        className="viewer-slider"
        aria-label={sliceTexts.time.point(name)}
        title={sliceTexts.time.pointTitle(frame, frames - 1, point.node)}
        min={0}
        max={frames - 1}
        value={Math.min(frame, frames - 1)}
        onChange={(event) => goTo(event.target.valueAsNumber)}
        onPointerUp={endGesture}
      />
      <output className="viewer-time-text">{sliceTexts.time.shown(frame, frames - 1)}</output>
    </div>
  );
}
