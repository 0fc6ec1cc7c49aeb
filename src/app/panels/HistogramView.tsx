import { type KeyboardEvent, useId, useState } from 'react';
import { numberText } from '#src/app/format.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { useProbe } from './probe.ts';

/** The histogram of an image: one bar a bin, its numbers under the pointer or by the arrow keys, with a logarithmic scale. */
export function HistogramView({ source }: { readonly source: OutputRef }) {
  const table = useProbe(source, 'Histogram', 'table');
  const [isLog, setLog] = useState(true);
  const [at, setAt] = useState<number>();
  const id = useId();
  if (typeof table !== 'object' || !('rows' in table)) return <p className="panel-muted">Counting…</p>;
  const bins = table.rows.map(([from, to, count]) => ({ from: Number(from), to: Number(to), count: Number(count) }));
  const last = bins.at(-1);
  if (!last) return <p className="panel-muted">No voxel holds a number.</p>;
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const scale = isLog ? (count: number) => Math.log10(1 + count) : (count: number) => count;
  const highest = Math.max(...bins.map(({ count }) => scale(count)));
  const bin = at === undefined ? undefined : bins[Math.min(at, bins.length - 1)];
  const bars = bins.map(({ count }, n) => `M${n} 100V${100 - (100 * scale(count)) / highest}h1V100`).join('');

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    const now = at ?? 0;
    const to = { ArrowRight: now + step, ArrowLeft: now - step, Home: 0, End: bins.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(bins.length - 1, to)));
  };
  return (
    <div className="histogram">
      <div className="histogram-bar">
        <label>
          <input type="checkbox" checked={isLog} onChange={(event) => setLog(event.target.checked)} /> Log scale
        </label>
        <output id={id} className="panel-muted" data-testid="histogram-value">
          {bin
            ? `${valuesText(bin)}: ${bin.count.toLocaleString('en')} voxels, ${percentText(bin.count / total)}`
            : `${bins.length} bins, ${total.toLocaleString('en')} voxels`}
        </output>
      </div>
      <div
        className="histogram-plot"
        role="slider"
        tabIndex={0}
        aria-label={`Histogram of ${source}`}
        aria-valuemin={0}
        aria-valuemax={bins.length - 1}
        aria-valuenow={at ?? 0}
        aria-valuetext={bin ? `${valuesText(bin)}: ${bin.count} voxels` : 'no bin chosen'}
        aria-describedby={id}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(
            Math.max(0, Math.min(bins.length - 1, Math.floor((bins.length * (event.clientX - box.left)) / box.width))),
          );
        }}
        onPointerLeave={() => setAt(undefined)}
      >
        <svg viewBox={`0 0 ${bins.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path className="histogram-bars" d={bars} />
          {at !== undefined && bin && <rect className="histogram-cursor" x={at} y={0} width={1} height={100} />}
        </svg>
      </div>
      <div className="histogram-axis" aria-hidden="true">
        <span>{numberText(bins[0].from)}</span>
        <span>{numberText((bins[0].from + last.to) / 2)}</span>
        <span>{numberText(last.to)}</span>
      </div>
    </div>
  );
}

function valuesText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? numberText(from) : `${numberText(from)} to ${numberText(to)}`;
}

function percentText(fraction: number): string {
  const percent = 100 * fraction;
  return percent > 0 && percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}
