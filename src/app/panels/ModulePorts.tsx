import { useSyncExternalStore } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { bytesText } from '#src/app/format.ts';
import { inspect, useDocument } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { byteCount } from '#src/formats/joinBytes.ts';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { nodesOf, outputRef, sourceOf, splitRef } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';
import type { Port } from '#src/graph/ports.ts';
import { sizeText } from '#src/image/affine.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { NodeLink } from './NodeLink.tsx';
import { SourceSelect } from './SourceSelect.tsx';

interface ModulePortsProps {
  readonly node: string;
  readonly found: GraphNode;
  readonly module: AnyModule;
}

/** The connectors of a node: their types, what feeds them or what they feed, and what is there of them. */
export function ModulePorts({ node, found, module }: ModulePortsProps) {
  return (
    <>
      <PortTable kind="input" ports={offeredInputs(module, found)} node={node}>
        {(name, port) => {
          const source = sourceOf(found, name);
          return (
            <PortRow key={name} name={name} port={port} result={source}>
              <SourceSelect node={node} input={name} label={port.label} source={source} />
            </PortRow>
          );
        }}
      </PortTable>
      <PortTable kind="output" ports={module.outputs} node={node}>
        {(name, port) => (
          <PortRow key={name} name={name} port={port} result={outputRef(node, name)}>
            <Fed from={outputRef(node, name)} />
          </PortRow>
        )}
      </PortTable>
      {Object.keys(module.inputs).length + Object.keys(module.outputs).length === 0 && (
        <p className="panel-muted">{inspectorTexts.ports.none}</p>
      )}
    </>
  );
}

interface PortTableProps {
  readonly kind: 'input' | 'output';
  readonly ports: Readonly<Record<string, Port>>;
  readonly node: string;
  readonly children: (name: string, port: Port) => React.ReactNode;
}

function PortTable({ kind, ports, node, children }: PortTableProps) {
  const entries = Object.entries(ports);
  if (entries.length === 0) return null;
  return (
    <table aria-label={(kind === 'input' ? inspectorTexts.ports.inputsOf : inspectorTexts.ports.outputsOf)(node)}>
      <colgroup>
        <col className="col-name" />
        <col className="col-type" />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{inspectorTexts.ports[kind]}</th>
          <th scope="col">{commonTexts.type}</th>
          <th scope="col">{kind === 'input' ? commonTexts.source : inspectorTexts.ports.feeds}</th>
          <th scope="col">{inspectorTexts.ports.result}</th>
        </tr>
      </thead>
      <tbody>{entries.map(([name, port]) => children(name, port))}</tbody>
    </table>
  );
}

interface PortRowProps {
  readonly name: string;
  readonly port: Port;
  /** The output whose result arrives or is given. */
  readonly result: OutputRef | undefined;
  readonly children: React.ReactNode;
}

function PortRow({ name, port, result, children }: PortRowProps) {
  return (
    <tr data-port={name}>
      <td className="param-name" title={port.help}>
        {port.label}
        <small>{name}</small>
      </td>
      <td className="param-type">{port.optional ? commonTexts.optional(port.type) : port.type}</td>
      <td>{children}</td>
      <td>{result && <PresentResult source={result} />}</td>
    </tr>
  );
}

function Fed({ from }: { readonly from: OutputRef }) {
  const fed = fedBy(useDocument(), from);
  if (fed.length === 0) return <span className="panel-muted">{inspectorTexts.ports.feedsNothing}</span>;
  return fed.map(([name, input]) => (
    <div key={`${name}.${input}`}>
      <NodeLink node={name} />
      <span className="panel-muted">.{input}</span>
    </div>
  ));
}

function fedBy(document: GraphDocument, from: OutputRef): (readonly [string, string])[] {
  return nodesOf(document).flatMap(([name, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, ref]) => (ref === from ? [[name, input] as const] : [])),
  );
}

/** What is there of a result; a click looks at it, and only then is it computed. */
function PresentResult({ source }: { readonly source: OutputRef }) {
  const document = useDocument();
  const text = useSyncExternalStore(engine.subscribe, () => presentText(document, source));
  return (
    <button
      type="button"
      className="sheet-node"
      title={inspectorTexts.ports.showSource(source)}
      onClick={() => inspect(source)}
    >
      {text}
    </button>
  );
}

function presentText(document: GraphDocument, source: OutputRef): string {
  const value = engine.peek(document, source);
  if (typeof value === 'object' && 'voxels' in value) {
    return inspectorTexts.ports.image(
      sizeText(value.size),
      voxelTypeOf(value.voxels),
      bytesText(value.voxels.byteLength),
    );
  }
  if (typeof value === 'object' && 'rows' in value) return commonTexts.rows(value.rows.length);
  if (typeof value === 'object' && 'parts' in value) return bytesText(byteCount(value.parts));
  if (value !== undefined) return String(value);
  const grid = engine.knownGrid(document, source);
  const isThere = engine.state(document, splitRef(source)[0]).status === 'done';
  const text = isThere ? inspectorTexts.ports.slicesOnly : inspectorTexts.ports.notComputed;
  return grid ? inspectorTexts.ports.grid(sizeText(grid.size), text) : text;
}
