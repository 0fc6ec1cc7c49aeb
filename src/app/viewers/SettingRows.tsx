import type { ReactNode } from 'react';
import { commonTexts } from '#src/app/texts/common.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { NumberField } from './NumberField.tsx';
import { type FedSources, numberParam } from './volumeContent.ts';

/** What a row needs to show and to set a parameter. */
export interface RowOwner {
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly fed?: FedSources;
  readonly onParams: (values: Readonly<Record<string, ParamValue>>, gesture?: string) => void;
  readonly onEnd: () => void;
}

interface RowProps {
  readonly owner: RowOwner;
  readonly param: string;
  readonly label: string;
}

/** A row of a card: a label and what stands beside it. */
export function SettingRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="volume-row">
      <span aria-hidden="true">{label}</span>
      <span className="volume-row-controls">{children}</span>
    </div>
  );
}

/** A parameter that is on or off. */
export function CheckRow({ owner, param, label }: RowProps) {
  return (
    <label className="volume-check">
      <input
        type="checkbox"
        checked={owner.params[param] === true}
        disabled={owner.fed?.[param] !== undefined}
        onChange={({ target }) => owner.onParams({ [param]: target.checked })}
      />
      {label}
    </label>
  );
}

/** A number as a slider and a field. */
export function SliderRow(
  props: RowProps & { readonly min: number; readonly max: number; readonly step: number; readonly unit?: string },
) {
  const { owner, param, label, min, max, step } = props;
  const value = numberParam(owner.params, param);
  const source = owner.fed?.[param];
  const measured = props.unit ? viewerTexts.toolbar.inUnit(label, props.unit) : label;
  const title = source ? commonTexts.givenBy(measured, source) : measured;
  return (
    <SettingRow label={label}>
      <input
        type="range"
        className="viewer-slider"
        aria-label={commonTexts.slider(title)}
        title={title}
        min={Math.min(min, value)}
        max={Math.max(max, value)}
        step={step}
        value={value}
        disabled={source !== undefined}
        onChange={({ target }) => owner.onParams({ [param]: Number(target.valueAsNumber.toPrecision(6)) }, param)}
        onPointerUp={owner.onEnd}
        onKeyUp={owner.onEnd}
        onBlur={owner.onEnd}
      />
      <NumberField
        label=""
        title={title}
        value={value}
        isReadOnly={source !== undefined}
        onCommit={(next) => owner.onParams({ [param]: next })}
      />
    </SettingRow>
  );
}

/** A choice between named values. */
export function ChoiceRow({
  owner,
  param,
  label,
  options,
}: RowProps & { readonly options: Readonly<Record<string, string>> }) {
  return (
    <SettingRow label={label}>
      <select
        className="viewer-select"
        aria-label={label}
        value={String(owner.params[param])}
        disabled={owner.fed?.[param] !== undefined}
        onChange={({ target }) => owner.onParams({ [param]: target.value })}
      >
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}

/** A colour as the browser's own field. */
export function ColourField({ owner, param, label }: RowProps) {
  const value = owner.params[param];
  return (
    <input
      type="color"
      className="volume-colour"
      aria-label={label}
      title={label}
      value={typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : '#000000'}
      disabled={owner.fed?.[param] !== undefined}
      onChange={({ target }) => owner.onParams({ [param]: target.value }, param)}
      onBlur={owner.onEnd}
    />
  );
}

/** A colour and an opacity, of a mask or a surface. */
export function ColourRow({ owner, param, label }: RowProps) {
  const opacity = `${param}Opacity`;
  return (
    <SettingRow label={label}>
      <ColourField owner={owner} param={`${param}Colour`} label={volumeTexts.layers.colourOf(label)} />
      <input
        type="range"
        className="viewer-slider"
        aria-label={volumeTexts.layers.opacityOf(label)}
        title={volumeTexts.layers.opacityTitle(label, numberParam(owner.params, opacity))}
        min={0}
        max={1}
        step={0.05}
        value={numberParam(owner.params, opacity)}
        disabled={owner.fed?.[opacity] !== undefined}
        onChange={({ target }) => owner.onParams({ [opacity]: target.valueAsNumber }, opacity)}
        onPointerUp={owner.onEnd}
        onKeyUp={owner.onEnd}
        onBlur={owner.onEnd}
      />
    </SettingRow>
  );
}
