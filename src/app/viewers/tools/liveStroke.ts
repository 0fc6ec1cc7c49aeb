import { paintStroke } from '#src/kernels/paintStroke.ts';
import { copiedSlice, type MaskSlice } from './maskSlice.ts';
import { type DrawnStroke, strokeSince } from './strokePath.ts';

/** The stroke under the hand, which all views of a mask show while it grows. */
export interface LiveStroke {
  readonly get: () => DrawnStroke | undefined;
  /** Sets another stroke, the same with more points, or none. */
  readonly set: (stroke: DrawnStroke | undefined) => void;
  /** Calls a listener after every `set`, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A place for a stroke, none at first. */
export function liveStroke(): LiveStroke {
  const listeners = new Set<() => void>();
  let stroke: DrawnStroke | undefined;
  return {
    get: () => stroke,
    set(next) {
      stroke = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A slice with the stroke under the hand, of which each call paints only what is new; see `sliceUnder`. */
export interface UnderHand {
  /** The slice that the stroke goes on from, as it was. */
  readonly of: MaskSlice;
  readonly slice: MaskSlice;
  readonly points: number;
  /** Whether the last call has painted anything. */
  readonly isPainted: boolean;
}

/**
 * A slice with the stroke under the hand, given what the last call of the same stroke returned; undefined where there is no stroke, or it
 * lies in another slice of the same axis, so that there is nothing to paint.
 */
export function sliceUnder(
  done: MaskSlice,
  stroke: DrawnStroke | undefined,
  before: UnderHand | undefined,
): UnderHand | undefined {
  if (!stroke || (stroke.axis === done.axis && stroke.slice !== done.slice)) return undefined;
  const known = before?.of === done ? before : { of: done, slice: copiedSlice(done), points: 0 };
  const points = stroke.path.length / 2;
  const isPainted = points > known.points && paintStroke(known.slice, strokeSince(stroke, known.points));
  return { of: done, slice: known.slice, points, isPainted };
}
