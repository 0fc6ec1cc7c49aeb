import type { ReactNode } from 'react';
import type { OutputRef } from '#src/graph/document.ts';
import { SliceToolbar } from './SliceToolbar.tsx';
import { TimeBar } from './TimeBar.tsx';
import { type ThreePlanes, threePlanes } from './useThreePlanes.ts';

interface ThreePlanesBarsProps {
  readonly node: string;
  readonly source: OutputRef | undefined;
  readonly shown: ThreePlanes;
  readonly isHelped: boolean;
  readonly onHelp: () => void;
  readonly controls?: ReactNode;
}

/** The bars below three planes: time points, where there are any, and what is set for all planes at once. */
export function ThreePlanesBars({ node, source, shown, isHelped, onHelp, controls }: ThreePlanesBarsProps) {
  const { display, image, range, window, views, onDisplay, unzoom } = shown;
  return (
    <>
      <TimeBar
        name={node}
        source={source}
        isReady={threePlanes.every((plane) => views[plane].picture.status === 'ready')}
        speed={display.cineSpeed}
      />
      <SliceToolbar
        name={node}
        window={window.window}
        isAuto={window.isAuto}
        fed={window.fed}
        range={range}
        meta={image?.meta}
        onWindow={(next) => window.onWindow(next, false)}
        display={display}
        onDisplay={onDisplay}
        hasMosaic={false}
        onUnzoom={unzoom}
        isHelped={isHelped}
        onHelp={onHelp}
        controls={controls}
      />
    </>
  );
}
