import { useEffect, useState } from 'react';
import { chooseParamFile } from '#src/app/chooseParamFile.ts';
import { endGesture, setParams } from '#src/app/store.ts';
import type { Param, ParamValue } from '#src/graph/module.ts';
import { isFileRef, parseParam } from '#src/graph/params.ts';

interface ParamEditorProps {
  readonly node: string;
  readonly name: string;
  readonly param: Param;
  readonly value: ParamValue;
  readonly isDisabled: boolean;
}

/** The editor of one parameter by its kind. What does not fit stays in the field with the reason, and the document as it was. */
export function ParamEditor(props: ParamEditorProps) {
  const { node, name, param, value, isDisabled } = props;
  const set = (next: ParamValue) => setParams(node, { [name]: next });
  const label = `${param.label} of ${node}`;
  switch (param.kind) {
    case 'boolean':
      return (
        <input
          type="checkbox"
          aria-label={label}
          checked={value === true}
          disabled={isDisabled}
          onChange={(event) => set(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <select
          className="field"
          aria-label={label}
          value={String(value)}
          disabled={isDisabled}
          onChange={(event) => set(event.target.value)}
        >
          {typeof value === 'string' && !Object.hasOwn(param.options, value) && <option value={value}>{value}?</option>}
          {Object.entries(param.options).map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      );
    case 'file':
      return (
        <>
          <span>{isFileRef(value) ? value.name : 'no file'}</span>
          <button
            type="button"
            className="button"
            disabled={isDisabled}
            onClick={() => void chooseParamFile(node, name)}
          >
            Choose…
          </button>
        </>
      );
    case 'number':
    case 'integer':
    case 'text':
    case 'vector':
      return <TypedEditor {...props} />;
    default:
      return param satisfies never;
  }
}

/** A field that is typed into, with a slider where the range is known. Each valid keystroke applies, and they are one undo step. */
function TypedEditor({ node, name, param, value, isDisabled }: ParamEditorProps) {
  const shown = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string>();
  const [isTyping, setIsTyping] = useState(false);
  // Undo, a slider or another panel may change the value meanwhile; what is being typed is left alone.
  useEffect(() => {
    if (isTyping) return;
    setText(shown);
    setError(undefined);
  }, [shown, isTyping]);
  const gesture = `${node}.${name}`;
  const label = `${param.label} of ${node}`;
  const type = (next: string) => {
    setText(next);
    const parsed = parseParam(param, next);
    if ('error' in parsed) setError(parsed.error);
    else {
      setError(undefined);
      setParams(node, { [name]: parsed.value }, gesture);
    }
  };
  const end = () => {
    setIsTyping(false);
    endGesture();
  };
  const isNumeric = param.kind === 'number' || param.kind === 'integer';
  const hasRange =
    isNumeric && param.min !== undefined && param.max !== undefined && Number.isFinite(param.max - param.min);
  const step = isNumeric ? (param.step ?? (param.kind === 'integer' ? 1 : 'any')) : undefined;
  return (
    <>
      <input
        className="field"
        type={isNumeric ? 'number' : 'text'}
        step={step}
        min={isNumeric ? param.min : undefined}
        max={isNumeric ? param.max : undefined}
        aria-label={label}
        aria-invalid={error !== undefined}
        value={text}
        disabled={isDisabled}
        onFocus={() => setIsTyping(true)}
        onChange={(event) => type(event.target.value)}
        onBlur={end}
        onKeyDown={(event) => {
          if (event.key === 'Enter') endGesture();
          if (event.key === 'Escape') {
            setText(shown);
            setError(undefined);
            event.currentTarget.blur();
          }
        }}
      />
      {hasRange && (
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={param.min}
          max={param.max}
          step={step === 'any' ? (Number(param.max) - Number(param.min)) / 200 : step}
          value={Number(value)}
          disabled={isDisabled}
          onChange={(event) => setParams(node, { [name]: event.target.valueAsNumber }, gesture)}
          onPointerUp={endGesture}
          onBlur={endGesture}
        />
      )}
      {isNumeric && param.unit && <span className="panel-muted">{param.unit}</span>}
      {error && (
        <span className="param-error" role="alert">
          {error}
        </span>
      )}
    </>
  );
}
