import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { sliceTexts } from '#src/app/texts/slices.ts';
import './volume.css';
import { ViewerIcon } from './ViewerIcon.tsx';

interface PicturePopoverProps {
  /** Of the view. */
  readonly name: string;
  /** What the button does. */
  readonly title: string;
  /** What the popover asks before a picture is made. */
  readonly children: ReactNode;
}

/** A button of a viewer whose popover copies and saves its picture. */
export function PicturePopover({ name, title, children }: PicturePopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="viewer-button" aria-label={sliceTexts.picture.saveOf(name)} title={title}>
        <ViewerIcon name="save" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popover-positioner" side="top" align="end" sideOffset={4} collisionPadding={8}>
          <Popover.Popup className="viewer-options volume-popover">
            <Popover.Title className="viewer-options-title">{sliceTexts.picture.of(name)}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
