import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { NumberField } from './NumberField.tsx';
import { movedPoint, type OpacityPoint, opacityAt } from './transferFunction.ts';
import type { ValueRange } from './valueRange.ts';

interface OpacityEditorProps {
  readonly points: readonly OpacityPoint[];
  readonly domain: ValueRange;
  /** Of the image's values, 0 to 1 each, evenly spread over the domain. */
  readonly counts: readonly number[];
  readonly unit?: string;
  readonly isReadOnly: boolean;
  readonly onPoints: (points: readonly OpacityPoint[], isDragged: boolean) => void;
  readonly onEnd: () => void;
}

const width = 264;
const height = 110;

/** The opacity of values as a curve over their histogram; its points are dragged, or moved by the arrow keys. */
export function OpacityEditor(props: OpacityEditorProps) {
  const { domain, counts, isReadOnly, onEnd } = props;
  const svg = useRef<SVGSVGElement>(null);
  const [selected, setSelected] = useState(0);
  const span = domain.max - domain.min || 1;
  const grain = 10 ** Math.floor(Math.log10(span / 500));
  const points = withinReach(props.points, domain);
  const current = Math.min(selected, points.length - 1);
  const x = (value: number) => ((value - domain.min) / span) * width;
  const y = (opacity: number) => (1 - opacity) * height;

  const valueAt = (event: { clientX: number; clientY: number }): OpacityPoint => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return [domain.min, 0];
    return [domain.min + ((event.clientX - box.left) / box.width) * span, 1 - (event.clientY - box.top) / box.height];
  };
  const move = (index: number, to: OpacityPoint, isDragged: boolean) => {
    const [value, opacity] = to;
    const held: OpacityPoint = [Math.min(domain.max, Math.max(domain.min, value)), opacity];
    props.onPoints(movedPoint(points, index, held, grain), isDragged);
  };
  const add = (value: number, opacity: number) => {
    const next = [...points, [value, Math.min(1, Math.max(0, opacity))] as const].sort((a, b) => a[0] - b[0]);
    props.onPoints(
      movedPoint(
        next,
        next.findIndex((point) => point[0] === value),
        [value, opacity],
        grain,
      ),
      false,
    );
    setSelected(next.findIndex((point) => point[0] === value));
  };
  const remove = (index: number) => {
    if (points.length > 2)
      props.onPoints(
        points.filter((_, n) => n !== index),
        false,
      );
    setSelected(Math.max(0, index - 1));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = event.shiftKey ? 10 : 1;
    const [value, opacity] = points[index];
    const moves: Readonly<Partial<Record<string, OpacityPoint>>> = {
      ArrowLeft: [value - (step * span) / 200, opacity],
      ArrowRight: [value + (step * span) / 200, opacity],
      ArrowUp: [value, opacity + 0.02 * step],
      ArrowDown: [value, opacity - 0.02 * step],
    };
    const to = moves[event.key];
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace';
    if (!to && !isRemoval && event.key !== 'Insert') return;
    event.preventDefault();
    event.stopPropagation();
    if (isReadOnly) return;
    if (to) move(index, to, true);
    else if (isRemoval) remove(index);
    else addBeside(index);
  };
  const addBeside = (index: number) => {
    const next = points[index + 1] ?? points[index - 1];
    const value = (points[index][0] + next[0]) / 2;
    add(value, opacityAt(points, value));
  };
  const drag = (event: PointerEvent<SVGElement>, index: number) => {
    if (isReadOnly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setSelected(index);
  };

  const line = [
    `0,${y(points[0][1])}`,
    ...points.map(([value, opacity]) => `${x(value)},${y(opacity)}`),
    `${width},${y(points[points.length - 1][1])}`,
  ].join(' ');
  const bars = counts.map((count, n) => `${(n * width) / counts.length},${height - count * height}`).join(' ');
  return (
    <fieldset className="volume-curve" aria-label={volumeTexts.opacity.curve}>
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${height}`}
        onDoubleClick={(event) => !isReadOnly && add(...valueAt(event))}
      >
        <title>{volumeTexts.opacity.curveTitle}</title>
        <polygon className="volume-counts" points={`0,${height} ${bars} ${width},${height}`} />
        <polyline className="volume-line" points={line} />
        {points.map(([value, opacity], n) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place
            key={n}
            className="volume-point"
            data-selected={n === current || undefined}
            cx={x(value)}
            cy={y(opacity)}
            r={n === current ? 6 : 5}
            role="slider"
            tabIndex={0}
            aria-label={volumeTexts.opacity.point(n + 1, points.length)}
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={opacity}
            aria-valuetext={volumeTexts.opacity.pointValue(shown(value), shown(opacity))}
            onFocus={() => setSelected(n)}
            onPointerDown={(event) => drag(event, n)}
            onPointerMove={(event) =>
              event.currentTarget.hasPointerCapture(event.pointerId) && move(n, valueAt(event), true)
            }
            onPointerUp={onEnd}
            onBlur={onEnd}
            onKeyDown={(event) => onKeyDown(event, n)}
            onKeyUp={onEnd}
          />
        ))}
      </svg>
      <div className="volume-scale" aria-hidden="true">
        <span>{shown(domain.min)}</span>
        <span>{props.unit ?? volumeTexts.opacity.valueOnScale}</span>
        <span>{shown(domain.max)}</span>
      </div>
      <div className="volume-row-controls">
        <NumberField
          label={props.unit ?? volumeTexts.opacity.value}
          title={volumeTexts.opacity.valueOf(current + 1)}
          value={points[current][0]}
          isReadOnly={isReadOnly}
          onCommit={(value) => move(current, [value, points[current][1]], false)}
        />
        <NumberField
          label={viewerTexts.toolbar.opacity}
          title={volumeTexts.opacity.opacityOf(current + 1)}
          value={points[current][1]}
          min={0}
          isReadOnly={isReadOnly}
          onCommit={(opacity) => move(current, [points[current][0], opacity], false)}
        />
        <button
          type="button"
          className="viewer-button"
          title={volumeTexts.opacity.addTitle}
          aria-label={volumeTexts.opacity.add}
          disabled={isReadOnly}
          onClick={() => addBeside(current)}
        >
          +
        </button>
        <button
          type="button"
          className="viewer-button"
          title={volumeTexts.opacity.removeTitle}
          aria-label={volumeTexts.opacity.remove}
          disabled={isReadOnly || points.length <= 2}
          onClick={() => remove(current)}
        >
          −
        </button>
      </div>
    </fieldset>
  );
}

/** The points that lie in a domain, with the curve's opacity at its ends where others lie beyond them. */
function withinReach(points: readonly OpacityPoint[], { min, max }: ValueRange): readonly OpacityPoint[] {
  const inside = points.filter(([value]) => value >= min && value <= max);
  if (inside.length === points.length && points.length >= 2) return points;
  const before: OpacityPoint[] = inside[0]?.[0] === min ? [] : [[min, opacityAt(points, min)]];
  const after: OpacityPoint[] = inside.at(-1)?.[0] === max ? [] : [[max, opacityAt(points, max)]];
  return [...before, ...inside, ...after];
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
