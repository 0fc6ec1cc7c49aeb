import type { RefObject } from 'react';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { PictureCard } from './PictureCard.tsx';
import { PicturePopover } from './PicturePopover.tsx';
import { paintPanes, type ShownPane } from './paintPanes.ts';
import type { VolumeScene } from './volumeScene.ts';

/** The views of a viewer that has several, as they are at the moment. */
export interface ShownPanes {
  readonly slices: Map<string, ShownPane>;
  scene?: VolumeScene;
}

interface SavePanesProps {
  readonly name: string;
  readonly frame: RefObject<HTMLElement | null>;
  readonly panes: RefObject<ShownPanes>;
}

/** A button whose popover copies and saves all views of a viewer in one picture. */
export function SavePanes({ name, frame, panes }: SavePanesProps) {
  const { clientWidth, clientHeight } = frame.current ?? { clientWidth: 1, clientHeight: 1 };
  return (
    <PicturePopover name={name} title={sliceTexts.picture.allTitle}>
      <PictureCard
        name={name}
        size={[Math.round(clientWidth * devicePixelRatio), Math.round(clientHeight * devicePixelRatio)]}
        annotations={sliceTexts.picture.annotations}
        paint={(request) => {
          if (!frame.current) throw new Error(sliceTexts.picture.closed);
          return paintPanes(frame.current, [...panes.current.slices.values()], panes.current.scene, request);
        }}
      />
    </PicturePopover>
  );
}
