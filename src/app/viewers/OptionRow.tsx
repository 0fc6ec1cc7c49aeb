import { useId, useState } from 'react';
import type { BooleanParam, ChoiceParam, IntegerParam, NumberParam } from '#src/graph/module.ts';

interface OptionRowProps {
  readonly param: BooleanParam | ChoiceParam | IntegerParam | NumberParam;
  /** The key that does the same. */
  readonly keyText?: string;
  readonly value: boolean | number | string;
  readonly onValue: (value: boolean | number | string) => void;
}

/** A setting of a viewer with its name and its key. */
export function OptionRow({ param, keyText, value, onValue }: OptionRowProps) {
  const id = useId();
  return (
    <div className="viewer-option" title={param.help}>
      <label htmlFor={id}>{param.label}</label>
      {param.kind === 'boolean' && (
        <input id={id} type="checkbox" checked={value === true} onChange={(event) => onValue(event.target.checked)} />
      )}
      {param.kind === 'choice' && (
        <select id={id} className="viewer-select" value={`${value}`} onChange={(event) => onValue(event.target.value)}>
          {Object.entries(param.options).map(([option, label]) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </select>
      )}
      {(param.kind === 'number' || param.kind === 'integer') && (
        <NumberOption id={id} param={param} value={Number(value)} onValue={onValue} />
      )}
      <kbd>{keyText}</kbd>
    </div>
  );
}

interface NumberOptionProps {
  readonly id: string;
  readonly param: IntegerParam | NumberParam;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** A number, taken over while it is typed as far as it is one that the parameter allows. */
function NumberOption({ id, param, value, onValue }: NumberOptionProps) {
  const [draft, setDraft] = useState<string>();
  const { min = -Infinity, max = Infinity, unit } = param;
  return (
    <span className="viewer-option-number">
      <input
        id={id}
        type="number"
        min={param.min}
        max={param.max}
        step={param.kind === 'integer' ? 1 : 'any'}
        value={draft ?? value}
        onChange={(event) => {
          setDraft(event.target.value);
          const typed = event.target.valueAsNumber;
          const isWhole = param.kind === 'number' || Number.isInteger(typed);
          if (isWhole && typed >= min && typed <= max) onValue(typed);
        }}
        onBlur={() => setDraft(undefined)}
      />
      {unit}
    </span>
  );
}
