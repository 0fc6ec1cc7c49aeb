import { volumeTexts } from '#src/app/texts/volume.ts';
import { CheckRow, ColourField, ColourRow, SettingRow } from './SettingRows.tsx';
import type { VolumeSettingsProps } from './VolumeSettings.tsx';

/** What is shown together: image, mask, surfaces, background. */
export function LayerSettings(props: VolumeSettingsProps) {
  const { surfaces, mask } = props;
  return (
    <>
      {props.image.status !== 'empty' && <CheckRow owner={props} param="showImage" label={volumeTexts.layers.image} />}
      {mask && <ColourRow owner={props} param="mask" label={volumeTexts.layers.mask} />}
      {surfaces.map(({ number }) => (
        <ColourRow key={number} owner={props} param={`mesh${number}`} label={volumeTexts.layers.surface(number)} />
      ))}
      {!mask && surfaces.length === 0 && <p className="volume-note">{volumeTexts.layers.none}</p>}
      <SettingRow label={volumeTexts.layers.background}>
        <ColourField owner={props} param="background" label={volumeTexts.layers.background} />
      </SettingRow>
      <CheckRow owner={props} param="hasCube" label={volumeTexts.layers.cube} />
    </>
  );
}
