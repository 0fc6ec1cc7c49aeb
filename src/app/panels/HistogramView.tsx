import { commonTexts } from '#src/app/texts/common.ts';
import { histogramTexts } from '#src/app/texts/histogram.ts';
import { unitTexts } from '#src/app/texts/units.ts';
import './histogram.css';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { numberText } from '#src/app/format.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { HistogramLine, type LineView } from './HistogramLine.tsx';
import { type HistogramBins, placeOf, shareBetween } from './histogramBins.ts';
import { labelRows } from './labelRows.ts';
import { useHistogram } from './useHistogram.ts';

interface HistogramViewProps {
  readonly source: OutputRef;
  readonly mask?: OutputRef;
  readonly bins?: number;
  /** Lines to be moved, from the counted histogram. */
  readonly lines?: (histogram: HistogramBins) => readonly LineView[];
  /** Values that are shaded, and how many voxels have them is told. */
  readonly band?: { readonly label: string; readonly lower: number; readonly upper: number };
}

/**
 * The histogram of an image: one bar a bin, its numbers under the pointer or by the arrow keys, with a logarithmic scale, Otsu's threshold,
 * and lines that stand for parameters.
 */
export function HistogramView({ source, mask, bins, lines, band }: HistogramViewProps) {
  const { histogram, isEmpty, otsu, failure } = useHistogram({ image: source, mask, bins });
  const [isLog, setLog] = useState(true);
  const [at, setAt] = useState<number>();
  const plot = useRef<HTMLDivElement>(null);
  const id = useId();
  const bars = useMemo(() => histogram && barsOf(histogram, isLog), [histogram, isLog]);
  if (failure !== undefined) return <p className="panel-muted histogram-none">{failure}</p>;
  if (isEmpty) return <p className="panel-muted histogram-none">{histogramTexts.none}</p>;
  if (!histogram) return <p className="panel-muted">{histogramTexts.counting}</p>;
  const { total } = histogram;
  const last = histogram.bins.length - 1;
  const bin = at === undefined ? undefined : histogram.bins[Math.min(at, last)];
  const moved = lines?.(histogram) ?? [];
  const rows = labelRows(moved.map(({ value }) => Math.max(0, Math.min(1, placeOf(histogram, value)))));
  const told = bin
    ? histogramTexts.bin(valuesText(bin), bin.count, percentText(bin.count / total))
    : (shareText(histogram, moved, band) ?? histogramTexts.bins(last + 1, total));

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    const now = at ?? 0;
    const to = { ArrowRight: now + step, ArrowLeft: now - step, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(last, to)));
  };
  return (
    <div className="histogram">
      <div className="histogram-bar">
        <label>
          <input type="checkbox" checked={isLog} onChange={(event) => setLog(event.target.checked)} />{' '}
          {histogramTexts.logScale}
        </label>
        <output id={id} className="panel-muted" data-testid="histogram-value">
          {told}
        </output>
      </div>
      <div className="histogram-field" ref={plot}>
        <div
          className="histogram-plot"
          role="slider"
          tabIndex={0}
          aria-label={histogramTexts.of(source)}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at ?? 0}
          aria-valuetext={bin ? histogramTexts.binValue(valuesText(bin), bin.count) : histogramTexts.noBin}
          aria-describedby={id}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const place = Math.floor(((last + 1) * (event.clientX - box.left)) / box.width);
            setAt(Math.max(0, Math.min(last, place)));
          }}
          onPointerLeave={() => setAt(undefined)}
          onBlur={() => setAt(undefined)}
        >
          <svg viewBox={`0 0 ${last + 1} 100`} preserveAspectRatio="none" aria-hidden="true">
            {band && <Band histogram={histogram} {...band} />}
            <path className="histogram-bars" d={bars} />
            {at !== undefined && bin && <rect className="histogram-cursor" x={at} y={0} width={1} height={100} />}
          </svg>
        </div>
        {otsu !== undefined && <OtsuMark histogram={histogram} otsu={otsu} />}
        {moved.map((line, n) => (
          <HistogramLine key={line.name} row={rows[n]} line={line} histogram={histogram} field={plot} />
        ))}
      </div>
      <div className="histogram-axis" aria-hidden="true">
        <span>{numberText(histogram.min)}</span>
        <span>{numberText((histogram.min + histogram.max) / 2)}</span>
        <span>{numberText(histogram.max)}</span>
      </div>
    </div>
  );
}

function barsOf({ bins, highest }: HistogramBins, isLog: boolean): string {
  const scale = isLog ? (count: number) => Math.log10(1 + count) : (count: number) => count;
  const full = scale(highest);
  return bins.map(({ count }, n) => `M${n} 100V${100 - (100 * scale(count)) / full}h1V100`).join('');
}

function Band({ histogram, lower, upper }: { histogram: HistogramBins; lower: number; upper: number }) {
  const width = histogram.bins.length;
  const from = Math.max(0, placeOf(histogram, lower)) * width;
  const to = Math.min(1, placeOf(histogram, upper)) * width;
  return to > from ? <rect className="histogram-band" x={from} y={0} width={to - from} height={100} /> : null;
}

function OtsuMark({ histogram, otsu }: { histogram: HistogramBins; otsu: number }) {
  const place = placeOf(histogram, otsu);
  return (
    <span
      className="histogram-otsu"
      data-side={place > 0.7 ? 'left' : 'right'}
      style={{ left: `${100 * place}%` }}
      title={histogramTexts.otsuTitle}
    >
      <span>{histogramTexts.otsu(numberText(Number(otsu.toPrecision(4))))}</span>
    </span>
  );
}

/** How many voxels lie on the two sides of a line, or in a band. */
function shareText(
  histogram: HistogramBins,
  lines: readonly LineView[],
  band: HistogramViewProps['band'],
): string | undefined {
  if (band) return histogramTexts.share(percentText(shareBetween(histogram, band.lower, band.upper)), band.label);
  if (lines.length !== 1) return undefined;
  const [{ value }] = lines;
  const below = shareBetween(histogram, Number.NEGATIVE_INFINITY, value);
  return histogramTexts.upTo(percentText(below), numberText(value), percentText(1 - below));
}

function valuesText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? numberText(from) : commonTexts.range(numberText(from), numberText(to));
}

function percentText(fraction: number): string {
  const percent = 100 * fraction;
  return unitTexts.percent(percent > 0 && percent < 0.1 ? '<0.1' : percent.toFixed(1));
}
