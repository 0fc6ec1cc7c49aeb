import type { Position } from './document.ts';

/** A named box in the network; y runs down. */
export interface ArrangedBox extends Position {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export type Alignment = 'left' | 'right' | 'top' | 'bottom' | 'centre' | 'middle';

/** Places by name. */
export type Places = Readonly<Record<string, Position>>;

/**
 * Where boxes lie when they are aligned: an edge at the outermost of these edges, or the centres (along x) or middles (along y) at
 * that of all boxes together.
 */
export function aligned(boxes: readonly ArrangedBox[], how: Alignment): Places {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const place = ({ x, y, width, height }: ArrangedBox): Position => {
    switch (how) {
      case 'left':
        return { x: left, y };
      case 'right':
        return { x: right - width, y };
      case 'top':
        return { x, y: top };
      case 'bottom':
        return { x, y: bottom - height };
      case 'centre':
        return { x: (left + right - width) / 2, y };
      case 'middle':
        return { x, y: (top + bottom - height) / 2 };
      default:
        return how satisfies never;
    }
  };
  return placed(boxes, place);
}

/** Where boxes lie when the gaps between them along an axis are equal; the outermost two stay. Fewer than three stay. */
export function distributed(boxes: readonly ArrangedBox[], axis: 'x' | 'y'): Places {
  if (boxes.length < 3) return placed(boxes, ({ x, y }) => ({ x, y }));
  const extent = axis === 'x' ? 'width' : 'height';
  const sorted = [...boxes].sort((a, b) => a[axis] + a[extent] / 2 - b[axis] - b[extent] / 2);
  const last = sorted[sorted.length - 1];
  const room = last[axis] + last[extent] - sorted[0][axis] - sorted.reduce((sum, box) => sum + box[extent], 0);
  const gap = room / (sorted.length - 1);
  let next = sorted[0][axis];
  const starts = new Map<string, number>();
  for (const box of sorted) {
    starts.set(box.name, next);
    next += box[extent] + gap;
  }
  return placed(boxes, ({ name, x, y }) =>
    axis === 'x' ? { x: starts.get(name) ?? x, y } : { x, y: starts.get(name) ?? y },
  );
}

function placed(boxes: readonly ArrangedBox[], place: (box: ArrangedBox) => Position): Places {
  return Object.fromEntries(
    boxes.map((box) => {
      const { x, y } = place(box);
      return [box.name, { x: Math.round(x), y: Math.round(y) }];
    }),
  );
}
