import { viewerTexts } from '#src/app/texts/viewers.ts';
import type { VolumeMeta } from '#src/image/volume.ts';
import { valueText } from './readout.ts';
import type { ValueRange } from './valueRange.ts';
import type { WindowLevel } from './windowLevel.ts';
import { ctPresets, mappedWindow, unitOf } from './windowPresets.ts';

export interface PresetButtonsProps {
  /** Of the image's values, and what they are. */
  readonly range: ValueRange | undefined;
  readonly meta: VolumeMeta | undefined;
  readonly onWindow: (window: WindowLevel) => void;
  /** Whether a connection decides on the window. */
  readonly isFed: boolean;
}

/** The windows in common use for CT; where the values are no Hounsfield units, it is said what they stand for. */
export function PresetButtons({ range, meta, onWindow, isFed }: PresetButtonsProps) {
  const isHounsfield = unitOf(meta) === 'HU';
  if (!range || isFed) return null;
  return (
    <div className="viewer-presets">
      <span>{viewerTexts.window.presets}</span>
      <div>
        {ctPresets.map(({ name, window }) => {
          const shown = isHounsfield ? window : mappedWindow(window, range);
          return (
            <button
              key={name}
              type="button"
              className="viewer-button"
              title={viewerTexts.window.preset(valueText(shown.center), valueText(shown.width))}
              onClick={() => onWindow(shown)}
            >
              {name}
            </button>
          );
        })}
      </div>
      {!isHounsfield && <p>{viewerTexts.window.notHounsfield(valueText(range.min), valueText(range.max))}</p>}
    </div>
  );
}
