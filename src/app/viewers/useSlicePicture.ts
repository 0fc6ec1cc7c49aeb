import { useMemo, useRef, useState } from 'react';
import { type OutputView, useResultName, useSlab } from '#src/app/useOutput.ts';
import { toWorld } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { type SliceGeometry, sliceGeometry, worldToVoxel } from './sliceGeometry.ts';
import type { GridView } from './useGridView.ts';
import { joinRanges, type ValueRange, valueRange } from './valueRange.ts';
import { sliceOf, type ViewState } from './viewState.ts';

/** A slice that has arrived. */
export interface ShownSlice {
  /** Of one slice. */
  readonly volume: Volume;
  /** Of that volume, so that a picture is laid out by its own affine even while the grid of a newer result is known already. */
  readonly geometry: SliceGeometry;
  /** Its number in the whole image. */
  readonly slice: number;
  /** Stands for the result of which it is a slice. */
  readonly result: unknown;
}

export type PictureStatus = 'empty' | 'running' | 'ready' | 'failed';

/** Everything that a view needs to show one slice of an image. */
export interface SlicePicture {
  readonly grid: GridView;
  /** The slice that is asked for. */
  readonly slice: number;
  readonly status: PictureStatus;
  readonly progress?: number;
  /** Why there is nothing to show; `node` is the one that failed. */
  readonly failure?: { readonly node: string; readonly message: string; readonly isCancelled?: boolean };
  readonly retry: () => void;
  /** The slice, or while it is computed the one before. */
  readonly shown?: ShownSlice;
  /** The range of the values seen so far of this result. */
  readonly range?: ValueRange;
}

/** Demands the one slice that a view looks at. */
export function useSlicePicture(grid: GridView, state: ViewState): SlicePicture {
  const { source, geometry } = grid;
  const slice = geometry ? sliceOf(state, geometry) : 0;
  const output = useSlab(source, geometry && { start: slice, end: slice + 1 });
  const shown = useShownSlice(grid, output);
  const range = useRange(source, shown);
  const status = statusOf(grid, output);
  const failed = grid.output.status === 'failed' ? grid.output : output;
  return {
    grid,
    slice,
    status,
    progress: output.progress ?? grid.output.progress,
    failure: status !== 'failed' ? undefined : grid.problem ? { node: '', message: grid.problem } : failed.error,
    retry: failed.retry,
    shown: status === 'failed' || status === 'empty' ? undefined : shown,
    range,
  };
}

function statusOf({ source, output: grid, problem }: GridView, slab: OutputView<Volume>): PictureStatus {
  if (source === undefined) return 'empty';
  if (grid.status === 'failed' || (problem && grid.status === 'ready')) return 'failed';
  // A slice may fail because it was asked of a grid that has just changed: the next question decides.
  if (grid.status !== 'ready') return 'running';
  return slab.status === 'empty' ? 'running' : slab.status;
}

/** The newest slice there is, kept while the question changes, but never shown for another source. */
function useShownSlice({ source, geometry }: GridView, output: OutputView<Volume>): ShownSlice | undefined {
  const last = useRef<{ source: unknown; volume: Volume; result: unknown }>(undefined);
  const name = useResultName(source);
  if (output.status === 'ready' && output.value && last.current?.volume !== output.value) {
    last.current = { source, volume: output.value, result: name };
  }
  const { volume, result } = last.current?.source === source && last.current ? last.current : {};
  return useMemo(() => {
    if (!volume || !geometry) return undefined;
    const first = toWorld(volume.affine, [0, 0, 0]);
    const slice = Math.round(worldToVoxel(geometry, first)[2]) + 0;
    return { volume, geometry: sliceGeometry(volume), slice, result };
  }, [volume, geometry, result]);
}

interface Seen {
  readonly source: unknown;
  readonly shown: ShownSlice;
  readonly range: ValueRange | undefined;
}

/**
 * The range of the slices seen so far: it only grows while one moves through an image, so that pictures do not flicker, and
 * begins anew when a slice of another result arrives.
 */
function useRange(source: unknown, shown: ShownSlice | undefined): ValueRange | undefined {
  const [seen, setSeen] = useState<Seen>();
  if (!shown || shown.volume === seen?.shown.volume) return seen?.range;
  const range = valueRange(shown.volume.voxels);
  const isSameResult = seen !== undefined && seen.source === source && seen.shown.result === shown.result;
  const next = { source, shown, range: isSameResult ? joinRanges(seen.range, range) : range };
  setSeen(next);
  return next.range;
}
