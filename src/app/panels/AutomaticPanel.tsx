import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import './panels.css';
import type { ReactNode } from 'react';
import { modules } from '#modules/index.ts';
import { fileDropOf } from '#src/app/files/fileDrop.ts';
import { inspect, runAgain, useApp } from '#src/app/store.ts';
import { useNodeState } from '#src/app/useNodeState.ts';
import type { GraphNode, OutputRef } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { isShown } from '#src/graph/module.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';
import type { Port } from '#src/graph/ports.ts';
import { FieldLabel } from './FieldLabel.tsx';
import { FieldTies } from './FieldTies.tsx';
import { LongText } from './LongText.tsx';
import { ModuleHistogram } from './ModuleHistogram.tsx';
import { OutputValue } from './OutputValue.tsx';
import { PanelTable } from './PanelTable.tsx';
import { ParamRow } from './ParamRow.tsx';
import { SaveButton } from './SaveButton.tsx';
import { SourceSelect } from './SourceSelect.tsx';

/** The panel that every module has without any code of its own: a table of name, type and value, made from the definition. */
export function AutomaticPanel({ node }: { node: string }) {
  const found = useApp((state) => nodeOf(state.history.present, node));
  if (!found) return <div className="panel panel-muted">{commonTexts.moduleIsGone(node)}</div>;
  const module = modules.get(found.module);
  return (
    <div className="panel" data-testid={`panel-${node}`} {...fileDropOf(node)}>
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
  const end = help.search(/\. /);
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
        <LongText text={state.error.message} />{' '}
        <button type="button" className="button" onClick={runAgain}>
          {commonTexts.runAgain}
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
  const params = Object.entries(module.params).filter(
    ([name, param]) => isShown(param, found.params, found.inputs) || sourceOf(found, name) !== undefined,
  );
  return (
    <>
      <ModuleHelp help={module.help} />
      <ModuleHistogram node={node} found={found} module={module} />
      {Object.values(module.outputs).some((port) => port.type === 'file') && <SaveButton node={node} module={module} />}
      {params.length > 0 && (
        <PanelTable
          label={fieldTexts.table.parametersOf(node)}
          heads={[fieldTexts.table.name, commonTexts.type, fieldTexts.table.value]}
        >
          {params.map(([name, param]) => (
            <ParamRow key={name} node={node} found={found} name={name} param={param} />
          ))}
        </PanelTable>
      )}
      {Object.keys(module.inputs).length > 0 && (
        <PanelTable
          label={inspectorTexts.ports.inputsOf(node)}
          heads={[inspectorTexts.ports.input, commonTexts.type, commonTexts.source]}
        >
          {Object.entries(offeredInputs(module, found)).map(([name, port]) => (
            <PortRow key={name} node={node} name={name} port={port} side="input">
              <SourceSelect node={node} input={name} label={port.label} source={sourceOf(found, name)} />
            </PortRow>
          ))}
        </PanelTable>
      )}
      {Object.keys(module.outputs).length > 0 && (
        <PanelTable
          label={inspectorTexts.ports.outputsOf(node)}
          heads={[inspectorTexts.ports.output, commonTexts.type, fieldTexts.table.value]}
        >
          {Object.entries(module.outputs).map(([name, port]) => (
            <PortRow key={name} node={node} name={name} port={port} side="output">
              <PortValue source={outputRef(node, name)} port={port} />
              <FieldTies field={outputRef(node, name)} />
            </PortRow>
          ))}
        </PanelTable>
      )}
    </>
  );
}

interface PortRowProps {
  readonly node: string;
  readonly name: string;
  readonly port: Port;
  readonly side: 'input' | 'output';
  readonly children: ReactNode;
}

function PortRow({ node, name, port, side, children }: PortRowProps) {
  const field = outputRef(node, name);
  return (
    <tr data-port={name} data-field={field}>
      <td className="param-name" title={port.help}>
        {side === 'output' ? <FieldLabel field={field} label={port.label} kind="output" /> : port.label}
        <small>{name}</small>
      </td>
      <td className="param-type">{port.type}</td>
      <td colSpan={2}>{children}</td>
    </tr>
  );
}

/** Small values are shown; what is large is computed and looked at in the Output Inspector only when it is asked for. */
function PortValue({ source, port }: { source: OutputRef; port: Port }) {
  if (port.type === 'number' || port.type === 'text') return <OutputValue source={source} />;
  return (
    <button type="button" className="button" onClick={() => inspect(source)}>
      {inspectorTexts.ports.inspect}
      <span className="visually-hidden"> {source}</span>
    </button>
  );
}
