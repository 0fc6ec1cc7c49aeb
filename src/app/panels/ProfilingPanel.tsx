import { bytesText, durationText } from '#src/app/format.ts';
import { clearRunLog, type NodeRuns, useRunLog } from '#src/app/runLog.ts';
import { useApp } from '#src/app/store.ts';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';
import { useHeldByNode } from './useHeld.ts';

interface Row extends NodeRuns {
  readonly node: string;
  readonly module: string;
  readonly held: number;
}

const columns: readonly SheetColumn<Row>[] = [
  { id: 'node', label: 'Module', value: ({ node }) => node, cell: ({ node }) => <NodeLink node={node} /> },
  { id: 'type', label: 'Type', value: ({ module }) => module, cell: ({ module }) => module },
  { id: 'ms', label: 'Last run', value: ({ ms }) => ms, cell: (row) => (hasRun(row) ? durationText(row.ms) : '–') },
  {
    id: 'total',
    label: 'All runs',
    title: 'Time of all runs together',
    value: ({ totalMs }) => totalMs,
    cell: (row) => (hasRun(row) ? durationText(row.totalMs) : '–'),
  },
  {
    id: 'runs',
    label: 'Runs',
    title: 'Runs for the whole result',
    value: ({ runs }) => runs,
    cell: ({ runs }) => runs,
  },
  {
    id: 'parts',
    label: 'Slices',
    title: 'Runs for slices that somebody looked at',
    value: ({ parts }) => parts,
    cell: ({ parts }) => parts,
  },
  {
    id: 'hits',
    label: 'From memory',
    title: 'Questions that memory answered',
    value: ({ hits }) => hits,
    cell: ({ hits }) => hits,
  },
  { id: 'failures', label: 'Failed', value: ({ failures }) => failures, cell: ({ failures }) => failures },
  {
    id: 'bytes',
    label: 'Result',
    title: 'The last result',
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => bytesText(bytes),
  },
  {
    id: 'held',
    label: 'Held',
    title: 'What memory holds of it now, earlier results too',
    value: ({ held }) => held,
    cell: ({ held }) => bytesText(held),
  },
  {
    id: 'why',
    label: 'Why it ran',
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
        <span className="panel-muted">
          {rows.length} modules, {durationText(total)} in all runs
        </span>
        <span className="sheet-space" />
        <button type="button" className="button" disabled={rows.length === 0} onClick={clearRunLog}>
          Begin anew
        </button>
      </div>
      <Sheet
        label="Profiling"
        columns={columns}
        rows={rows}
        keyOf={({ node }) => node}
        sortedBy="total"
        isSelected={({ node }) => selection.includes(node)}
        empty="Nothing has run yet."
      />
    </div>
  );
}

function hasRun({ runs, parts }: NodeRuns): boolean {
  return runs + parts > 0;
}
