import { useState } from 'react';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { notify } from '#src/app/store.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { NumberField } from './NumberField.tsx';
import { PictureCard, type PictureRequest } from './PictureCard.tsx';
import { fileNameOf } from './pictureFile.ts';
import { SettingRow } from './SettingRows.tsx';
import { canFilm, turnAsFilm, turnAsPictures } from './turntable.ts';
import type { VolumeSettingsProps } from './VolumeSettings.tsx';

/** Pictures and films of a 3D view. */
export function VolumePictures({ name, scene, camera }: VolumeSettingsProps) {
  const [frames, setFrames] = useState(36);
  const [done, setDone] = useState<number>();
  if (!scene) return <p className="volume-note">{volumeTexts.pictures.notDrawing}</p>;
  const tell = (part: number) => setDone(part < 1 ? part : undefined);
  const save = async (make: typeof turnAsPictures, request: PictureRequest, suffix: string) => {
    try {
      downloadBlob(await make(scene, camera, request, frames, tell), fileNameOf(name, suffix));
      notify('info', volumeTexts.pictures.saved(name, frames, request.width, request.height));
    } finally {
      setDone(undefined);
    }
  };
  return (
    <PictureCard
      name={name}
      size={scene.size()}
      annotations={volumeTexts.pictures.withCube}
      paint={async ({ width, height, hasAnnotations }) => scene.picture(width, height, hasAnnotations)}
      more={(request, isBusy, run) => (
        <div className="volume-group">
          <SettingRow label={volumeTexts.pictures.turntable}>
            <NumberField
              label={volumeTexts.pictures.count}
              title={volumeTexts.pictures.countTitle}
              value={frames}
              min={2}
              onCommit={(next) => setFrames(Math.min(720, Math.round(next)))}
            />
          </SettingRow>
          <div className="volume-row-controls">
            <button
              type="button"
              className="viewer-button"
              disabled={isBusy}
              onClick={() => run(() => save(turnAsPictures, request, '-turn.zip'))}
            >
              {volumeTexts.pictures.zip}
            </button>
            {canFilm() && (
              <button
                type="button"
                className="viewer-button"
                disabled={isBusy}
                onClick={() => run(() => save(turnAsFilm, request, '-turn.webm'))}
              >
                {volumeTexts.pictures.film}
              </button>
            )}
            {done !== undefined && <progress value={done} aria-label={volumeTexts.pictures.made} />}
          </div>
        </div>
      )}
    />
  );
}
