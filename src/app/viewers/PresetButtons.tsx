import { valueText } from './readout.ts';
import type { SliceToolbarProps } from './SliceToolbar.tsx';
import { ctPresets, mappedWindow, unitOf } from './windowPresets.ts';

/** The windows in common use for CT; where the values are no Hounsfield units, it is said what they stand for. */
export function PresetButtons({ range, meta, onWindow, fed }: SliceToolbarProps) {
  const isHounsfield = unitOf(meta) === 'HU';
  if (!range || fed?.center || fed?.width) return null;
  return (
    <div className="viewer-presets">
      <span>CT window</span>
      <div>
        {ctPresets.map(({ name, window }) => {
          const shown = isHounsfield ? window : mappedWindow(window, range);
          return (
            <button
              key={name}
              type="button"
              className="viewer-button"
              title={`C ${valueText(shown.center)}, W ${valueText(shown.width)}`}
              onClick={() => onWindow(shown)}
            >
              {name}
            </button>
          );
        })}
      </div>
      {!isHounsfield && (
        <p>
          This image is not in HU: −1000 to 1000 HU stand for its values of {valueText(range.min)} to{' '}
          {valueText(range.max)}.
        </p>
      )}
    </div>
  );
}
