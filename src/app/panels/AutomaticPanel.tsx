import './panels.css';
import { useState } from 'react';
import { modules } from '#modules/index.ts';
import { Icon } from '#src/app/Icon.tsx';
import { inspect, runAgain, setParams, useApp } from '#src/app/store.ts';
import { useNodeState } from '#src/app/useOutput.ts';
import type { GraphNode } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf } from '#src/graph/document.ts';
import type { AnyModule, Param } from '#src/graph/module.ts';
import { isShown } from '#src/graph/module.ts';
import { whyNotValue } from '#src/graph/params.ts';
import { OutputValue } from './OutputValue.tsx';
import { ParamEditor } from './ParamEditor.tsx';
import { SaveButton } from './SaveButton.tsx';
import { SourceSelect, sourcesFor } from './SourceSelect.tsx';

/** The panel that every module has without any code of its own: a table of name, type and value, made from the definition. */
export function AutomaticPanel({ node }: { node: string }) {
  const found = useApp((state) => nodeOf(state.history.present, node));
  if (!found) return <div className="panel panel-muted">There is no module {node} any more.</div>;
  const module = modules.get(found.module);
  return (
    <div className="panel" data-testid={`panel-${node}`}>
      <header className="panel-head">
        <h2>{node}</h2>
        <span className="panel-muted">
          {found.module}
          {module && `, ${module.genre}`}
        </span>
      </header>
      <StateMessage node={node} />
      {module ? (
        <ModuleTables node={node} found={found} module={module} />
      ) : (
        <pre>{JSON.stringify(found.params, null, 2)}</pre>
      )}
    </div>
  );
}

/** The first sentence of the help; the rest on demand, since the fields are what the panel is for. */
function ModuleHelp({ help }: { help: string }) {
  const end = help.search(/[.:] /);
  if (end < 0 || help.length < 140) return <p className="panel-help">{help}</p>;
  return (
    <details className="panel-help">
      <summary>{help.slice(0, end + 1)}</summary>
      {help.slice(end + 2)}
    </details>
  );
}

function StateMessage({ node }: { node: string }) {
  const state = useNodeState(node);
  if (state.status === 'failed') {
    const isOwn = state.error.node === node;
    return (
      <div className="panel-message" role="alert">
        {!isOwn && <strong>{state.error.node}: </strong>}
        {state.error.message}{' '}
        <button type="button" className="button" onClick={runAgain}>
          Run again
        </button>
      </div>
    );
  }
  if (state.status === 'done' && state.warnings.length > 0) {
    return (
      <div className="panel-message" data-kind="warning">
        {state.warnings.join(' ')}
      </div>
    );
  }
  return state.status === 'idle' && state.hint ? (
    <div className="panel-message" data-kind="info">
      {state.hint}
    </div>
  ) : null;
}

function ModuleTables({ node, found, module }: { node: string; found: GraphNode; module: AnyModule }) {
  const params = Object.entries(module.params).filter(([, param]) => isShown(param, found.params));
  return (
    <>
      <ModuleHelp help={module.help} />
      {Object.values(module.outputs).some((port) => port.type === 'file') && <SaveButton node={node} module={module} />}
      {params.length > 0 && (
        <table aria-label={`Parameters of ${node}`}>
          <thead>
            <tr>
              <th>Name</th>
              <th>Type</th>
              <th>Value</th>
              <th>
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {params.map(([name, param]) => (
              <ParamRow key={name} node={node} found={found} name={name} param={param} />
            ))}
          </tbody>
        </table>
      )}
      {Object.keys(module.inputs).length > 0 && (
        <table aria-label={`Inputs of ${node}`}>
          <thead>
            <tr>
              <th>Input</th>
              <th>Type</th>
              <th>Source</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(module.inputs).map(([name, port]) => (
              <tr key={name}>
                <td className="param-name">
                  {port.label}
                  <small>{name}</small>
                </td>
                <td className="param-type">{port.type}</td>
                <td>
                  <SourceSelect node={node} input={name} label={port.label} source={sourceOf(found, name)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.keys(module.outputs).length > 0 && (
        <table aria-label={`Outputs of ${node}`}>
          <thead>
            <tr>
              <th>Output</th>
              <th>Type</th>
              <th>Value</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(module.outputs).map(([name, port]) => (
              <tr key={name}>
                <td className="param-name">
                  {port.label}
                  <small>{name}</small>
                </td>
                <td className="param-type">{port.type}</td>
                <td>
                  {port.type === 'number' || port.type === 'text' ? (
                    <OutputValue source={outputRef(node, name)} />
                  ) : (
                    <button type="button" className="button" onClick={() => inspect(outputRef(node, name))}>
                      Inspect<span className="visually-hidden"> {name}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function ParamRow({ node, found, name, param }: { node: string; found: GraphNode; name: string; param: Param }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const document = useApp((state) => state.history.present);
  const value = found.params[name] ?? param.default;
  const source = sourceOf(found, name);
  const isChanged = JSON.stringify(value) !== JSON.stringify(param.default);
  const canBeFed = param.kind !== 'file' && (source !== undefined || sourcesFor(document, node, name).length > 0);
  // A value of a file may not fit; the editors below cannot make one that does not.
  const why = source ? undefined : whyNotValue(param, value);
  return (
    <tr data-changed={isChanged} data-param={name}>
      <td className="param-name" title={param.help}>
        {param.label}
        <small>{name}</small>
      </td>
      <td className="param-type">{param.kind}</td>
      <td>
        <div className="param-value">
          {source ? (
            <span className="param-driven" title={`Given by ${source}`}>
              ← {source}: <OutputValue source={source} />
            </span>
          ) : (
            <ParamEditor node={node} name={name} param={param} value={value} isDisabled={false} />
          )}
          {(isChoosing || source) && <SourceSelect node={node} input={name} label={param.label} source={source} />}
          {why && <span className="param-error">{why}</span>}
        </div>
      </td>
      <td>
        <div className="param-actions">
          {canBeFed && !source && (
            <button
              type="button"
              className="icon-button"
              title="Connect this field to a number, text or field of another module"
              aria-label={`Connect ${param.label} of ${node}`}
              aria-expanded={isChoosing}
              onClick={() => setIsChoosing(!isChoosing)}
            >
              <Icon name="link" />
            </button>
          )}
          {isChanged && !source && (
            <button
              type="button"
              className="icon-button"
              title={`Back to the default, ${JSON.stringify(param.default)}`}
              aria-label={`Reset ${param.label} of ${node} to its default`}
              onClick={() => setParams(node, { [name]: param.default })}
            >
              <Icon name="reset" />
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}
