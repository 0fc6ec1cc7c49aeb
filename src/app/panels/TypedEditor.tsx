import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { endGesture, setParams, undo, useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import type {
  BooleanParam,
  ChoiceParam,
  FileParam,
  IntegerParam,
  NumberParam,
  Param,
  ParamValue,
} from '#src/graph/module.ts';
import { parseParam } from '#src/graph/params.ts';
import { flatStrokes, isStrokes } from '#src/graph/strokes.ts';
import { rangeText } from './rangeText.ts';

interface TypedEditorProps {
  readonly node: string;
  readonly name: string;
  readonly param: Exclude<Param, BooleanParam | ChoiceParam | FileParam>;
  readonly value: ParamValue;
}

/**
 * A field that is typed into, with a slider where the range is known. What fits applies at every keystroke, and all of them are
 * one undo step; what does not stays in the field with the reason, and the document as it was. Esc takes the typing back.
 */
export function TypedEditor({ node, name, param, value }: TypedEditorProps) {
  const shown = typedText(value);
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string>();
  const isTyping = useRef(false);
  const id = useId();
  // Undo, a slider or another panel may change the value meanwhile; what is being typed is left alone.
  useEffect(() => {
    if (isTyping.current) return;
    setText(shown);
    setError(undefined);
  }, [shown]);
  const gesture = `${node}.${name}`;
  const label = commonTexts.fieldOf(param.label, node);
  const number = isNumeric(param) ? param : undefined;
  const range = number && rangeText(number);

  const type = (next: string) => {
    isTyping.current = true;
    setText(next);
    const parsed = parseParam(param, next);
    if ('error' in parsed) setError(parsed.error);
    else {
      setError(undefined);
      setParams(node, { [name]: parsed.value }, gesture);
    }
  };
  const end = () => {
    isTyping.current = false;
    endGesture();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') end();
    if (event.key === 'Escape') {
      if (useApp.getState().history.gesture === gesture) undo();
      isTyping.current = false;
      setText(shownOf(node, name, shown));
      setError(undefined);
    }
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (number && steps && typeof value === 'number') {
      event.preventDefault();
      type(String(stepped(number, value, steps * (event.shiftKey ? 10 : 1))));
    }
  };

  return (
    <>
      <input
        className="field"
        type="text"
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={[range && `${id}-range`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
        {...(number && spinButton(number, value))}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          end();
          if (error === undefined) setText(shown);
        }}
        onKeyDown={onKeyDown}
      />
      {number && hasSlider(number) && (
        <input
          type="range"
          aria-label={commonTexts.slider(label)}
          min={number.min}
          max={number.max}
          step={number.step ?? (number.kind === 'integer' ? 1 : 'any')}
          value={Number(value)}
          onChange={(event) => setParams(node, { [name]: event.target.valueAsNumber }, gesture)}
          onPointerUp={endGesture}
          onKeyUp={endGesture}
          onBlur={endGesture}
        />
      )}
      {range && (
        <span className="param-range" id={`${id}-range`}>
          {range}
        </span>
      )}
      {error && (
        <span className="param-error" role="alert" id={`${id}-error`}>
          {error}
        </span>
      )}
    </>
  );
}

function isNumeric(param: Param): param is NumberParam | IntegerParam {
  return param.kind === 'number' || param.kind === 'integer';
}

function hasSlider({ min, max }: NumberParam | IntegerParam): boolean {
  return min !== undefined && max !== undefined && Number.isFinite(max - min);
}

/** A text field that behaves like a number field, since that would hide from us what was typed when it is no number. */
function spinButton({ min, max }: NumberParam | IntegerParam, value: ParamValue) {
  return {
    inputMode: 'decimal',
    role: 'spinbutton',
    autoComplete: 'off',
    'aria-valuenow': typeof value === 'number' ? value : undefined,
    'aria-valuemin': min,
    'aria-valuemax': max,
  } as const;
}

/** The value some steps on, within the range; without the tail of digits that adding 0.1 leaves. */
function stepped(
  { min = -Infinity, max = Infinity, step = 1 }: NumberParam | IntegerParam,
  value: number,
  steps: number,
) {
  return Math.max(min, Math.min(max, Number((value + steps * step).toPrecision(12))));
}

/** The value that the document holds now, as text. */
function shownOf(node: string, name: string, otherwise: string): string {
  const value = useApp.getState().history.present.nodes[node]?.params[name];
  if (value === undefined) return otherwise;
  return typedText(value);
}

/** A value as it is typed. */
function typedText(value: ParamValue | undefined): string {
  if (Array.isArray(value)) return (isStrokes(value) ? flatStrokes(value) : value).join(' ');
  return String(value ?? '');
}
