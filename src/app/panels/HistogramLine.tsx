import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { numberText } from '#src/app/format.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { histogramTexts } from '#src/app/texts/histogram.ts';
import { grainOf, type HistogramBins, placeOf, valueAt } from './histogramBins.ts';

/** A line of a histogram, as its owner sees it. */
export interface LineView {
  readonly label: string;
  /** What a screen reader calls it, e.g. "Threshold of Threshold". */
  readonly name: string;
  readonly value: number;
  /** What decides on it when it cannot be moved. */
  readonly fedBy?: string;
  /** Several within one gesture; `end` ends it. */
  readonly onMove: (value: number) => void;
  readonly onEnd: () => void;
  /** Ends a gesture as if it had not begun; `value` is that before it. */
  readonly onTakeBack: (value: number) => void;
}

/** What the moves of a line that stands for a parameter have in common, so that they are one step of the history. */
export function gestureOf(node: string, param: string): string {
  return `line:${node}.${param}`;
}

interface HistogramLineProps {
  readonly line: LineView;
  readonly histogram: HistogramBins;
  /** In which row its label stands, the first being 0. */
  readonly row: number;
  /** The element whose left and right edges are the ends of the axis. */
  readonly field: RefObject<HTMLDivElement | null>;
}

/** A line that is dragged, Escape taking it back, or moved by the arrow keys (with Shift by ten steps); beyond the axis it stands at its end. */
export function HistogramLine({ line, histogram, row, field }: HistogramLineProps) {
  const { label, name, value, fedBy, onMove, onEnd, onTakeBack } = line;
  /** How far from the line it was caught, and where the line stood, while it is dragged. */
  const grab = useRef<{ readonly offset: number; readonly from: number }>(undefined);
  const place = Math.max(0, Math.min(1, placeOf(histogram, value)));
  const isBeyond = value < histogram.low || value > histogram.high;
  const grain = grainOf(histogram);

  const takeBack = () => {
    if (grab.current) onTakeBack(grab.current.from);
    grab.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && grab.current) {
      event.preventDefault();
      event.stopPropagation();
      return takeBack();
    }
    const step = grain * (event.shiftKey ? 10 : 1);
    const to = {
      ArrowRight: value + step,
      ArrowUp: value + step,
      ArrowLeft: value - step,
      ArrowDown: value - step,
      PageUp: value + 20 * grain,
      PageDown: value - 20 * grain,
      Home: histogram.min,
      End: histogram.max,
    }[event.key];
    if (to === undefined || fedBy) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(Number(to.toPrecision(12)));
  };
  const placeUnder = (clientX: number) => {
    const box = field.current?.getBoundingClientRect();
    return box && box.width > 0 ? (clientX - box.left) / box.width : 0;
  };
  return (
    <div
      className="histogram-line"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={Math.min(histogram.min, value)}
      aria-valuemax={Math.max(histogram.max, value)}
      aria-valuenow={value}
      aria-readonly={fedBy !== undefined}
      data-side={place > 0.7 ? 'left' : 'right'}
      data-fed={fedBy !== undefined}
      style={{ left: `${100 * place}%` }}
      title={fedBy ? commonTexts.givenBy(name, fedBy) : histogramTexts.dragLine(name)}
      onKeyDown={onKeyDown}
      onKeyUp={onEnd}
      onBlur={onEnd}
      onPointerDown={(event) => {
        if (event.button !== 0 || fedBy) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grab.current = { offset: placeUnder(event.clientX) - place, from: value };
      }}
      onPointerMove={(event) => {
        if (grab.current === undefined) return;
        const to = Math.max(0, Math.min(1, placeUnder(event.clientX) - grab.current.offset));
        onMove(Math.max(histogram.min, Math.min(histogram.max, valueAt(histogram, to))));
      }}
      onPointerUp={() => {
        grab.current = undefined;
        onEnd();
      }}
      onPointerCancel={takeBack}
    >
      <span className="histogram-line-text" style={row === 0 ? undefined : { top: rowTop(row) }}>
        {label} {numberText(value)}
        {isBeyond && (value < histogram.low ? ' ←' : ' →')}
      </span>
    </div>
  );
}

/** The second row of labels, pixels from the top, is that of Otsu's threshold. */
function rowTop(row: number): number {
  return 17 * (row + 1);
}
