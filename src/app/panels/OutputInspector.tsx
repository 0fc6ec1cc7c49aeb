import './inspector.css';
import './panels.css';
import { useMemo, useState } from 'react';
import { modules } from '#modules/index.ts';
import { numberText } from '#src/app/format.ts';
import { useApp, useDocument } from '#src/app/store.ts';
import { useGrid, useValue } from '#src/app/useOutput.ts';
import { SliceView } from '#src/app/viewers/SliceView.tsx';
import { VolumeView } from '#src/app/viewers/VolumeView.tsx';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, sourceConnector, splitRef } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import type { PortValue, Table } from '#src/graph/module.ts';
import { axisCodes, spacingOf } from '#src/image/affine.ts';
import { OutputValue } from './OutputValue.tsx';

/** Shows whatever output, input or connection was clicked, without a viewer in the network. */
export function OutputInspector() {
  const document = useDocument();
  const source = useApp((state) => state.inspected);
  const [tab, setTab] = useState<'2D' | '3D'>('2D');
  const node = source && nodeOf(document, splitRef(source)[0]);
  const module = node && modules.get(node.module);
  if (!source || !module) {
    return (
      <div className="inspector-empty">Click an output, an input or a connection to see here what it carries.</div>
    );
  }
  const connector = sourceConnector(module, splitRef(source)[1]);
  const isImage = connector?.type === 'image';
  return (
    <div className="inspector" data-testid="inspector">
      <header className="inspector-head">
        <h2>
          {source} <span className="panel-muted">({connector?.type ?? 'unknown'})</span>
        </h2>
        {isImage && (
          <div className="tabs" role="tablist" aria-label="Dimensions">
            {(['2D', '3D'] as const).map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                className="tab"
                aria-selected={tab === name}
                onClick={() => setTab(name)}
              >
                {name}
              </button>
            ))}
          </div>
        )}
        {isImage && <ImageFacts source={source} />}
      </header>
      <div className="inspector-view">
        {isImage && tab === '2D' && <SliceView source={source} />}
        {isImage && tab === '3D' && <VolumeView source={source} />}
        {!isImage && <PlainValue source={source} />}
      </div>
    </div>
  );
}

const probe = '_inspectorInfo';

/** The document with an Info module on an output: its facts are computed and remembered like any other result. */
function withInfo(document: GraphDocument, source: OutputRef): GraphDocument {
  const info = modules.get('Info');
  if (!info) return document;
  const node = { ...newNode(info, { x: 0, y: 0 }), inputs: { input0: source } };
  return { ...document, nodes: { ...document.nodes, [probe]: node } };
}

/** Size, type, spacing and orientation from the header, the range of values from all voxels. */
function ImageFacts({ source }: { source: OutputRef }) {
  const document = useDocument();
  const grid = useGrid(source);
  const probed = useMemo(() => withInfo(document, source), [document, source]);
  const type = useValue(probed, `${probe}.dataType`);
  const min = useValue(probed, `${probe}.minValue`);
  const max = useValue(probed, `${probe}.maxValue`);
  if (grid.status === 'failed') return <div className="inspector-facts" />;
  const parts = grid.value
    ? [
        grid.value.size.join(' × '),
        String(type.value ?? '…'),
        `${spacingOf(grid.value.affine).map(numberText).join(' × ')} mm`,
        axisCodes(grid.value.affine).join(''),
        typeof min.value === 'number' && typeof max.value === 'number'
          ? `${numberText(min.value)} to ${numberText(max.value)}`
          : 'range …',
      ]
    : ['…'];
  return (
    <div
      className="inspector-facts"
      data-testid="inspector-facts"
      title="Size, type, spacing, orientation, range of values"
    >
      {parts.join(', ')}
    </div>
  );
}

function PlainValue({ source }: { source: OutputRef }) {
  const view = useValue(useDocument(), source);
  if (view.status === 'failed') {
    return (
      <div className="inspector-value" role="alert">
        {view.error?.node}: {view.error?.message}
      </div>
    );
  }
  if (isTable(view.value)) return <TableView table={view.value} />;
  return (
    <div className="inspector-value">
      <OutputValue source={source} />
    </div>
  );
}

function isTable(value: PortValue | undefined): value is Table {
  return typeof value === 'object' && 'rows' in value;
}

const maxRows = 500;

function TableView({ table }: { table: Table }) {
  return (
    <div className="inspector-value">
      <table>
        <thead>
          <tr>
            {table.columns.map(({ name, unit }) => (
              <th key={name}>{unit ? `${name} (${unit})` : name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, maxRows).map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, n) => (
                <td key={table.columns[n]?.name}>{typeof cell === 'number' ? numberText(cell) : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > maxRows && (
        <p className="panel-muted">
          The first {maxRows} of {table.rows.length} rows.
        </p>
      )}
    </div>
  );
}
