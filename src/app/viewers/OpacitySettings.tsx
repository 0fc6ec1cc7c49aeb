import { useMemo } from 'react';
import View3DModule from '#modules/View3D/index.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { OpacityEditor } from './OpacityEditor.tsx';
import { CheckRow, ChoiceRow } from './SettingRows.tsx';
import { curveText } from './transferFunction.ts';
import type { VolumeSettingsProps } from './VolumeSettings.tsx';
import { valueCounts } from './valueCounts.ts';
import { isTransferPreset, lookParams } from './volumeLook.ts';

/** Opacity and colours of an image. */
export function OpacitySettings(props: VolumeSettingsProps) {
  const { params, fed, chosen, onParams } = props;
  const volume = props.image.value;
  const { preset, opacityCurve } = lookParams(params);
  const { domain } = chosen;
  const counts = useMemo(() => (volume ? valueCounts(volume, domain) : []), [volume, domain]);
  const isOwn = opacityCurve !== '';
  return (
    <>
      {preset === 'MIP' ? (
        <p className="volume-note">{volumeTexts.opacity.brightest}</p>
      ) : (
        <OpacityEditor
          points={chosen.opacity}
          domain={domain}
          counts={counts}
          unit={volume?.meta?.unit}
          isReadOnly={fed?.opacityCurve !== undefined}
          onPoints={(points, isDragged) =>
            onParams({ opacityCurve: curveText(points) }, isDragged ? 'opacity' : undefined)
          }
          onEnd={props.onEnd}
        />
      )}
      {chosen.remark && <p className="volume-note">{chosen.remark}.</p>}
      {isOwn && preset !== 'MIP' && (
        <button type="button" className="viewer-button" onClick={() => onParams({ opacityCurve: '' })}>
          {isTransferPreset(preset) ? volumeTexts.opacity.toPreset : volumeTexts.opacity.toWindow}
        </button>
      )}
      {!isTransferPreset(preset) && (
        <>
          <ChoiceRow
            owner={props}
            param="colorMap"
            label={viewerTexts.toolbar.colours}
            options={View3DModule.params.colorMap.options}
          />
          <CheckRow owner={props} param="autoLUT" label={volumeTexts.opacity.autoWindow} />
        </>
      )}
      {preset !== 'MIP' && <CheckRow owner={props} param="shading" label={volumeTexts.opacity.shading} />}
    </>
  );
}
