import { useSyncExternalStore } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { bytesText, durationText } from '#src/app/format.ts';
import { MemoryLimit } from '#src/app/MemoryLimit.tsx';
import { useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { tableTexts } from '#src/app/texts/tables.ts';
import { isNodeName } from '#src/graph/document.ts';
import { NodeLink } from './NodeLink.tsx';
import { Sheet, type SheetColumn } from './Sheet.tsx';
import { type Held, useHeld } from './useHeld.ts';

const columns: readonly SheetColumn<Held>[] = [
  {
    id: 'node',
    label: commonTexts.module,
    value: ({ nodes }) => nodes[0] ?? '',
    cell: ({ nodes }) =>
      nodes.length === 0
        ? tableTexts.cache.gone
        : nodes.map((node) => (isNodeName(node) ? <NodeLink key={node} node={node} /> : commonTexts.outputInspector)),
  },
  {
    id: 'current',
    label: commonTexts.result,
    value: ({ isCurrent }) => (isCurrent ? tableTexts.cache.current : tableTexts.cache.earlier),
    cell: ({ isCurrent, isWhole, pieces }) => {
      const slices = pieces - (isWhole ? 1 : 0);
      const parts = [
        ...(isWhole ? [tableTexts.cache.whole] : []),
        ...(slices > 0 ? [tableTexts.cache.slabs(slices)] : []),
      ];
      return tableTexts.cache.held(isCurrent ? tableTexts.cache.current : tableTexts.cache.earlier, parts);
    },
  },
  {
    id: 'bytes',
    label: tableTexts.cache.memory,
    title: tableTexts.cache.memoryTitle,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => bytesText(bytes),
  },
  {
    id: 'ms',
    label: tableTexts.cache.toCompute,
    value: ({ ms }) => ms,
    cell: ({ ms }) => durationText(ms),
  },
  {
    id: 'clear',
    label: tableTexts.cache.action,
    cell: ({ key, nodes }) => (
      <button
        type="button"
        className="button button-quiet sheet-action"
        aria-label={tableTexts.cache.forgetOf(nodes[0])}
        onClick={() => engine.forget(new Set([key]))}
      >
        {tableTexts.cache.forget}
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
        <MemoryLimit label={tableTexts.cache.limit} />
        <meter
          className="cache-meter"
          aria-label={tableTexts.cache.memoryHeld}
          min={0}
          max={memory.budget}
          value={memory.bytes + memory.running}
        />
        <span className="sheet-space" />
        <button
          type="button"
          className="button"
          disabled={earlier.length === 0}
          title={tableTexts.cache.forgetEarlierTitle}
          onClick={() => engine.forget(new Set(earlier.map(({ key }) => key)))}
        >
          {tableTexts.cache.forgetEarlier}
        </button>
        <button
          type="button"
          className="button"
          disabled={held.length === 0}
          onClick={() => engine.forget(new Set(held.map(({ key }) => key)))}
        >
          {tableTexts.cache.forgetAll}
        </button>
      </div>
      <Sheet
        label={commonTexts.cache}
        columns={columns}
        rows={held}
        keyOf={({ key }) => key}
        sortedBy="bytes"
        isSelected={({ nodes }) => nodes.some((node) => selection.includes(node))}
        empty={tableTexts.cache.none}
      />
    </div>
  );
}
