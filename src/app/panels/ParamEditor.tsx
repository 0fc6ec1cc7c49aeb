import { FileField } from '#src/app/files/FileField.tsx';
import { setParams } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import type { Param, ParamValue } from '#src/graph/module.ts';
import { BoxEditor } from './BoxEditor.tsx';
import { PointsEditor } from './PointsEditor.tsx';
import { TypedEditor } from './TypedEditor.tsx';

interface ParamEditorProps {
  readonly node: string;
  readonly name: string;
  readonly param: Param;
  readonly value: ParamValue;
}

/** The editor of one parameter by its kind. */
export function ParamEditor({ node, name, param, value }: ParamEditorProps) {
  const set = (next: ParamValue) => setParams(node, { [name]: next });
  const label = commonTexts.fieldOf(param.label, node);
  switch (param.kind) {
    case 'boolean':
      return (
        <label className="param-check">
          <input
            type="checkbox"
            aria-label={label}
            checked={value === true}
            onChange={(event) => set(event.target.checked)}
          />
        </label>
      );
    case 'choice':
      return (
        <select
          className="field"
          aria-label={label}
          value={String(value)}
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
      return <FileField node={node} name={name} label={label} value={value} />;
    case 'number':
    case 'integer':
    case 'text':
    case 'vector':
    case 'strokes':
      return <TypedEditor node={node} name={name} param={param} value={value} />;
    case 'box':
      return <BoxEditor node={node} name={name} param={param} value={Array.isArray(value) ? value : []} />;
    case 'points':
      return <PointsEditor node={node} name={name} param={param} value={Array.isArray(value) ? value : []} />;
    default:
      return param satisfies never;
  }
}
