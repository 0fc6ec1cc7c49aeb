import { CheckRow, ColourField, ColourRow, SettingRow } from './SettingRows.tsx';
import type { VolumeSettingsProps } from './VolumeSettings.tsx';

/** What is shown together: image, mask, surfaces, background. */
export function LayerSettings(props: VolumeSettingsProps) {
  const { surfaces, mask } = props;
  return (
    <>
      {props.image.status !== 'empty' && <CheckRow owner={props} param="showImage" label="Image" />}
      {mask && <ColourRow owner={props} param="mask" label="Mask" />}
      {surfaces.map(({ number }) => (
        <ColourRow key={number} owner={props} param={`mesh${number}`} label={`Surface ${number}`} />
      ))}
      {!mask && surfaces.length === 0 && (
        <p className="volume-note">Connect a mask to inMask, or surfaces to mesh1 … mesh4, and they stand here.</p>
      )}
      <SettingRow label="Background">
        <ColourField owner={props} param="background" label="Background" />
      </SettingRow>
      <CheckRow owner={props} param="hasCube" label="Cube of directions" />
    </>
  );
}
