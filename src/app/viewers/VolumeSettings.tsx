import { commonTexts } from '#src/app/texts/common.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { CutSettings } from './CutSettings.tsx';
import { LayerSettings } from './LayerSettings.tsx';
import { OpacitySettings } from './OpacitySettings.tsx';
import type { VolumeCard, VolumePaneProps } from './VolumePane.tsx';
import { VolumePictures } from './VolumePictures.tsx';
import type { ChosenLook } from './volumeLook.ts';
import type { VolumeScene } from './volumeScene.ts';

export interface VolumeSettingsProps extends VolumePaneProps {
  readonly card: Exclude<VolumeCard, 'help'>;
  readonly chosen: ChosenLook;
  readonly scene: VolumeScene | undefined;
  readonly onClose: () => void;
}

/** One card with settings over the right of a 3D view; Escape closes it. */
export function VolumeSettings(props: VolumeSettingsProps) {
  const { card, onClose } = props;
  const { head } = volumeTexts.cards[card];
  return (
    <fieldset
      className="volume-card"
      aria-label={volumeTexts.cards.of(props.name, head)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="volume-card-title">
        <span>{head}</span>
        <button
          type="button"
          className="viewer-button"
          aria-label={commonTexts.close}
          title={volumeTexts.cards.closeWithKey}
          onClick={onClose}
        >
          ×
        </button>
      </header>
      {card === 'opacity' && <OpacitySettings {...props} />}
      {card === 'cut' && <CutSettings {...props} />}
      {card === 'layers' && <LayerSettings {...props} />}
      {card === 'picture' && <VolumePictures {...props} />}
    </fieldset>
  );
}
