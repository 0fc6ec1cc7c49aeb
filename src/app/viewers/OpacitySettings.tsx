import { useMemo } from 'react';
import View3DModule from '#modules/View3D/index.ts';
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
        <p className="volume-note">
          The brightest value along each line of sight, through the window; it needs no opacity.
        </p>
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
          {isTransferPreset(preset) ? 'Back to the preset' : 'Back to the window'}
        </button>
      )}
      {!isTransferPreset(preset) && (
        <>
          <ChoiceRow owner={props} param="colorMap" label="Colours" options={View3DModule.params.colorMap.options} />
          <CheckRow owner={props} param="autoLUT" label="Automatic window" />
        </>
      )}
      {preset !== 'MIP' && <CheckRow owner={props} param="shading" label="Shading" />}
    </>
  );
}
