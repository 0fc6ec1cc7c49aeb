import { type RefObject, useState } from 'react';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { NumberField } from './NumberField.tsx';
import { PictureCard } from './PictureCard.tsx';
import { PicturePopover } from './PicturePopover.tsx';
import { paintAnnotations } from './paintAnnotations.ts';
import { paintedSlice } from './paintedSlice.ts';
import { paintMontage } from './paintMontage.ts';
import { fileNameOf, pngOf } from './pictureFile.ts';
import { SettingRow } from './SettingRows.tsx';
import type { Picture } from './slicePainter.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import type { ViewerDisplay } from './viewerDisplay.ts';

interface SavePictureProps {
  /** Of the view. */
  readonly name: string;
  readonly frame: RefObject<HTMLElement | null>;
  readonly picture: Picture;
  /** The image of which it shows a slice. */
  readonly all: SlicePicture;
  readonly display: ViewerDisplay;
}

/** A button whose popover copies and saves the picture of a 2D view, or a montage of its slices. */
export function SavePicture({ name, frame, picture, all, display }: SavePictureProps) {
  const [every, setEvery] = useState(10);
  const [columns, setColumns] = useState(5);
  const { size } = picture;
  return (
    <PicturePopover name={name} title={sliceTexts.picture.title}>
      <PictureCard
        name={name}
        size={[size.pixelWidth, size.pixelHeight]}
        annotations={sliceTexts.picture.annotations}
        paint={async ({ width, height, hasAnnotations }) => {
          const canvas = paintedSlice(picture, width, height);
          if (hasAnnotations && frame.current) await paintAnnotations(canvas, frame.current);
          return canvas;
        }}
        more={({ width, hasAnnotations }, isBusy, run) => (
          <div className="volume-group">
            <SettingRow label={sliceTexts.picture.montage}>
              <NumberField
                label={sliceTexts.picture.every}
                title={sliceTexts.picture.everyTitle}
                value={every}
                min={1}
                onCommit={(next) => setEvery(Math.round(next))}
              />
              <NumberField
                label={sliceTexts.picture.columns}
                title={sliceTexts.picture.columnsTitle}
                value={columns}
                min={1}
                onCommit={(next) => setColumns(Math.min(100, Math.round(next)))}
              />
            </SettingRow>
            <button
              type="button"
              className="viewer-button"
              disabled={isBusy}
              onClick={() =>
                run(async () => {
                  const canvas = await paintMontage(picture, all, display, {
                    every,
                    columns,
                    width,
                    hasAnnotations,
                  });
                  downloadBlob(await pngOf(canvas), fileNameOf(name, '-montage.png'));
                })
              }
            >
              {sliceTexts.picture.saveMontage}
            </button>
          </div>
        )}
      />
    </PicturePopover>
  );
}
