import { useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly title: string;
  readonly value: number;
  readonly min?: number;
  readonly isReadOnly?: boolean;
  readonly onCommit: (value: number) => void;
}

/** A number to be typed: taken over by Enter or on leaving the field, given up by Escape or when it is no number. */
export function NumberField({ label, title, value, min, isReadOnly, onCommit }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    const typed = draft === undefined || draft.trim() === '' ? Number.NaN : Number(draft);
    setDraft(undefined);
    if (Number.isFinite(typed) && typed !== value && (min === undefined || typed >= min)) onCommit(typed);
  };
  return (
    <label className="viewer-field" title={title}>
      <span aria-hidden="true">{label}</span>
      <input
        type="text"
        inputMode="decimal"
        aria-label={title}
        readOnly={isReadOnly}
        value={draft ?? String(Number(value.toPrecision(6)))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && draft !== undefined) {
            event.stopPropagation();
            setDraft(undefined);
          }
        }}
      />
    </label>
  );
}
