import { useRef } from 'react';
import { type Stroke, type StrokeList, strokesOf } from '#src/graph/strokes.ts';
import type { Grid, Voxels } from '#src/image/volume.ts';
import { type MaskSlice, maskSlice, maskSliceAfter } from './maskSlice.ts';

interface Made {
  readonly grid: Grid;
  readonly axis: Stroke['axis'];
  readonly slice: number;
  readonly start: Voxels | undefined;
  readonly strokes: StrokeList;
  readonly mask: MaskSlice;
}

/**
 * A slice as strokes have made it. With strokes that begin with those of the last time only the new ones are painted, so that the hundredth
 * costs no more than the first.
 */
export function useMaskSlice(
  grid: Grid,
  axis: Stroke['axis'],
  slice: number,
  start: Voxels | undefined,
  strokes: StrokeList,
): MaskSlice {
  const last = useRef<Made>(undefined);
  const known = last.current;
  const isSamePlace = known?.grid === grid && known.axis === axis && known.slice === slice && known.start === start;
  if (known && isSamePlace && known.strokes === strokes) return known.mask;
  const mask =
    known && isSamePlace && beginsWith(strokes, known.strokes)
      ? maskSliceAfter(known.mask, strokesOf(strokes, known.strokes.length))
      : maskSlice(grid, axis, slice, start, strokesOf(strokes));
  last.current = { grid, axis, slice, start, strokes, mask };
  return mask;
}

function beginsWith(strokes: StrokeList, first: StrokeList): boolean {
  if (strokes.length < first.length) return false;
  for (let n = 0; n < first.length; n++) if (strokes[n] !== first[n]) return false;
  return true;
}
