import { bytesText, durationText } from '#src/app/format.ts';
import { clearRunLog, type NodeRuns, useRunLog } from '#src/app/runLog.ts';
import { useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { tableTexts } from '#src/app/texts/tables.ts';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';
import { useHeldByNode } from './useHeld.ts';

interface Row extends NodeRuns {
  readonly node: string;
  readonly module: string;
  readonly held: number;
}

const columns: readonly SheetColumn<Row>[] = [
  { id: 'node', label: commonTexts.module, value: ({ node }) => node, cell: ({ node }) => <NodeLink node={node} /> },
  { id: 'type', label: commonTexts.type, value: ({ module }) => module, cell: ({ module }) => module },
  {
    id: 'ms',
    label: commonTexts.lastRun,
    value: ({ ms }) => ms,
    cell: (row) => (hasRun(row) ? durationText(row.ms) : '–'),
  },
  {
    id: 'total',
    label: tableTexts.profiling.allRuns,
    title: tableTexts.profiling.allRunsTitle,
    value: ({ totalMs }) => totalMs,
    cell: (row) => (hasRun(row) ? durationText(row.totalMs) : '–'),
  },
  {
    id: 'runs',
    label: commonTexts.runs,
    title: tableTexts.profiling.runsTitle,
    value: ({ runs }) => runs,
    cell: ({ runs }) => runs,
  },
  {
    id: 'parts',
    label: tableTexts.profiling.slices,
    title: tableTexts.profiling.slicesTitle,
    value: ({ parts }) => parts,
    cell: ({ parts }) => parts,
  },
  {
    id: 'hits',
    label: tableTexts.profiling.fromMemory,
    title: tableTexts.profiling.fromMemoryTitle,
    value: ({ hits }) => hits,
    cell: ({ hits }) => hits,
  },
  {
    id: 'failures',
    label: commonTexts.failed,
    value: ({ failures }) => failures,
    cell: ({ failures }) => failures,
  },
  {
    id: 'bytes',
    label: commonTexts.result,
    title: tableTexts.profiling.resultTitle,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => bytesText(bytes),
  },
  {
    id: 'held',
    label: commonTexts.held,
    title: tableTexts.profiling.heldTitle,
    value: ({ held }) => held,
    cell: ({ held }) => bytesText(held),
  },
  {
    id: 'why',
    label: commonTexts.whyItRan,
    cell: ({ why }) => <div className="sheet-wide">{why.join('; ')}</div>,
  },
];

/** What each module cost: time, runs, answers from memory, bytes. Nothing is measured for it that is not known anyway. */
export function ProfilingPanel() {
  const log = useRunLog();
  const held = useHeldByNode();
  const nodes = useApp((state) => state.history.present.nodes);
  const selection = useApp((state) => state.selection);
  const rows = [...log].flatMap(([node, runs]): Row[] => {
    const module = Object.hasOwn(nodes, node) ? nodes[node]?.module : undefined;
    return module === undefined ? [] : [{ ...runs, node, module, held: held.get(node)?.bytes ?? 0 }];
  });
  const total = rows.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return (
    <div className="sheet-panel" data-testid="profiling">
      <div className="sheet-bar">
        <span className="panel-muted">{tableTexts.profiling.total(rows.length, durationText(total))}</span>
        <span className="sheet-space" />
        <button type="button" className="button" disabled={rows.length === 0} onClick={clearRunLog}>
          {tableTexts.profiling.clear}
        </button>
      </div>
      <Sheet
        label={commonTexts.profiling}
        columns={columns}
        rows={rows}
        keyOf={({ node }) => node}
        sortedBy="total"
        isSelected={({ node }) => selection.includes(node)}
        empty={tableTexts.profiling.none}
      />
    </div>
  );
}

function hasRun({ runs, parts }: NodeRuns): boolean {
  return runs + parts > 0;
}
