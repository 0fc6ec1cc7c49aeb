import { useSyncExternalStore } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { bytesText, durationText } from '#src/app/format.ts';
import { MemoryLimit } from '#src/app/MemoryLimit.tsx';
import { useApp } from '#src/app/store.ts';
import { isNodeName } from '#src/graph/document.ts';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';
import { type Held, useHeld } from './useHeld.ts';

const columns: readonly SheetColumn<Held>[] = [
  {
    id: 'node',
    label: 'Module',
    value: ({ nodes }) => nodes[0] ?? '',
    cell: ({ nodes }) =>
      nodes.length === 0
        ? 'not known any more'
        : nodes.map((node) => (isNodeName(node) ? <NodeLink key={node} node={node} /> : 'Output Inspector')),
  },
  {
    id: 'current',
    label: 'Result',
    value: ({ isCurrent }) => (isCurrent ? 'current' : 'earlier'),
    cell: ({ isCurrent, isWhole, pieces }) => {
      const slices = pieces - (isWhole ? 1 : 0);
      const parts = [
        ...(isWhole ? ['whole'] : []),
        ...(slices > 0 ? [slices === 1 ? '1 slab' : `${slices} slabs`] : []),
      ];
      return `${isCurrent ? 'current' : 'earlier'}, ${parts.join(' and ')}`;
    },
  },
  {
    id: 'bytes',
    label: 'Memory',
    title: 'Memory that several results share is counted at one of them',
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => bytesText(bytes),
  },
  {
    id: 'ms',
    label: 'To compute again',
    value: ({ ms }) => ms,
    cell: ({ ms }) => durationText(ms),
  },
  {
    id: 'clear',
    label: 'Action',
    cell: ({ key, nodes }) => (
      <button
        type="button"
        className="button button-quiet sheet-action"
        aria-label={`Forget the result of ${nodes[0] ?? 'a module that is gone'}`}
        onClick={() => engine.forget(new Set([key]))}
      >
        Forget
      </button>
    ),
  },
];

/** What memory holds and whose it is, with its limit; all of it or one can be forgotten. */
export function CachePanel() {
  const held = useHeld();
  const memory = useSyncExternalStore(engine.subscribe, engine.memory);
  const selection = useApp((state) => state.selection);
  const earlier = held.filter(({ isCurrent }) => !isCurrent);
  return (
    <div className="sheet-panel" data-testid="cache">
      <div className="sheet-bar">
        <MemoryLimit label="Limit of the cache" />
        <meter
          className="cache-meter"
          aria-label="Memory held"
          min={0}
          max={memory.budget}
          value={memory.bytes + memory.running}
        />
        <span className="sheet-space" />
        <button
          type="button"
          className="button"
          disabled={earlier.length === 0}
          title="Results of values that are not set any more: undo finds them at once as long as they are there"
          onClick={() => engine.forget(new Set(earlier.map(({ key }) => key)))}
        >
          Forget earlier results
        </button>
        <button
          type="button"
          className="button"
          disabled={held.length === 0}
          onClick={() => engine.forget(new Set(held.map(({ key }) => key)))}
        >
          Forget all
        </button>
      </div>
      <Sheet
        label="Cache"
        columns={columns}
        rows={held}
        keyOf={({ key }) => key}
        sortedBy="bytes"
        isSelected={({ nodes }) => nodes.some((node) => selection.includes(node))}
        empty="Nothing is held."
      />
    </div>
  );
}
