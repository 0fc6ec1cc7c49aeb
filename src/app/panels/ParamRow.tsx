import { useState } from 'react';
import { ImageFieldRow } from '#src/app/files/ImageFieldRow.tsx';
import { readsFiles } from '#src/app/files/readsFiles.ts';
import { Icon } from '#src/app/Icon.tsx';
import { sourcesFor } from '#src/app/possibleFields.ts';
import { edit, setParams, useStructure } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import type { GraphNode, OutputRef } from '#src/graph/document.ts';
import { outputRef, sourceOf } from '#src/graph/document.ts';
import { disconnect } from '#src/graph/edit.ts';
import type { Param } from '#src/graph/module.ts';
import { whyNotValue } from '#src/graph/params.ts';
import { FieldLabel } from './FieldLabel.tsx';
import { FieldRef, FieldTies } from './FieldTies.tsx';
import { OutputValue } from './OutputValue.tsx';
import { ParamEditor } from './ParamEditor.tsx';
import { SourceSelect } from './SourceSelect.tsx';

interface ParamRowProps {
  readonly node: string;
  readonly found: GraphNode;
  readonly name: string;
  readonly param: Param;
}

/** A parameter in the automatic panel; of a file what the file has. */
export function ParamRow(props: ParamRowProps) {
  const { node, found, name, param } = props;
  const row = <PlainParamRow {...props} />;
  if (param.kind === 'file' && name === 'name') return row;
  if (!readsFiles(node) || sourceOf(found, name)) return row;
  return (
    <ImageFieldRow node={node} found={found} name={name} param={param}>
      {row}
    </ImageFieldRow>
  );
}

/** Its editor, or what feeds it and the value that it gets from there. */
function PlainParamRow({ node, found, name, param }: ParamRowProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const document = useStructure();
  const value = found.params[name] ?? param.default;
  const field = outputRef(node, name);
  const source = sourceOf(found, name);
  const isChanged = JSON.stringify(value) !== JSON.stringify(param.default);
  const canBeFed = param.kind !== 'file' && (source !== undefined || sourcesFor(document, node, name).length > 0);
  // A value of a file may not fit; the editors cannot make one that does not.
  const why = source ? undefined : whyNotValue(param, value);
  return (
    <tr data-changed={isChanged && !source} data-param={name} data-field={field}>
      <td className="param-name" title={param.help}>
        <FieldLabel field={field} label={param.label} kind="param" />
        <small>{name}</small>
        {isChanged && !source && <span className="visually-hidden">{fieldTexts.row.changed}</span>}
      </td>
      <td className="param-type">{param.kind}</td>
      <td>
        <div className="param-value">
          {source ? (
            <DrivenValue source={source} />
          ) : (
            <ParamEditor node={node} name={name} param={param} value={value} />
          )}
          {isChoosing && !source && <SourceSelect node={node} input={name} label={param.label} source={source} />}
          {why && <span className="param-error">{why}</span>}
          <FieldTies field={field} />
        </div>
      </td>
      <td>
        <div className="param-actions">
          {source && (
            <RowButton
              icon="close"
              title={fieldTexts.row.disconnect(commonTexts.fieldOf(param.label, node))}
              onClick={() => {
                setIsChoosing(false);
                edit(disconnect(node, name));
              }}
            />
          )}
          {isChanged && !source && (
            <RowButton
              icon="reset"
              title={fieldTexts.row.reset(commonTexts.fieldOf(param.label, node), JSON.stringify(param.default))}
              onClick={() => setParams(node, { [name]: param.default })}
            />
          )}
          {canBeFed && !source && (
            <RowButton
              icon="link"
              title={fieldTexts.row.connect(commonTexts.fieldOf(param.label, node))}
              isExpanded={isChoosing}
              onClick={() => setIsChoosing(!isChoosing)}
            />
          )}
        </div>
      </td>
    </tr>
  );
}

function DrivenValue({ source }: { source: OutputRef }) {
  return (
    <span className="param-driven" title={fieldTexts.row.givenBy(source)}>
      <FieldRef to={source} text={`← ${source}`} />: <OutputValue source={source} />
    </span>
  );
}

interface RowButtonProps {
  readonly icon: 'close' | 'reset' | 'link';
  readonly title: string;
  readonly isExpanded?: boolean;
  readonly onClick: () => void;
}

function RowButton({ icon, title, isExpanded, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={title}
      aria-label={title}
      aria-expanded={isExpanded}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
