import { commonTexts } from '#src/app/texts/common.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { unitTexts } from '#src/app/texts/units.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './options.css';
import { Popover } from '@base-ui/react/popover';
import { lookParams } from '#modules/OverlayView/layerParams.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { cssOf, labelColor, parseColor } from './colorTables.ts';
import { OptionRow } from './OptionRow.tsx';
import type { LayerPicture } from './sliceLayers.ts';
import { numberOf } from './viewerDisplay.ts';

interface LayerChipProps {
  readonly n: number;
  /** What feeds the layer. */
  readonly source: string;
  readonly picture: LayerPicture;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** `isDragged` until `onEnd`, so that a drag is one undo step. */
  readonly onParams: (params: Readonly<Record<string, ParamValue>>, isDragged: boolean) => void;
  readonly onEnd: () => void;
}

/** The legend of a layer: whether it is shown, its colour and what it is; a press opens how it looks. */
export function LayerChip({ n, source, picture, params, onParams, onEnd }: LayerChipProps) {
  const look = lookParams(n);
  const isVisible = params[`visible${n}`] !== false;
  const isLabels = params[`colors${n}`] === 'LABELS';
  const text = String(params[`color${n}`] ?? look.color.default);
  const color = parseColor(text) ?? [1, 0, 0];
  const isOutline = params[`outline${n}`] === true;
  const background = isLabels
    ? `linear-gradient(to right, ${[1, 2, 3, 4].map((label) => `${cssOf(labelColor(label))} ${25 * (label - 1)}% ${25 * label}%`).join(', ')})`
    : cssOf(color);
  const problem = picture.error && `${picture.error.node} ${picture.error.message}`.trim();
  const name = source.replace(/\.[^.]*$/, '');
  return (
    <span className="viewer-chip">
      <input
        type="checkbox"
        checked={isVisible}
        aria-label={sliceTexts.overlays.showSource(n, source)}
        title={sliceTexts.overlays.show(n)}
        onChange={(event) => onParams({ [`visible${n}`]: event.target.checked }, false)}
      />
      <Popover.Root onOpenChange={(isOpen) => !isOpen && onEnd()}>
        <Popover.Trigger
          className="viewer-button viewer-chip-button"
          aria-label={sliceTexts.overlays.look(n, source)}
          title={problem ?? sliceTexts.overlays.of(n, source)}
        >
          <span
            className="viewer-swatch"
            data-outline={isOutline}
            style={{ background: isOutline ? undefined : background, borderColor: isLabels ? undefined : cssOf(color) }}
          />
          <span className="viewer-chip-name">{name}</span>
          {picture.isResampled && <span className="viewer-chip-note">{sliceTexts.overlays.resampled}</span>}
          {problem && <span className="viewer-chip-note">{sliceTexts.overlays.failed}</span>}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner className="popover-positioner" side="bottom" align="start" sideOffset={4}>
            <Popover.Popup className="viewer-options">
              <Popover.Title className="viewer-options-title">{sliceTexts.overlays.of(n, source)}</Popover.Title>
              {problem && <p className="viewer-option-note">{problem}</p>}
              {picture.isResampled && <p className="viewer-option-note">{sliceTexts.overlays.resampledTitle}</p>}
              <OptionRow
                param={{ ...look.colors, label: viewerTexts.toolbar.colours }}
                value={isLabels ? 'LABELS' : 'COLOR'}
                onValue={(value) => onParams({ [`colors${n}`]: value }, false)}
              />
              {!isLabels && (
                <label className="viewer-option">
                  <span>{commonTexts.colour}</span>
                  <input
                    type="color"
                    value={/^#[0-9a-f]{6}$/i.test(text) ? text : '#ff0000'}
                    onChange={(event) => onParams({ [`color${n}`]: event.target.value }, true)}
                  />
                </label>
              )}
              <label className="viewer-option">
                <span>{viewerTexts.toolbar.opacity}</span>
                <input
                  type="range"
                  min={0}
                  max={1}
                  step={0.05}
                  value={numberOf(params, `opacity${n}`, 0.5)}
                  onChange={(event) => onParams({ [`opacity${n}`]: event.target.valueAsNumber }, true)}
                  onPointerUp={onEnd}
                />
                <span>{unitTexts.percent(Math.round(100 * numberOf(params, `opacity${n}`, 0.5)))}</span>
              </label>
              <OptionRow
                param={{ ...look.outline, label: sliceTexts.overlays.outline }}
                value={isOutline}
                onValue={(value) => onParams({ [`outline${n}`]: value }, false)}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </span>
  );
}
