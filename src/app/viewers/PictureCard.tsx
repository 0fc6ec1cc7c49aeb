import { type ReactNode, useState } from 'react';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { notify } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { NumberField } from './NumberField.tsx';
import { copyPicture, fileNameOf, pngOf } from './pictureFile.ts';
import { SettingRow } from './SettingRows.tsx';

/** How large a picture is and what stands in it. */
export interface PictureRequest {
  readonly width: number;
  readonly height: number;
  readonly hasAnnotations: boolean;
}

interface PictureCardProps {
  /** Of the view. */
  readonly name: string;
  /** The view's size as it is seen, in device pixels. */
  readonly size: readonly [width: number, height: number];
  readonly annotations: string;
  /** Paints the view anew. Rejects with a sentence when it cannot. */
  readonly paint: (request: PictureRequest) => Promise<HTMLCanvasElement>;
  /** More ways to save, which get the chosen size. */
  readonly more?: (request: PictureRequest, isBusy: boolean, run: (work: () => Promise<void>) => void) => ReactNode;
}

const scales = ['1', '2', '4'] as const;

/** Copying and saving a view at any size. */
export function PictureCard({ name, size, annotations, paint, more }: PictureCardProps) {
  const [scale, setScale] = useState<(typeof scales)[number] | 'own'>('1');
  const [ownWidth, setOwnWidth] = useState(1920);
  const [hasAnnotations, setAnnotations] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const width = scale === 'own' ? ownWidth : Math.round(size[0] * Number(scale));
  const height = Math.max(1, Math.round((width * size[1]) / size[0]));
  const request: PictureRequest = { width, height, hasAnnotations };
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .catch((error: unknown) => notify('error', error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  const png = async () => pngOf(await paint(request));
  return (
    <>
      <SettingRow label={commonTexts.size}>
        <select
          className="viewer-select"
          aria-label={viewerTexts.picture.sizeOf}
          value={scale}
          onChange={({ target }) => setScale([...scales, 'own' as const].find((each) => each === target.value) ?? '1')}
        >
          {scales.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
          <option value="own">{viewerTexts.picture.ownWidth}</option>
        </select>
        {scale === 'own' && (
          <NumberField
            label=""
            title={viewerTexts.picture.ownWidthTitle}
            value={ownWidth}
            min={16}
            onCommit={(next) => setOwnWidth(Math.min(16384, Math.round(next)))}
          />
        )}
        <span className="volume-note">{viewerTexts.picture.pixels(width, height)}</span>
      </SettingRow>
      <label className="volume-check">
        <input type="checkbox" checked={hasAnnotations} onChange={({ target }) => setAnnotations(target.checked)} />
        {annotations}
      </label>
      <div className="volume-row-controls">
        <button
          type="button"
          className="viewer-button"
          disabled={isBusy}
          onClick={() =>
            run(async () => {
              await copyPicture(png());
              notify('info', viewerTexts.picture.copied(name, width, height));
            })
          }
        >
          {viewerTexts.picture.copy}
        </button>
        <button
          type="button"
          className="viewer-button"
          disabled={isBusy}
          onClick={() => run(async () => downloadBlob(await png(), fileNameOf(name, '.png')))}
        >
          {viewerTexts.picture.savePng}
        </button>
      </div>
      {more?.(request, isBusy, run)}
    </>
  );
}
