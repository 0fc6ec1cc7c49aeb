import { useEffect, useMemo, useRef, useState } from 'react';
import { useLiveSlab, useResultName } from '#src/app/useOutput.ts';
import type { LiveView, OutputView } from '#src/app/useQuestion.ts';
import type { Volume } from '#src/image/volume.ts';
import { coarseVolume } from './coarseVolume.ts';
import type { SliceGeometry } from './sliceGeometry.ts';
import { type SliceTile, slabOf, type TileRequest, tilesOf } from './sliceTiles.ts';
import { seenRangeSession } from './sourceSession.ts';
import type { Coarse } from './useCoarse.ts';
import type { GridView } from './useGridView.ts';
import { usePrefetch } from './usePrefetch.ts';
import { joinRanges, type ValueRange, valueRange, withoutPadding } from './valueRange.ts';
import type { Convention, ViewerDisplay } from './viewerDisplay.ts';
import { sliceOf, type ViewState } from './viewState.ts';
import { unitOf } from './windowPresets.ts';

/** A slice that has arrived. */
export interface ShownSlice extends SliceTile {
  /** Stands for the result of which it is a slice. */
  readonly result: unknown;
}

export type PictureStatus = 'empty' | 'running' | 'ready' | 'failed';

/** Everything that a view needs to show slices of an image. */
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
  /** All slices of a mosaic, `shown` the first of them; without it `shown` alone. */
  readonly tiles?: readonly ShownSlice[];
  /** The range of the values seen so far of this result. */
  readonly range?: ValueRange;
  /** Whether what is shown has only every n-th row of the image, since the rest is not computed yet. */
  readonly isCoarse?: boolean;
}

type PictureDisplay = Pick<ViewerDisplay, 'numSlices' | 'slab' | 'blendMode' | 'convention' | 'autoLow' | 'autoHigh'>;

/**
 * Demands what a view looks at: the stored slices that are in sight, or for slices across another axis the whole image. Where it gets
 * `coarse`, it shows that as long as nothing newer of the whole is there.
 */
export function useSlicePicture(
  grid: GridView,
  state: ViewState,
  display: PictureDisplay,
  coarse?: Coarse,
): SlicePicture {
  const { source, geometry } = grid;
  const slice = geometry ? sliceOf(state, geometry) : 0;
  const { numSlices, slab: thickness, blendMode, convention } = display;
  const request = useMemo(
    (): TileRequest => ({ slice, count: numSlices, thickness, mode: blendMode }),
    [slice, numSlices, thickness, blendMode],
  );
  const name = useResultName(source);
  const turn = coarse?.turn ?? 0;
  const asked = useMemo(
    (): Asked | undefined => geometry && { request, geometry, result: name, turn },
    [request, geometry, name, turn],
  );
  const isStored = geometry?.axes[2] === 2;
  const slab = isStored ? slabOf(request, geometry.grid.size[2]) : undefined;
  const output = useLiveSlab(geometry && source, slab, asked, !isStored && coarse?.isMoving === true);
  const exact = useTiles(source, output, asked, isStored, convention);
  const stack = isStored || output.status === 'ready' ? undefined : coarse?.stack;
  const rough = useCoarseTiles(stack, asked, convention);
  const isCoarse = rough !== undefined && (exact === undefined || (stack?.turn ?? 0) > exact.turn);
  const tiles = isCoarse ? rough : exact?.tiles;
  const range = useRange(source, tiles, display.autoLow, display.autoHigh);
  useEffect(() => {
    if (source !== undefined && range) seenRangeSession.change(source, () => range);
  }, [source, range]);
  const status = statusOf(grid, output);
  usePrefetch(source, slab, geometry?.grid.size[2], status === 'ready');
  const failed = grid.output.status === 'failed' ? grid.output : output;
  const isShown = status !== 'failed' && status !== 'empty';
  return {
    grid,
    slice,
    status,
    progress: output.progress ?? grid.output.progress,
    failure: status !== 'failed' ? undefined : grid.problem ? { node: '', message: grid.problem } : failed.error,
    retry: failed.retry,
    shown: isShown ? tiles?.[0] : undefined,
    tiles: isShown ? tiles : undefined,
    range,
    isCoarse: isShown && isCoarse,
  };
}

/** The pictures of a request from every n-th slice. */
function useCoarseTiles(
  stack: Coarse['stack'],
  asked: Asked | undefined,
  convention: Convention,
): readonly ShownSlice[] | undefined {
  return useMemo(() => {
    if (!stack || !asked) return undefined;
    const { geometry, request } = asked;
    const slab = slabOf(request, geometry.grid.size[2]);
    const volume = coarseVolume(stack.slices, stack.step, geometry.axes, slab);
    const tiles = tilesOf(volume, geometry, request, convention);
    // A result of its own: its range does not belong to that of the whole.
    return tiles.length === 0 ? undefined : tiles.map((tile) => ({ ...tile, result: stack }));
  }, [stack, asked, convention]);
}

function statusOf({ source, output: grid, problem }: GridView, slab: OutputView<Volume>): PictureStatus {
  if (source === undefined) return 'empty';
  if (grid.status === 'failed' || (problem && grid.status === 'ready')) return 'failed';
  // A slice may fail because it was asked of a grid that has just changed: the next question decides.
  if (grid.status !== 'ready') return 'running';
  return slab.status === 'empty' ? 'running' : slab.status;
}

/** What a view asks of an image, as the image was known when it was asked. */
interface Asked {
  readonly request: TileRequest;
  /** Of the whole image; it stays right for its slices while a newer grid is known already. */
  readonly geometry: SliceGeometry;
  readonly result: unknown;
  readonly turn: number;
}

interface Arrived {
  readonly tiles: readonly ShownSlice[];
  readonly turn: number;
}

/** The newest slices there are, kept while the question changes, but never shown for another source. */
function useTiles(
  source: unknown,
  output: LiveView<Volume, Asked | undefined>,
  now: Asked | undefined,
  isStored: boolean,
  convention: Convention,
): Arrived | undefined {
  const last = useRef<{ source: unknown; volume: Volume; asked: Asked }>(undefined);
  // The whole image has the slices of any request, and the answer to a question is that to another one with the same slices.
  const isAnswered = output.status === 'ready' || (!isStored && output.tag?.result === now?.result);
  const asked = isAnswered ? now : output.tag;
  const known = last.current;
  if (output.value && asked && (known?.volume !== output.value || known.asked !== asked)) {
    last.current = { source, volume: output.value, asked };
  }
  const arrived = last.current?.source === source ? last.current : undefined;
  return useMemo(() => {
    if (!arrived) return undefined;
    const { request, geometry, result, turn } = arrived.asked;
    const tiles = tilesOf(arrived.volume, geometry, request, convention);
    return tiles.length === 0 ? undefined : { tiles: tiles.map((tile) => ({ ...tile, result })), turn };
  }, [arrived, convention]);
}

interface Seen {
  readonly source: unknown;
  readonly tiles: readonly ShownSlice[];
  readonly low: number;
  readonly high: number;
  readonly range: ValueRange | undefined;
}

/**
 * The range of the slices seen so far: it only grows while one moves through an image, so that pictures do not flicker, and
 * begins anew when a slice of another result arrives, or other percentiles are asked for.
 */
function useRange(
  source: unknown,
  tiles: readonly ShownSlice[] | undefined,
  low: number,
  high: number,
): ValueRange | undefined {
  const [seen, setSeen] = useState<Seen>();
  const isSameAsked = seen !== undefined && seen.low === low && seen.high === high;
  if (!tiles || (tiles === seen?.tiles && isSameAsked)) return seen?.range;
  const isSameResult = isSameAsked && seen.source === source && seen.tiles[0].result === tiles[0].result;
  const ranges = tiles.map(({ volume: { voxels, meta } }) =>
    withoutPadding(valueRange(voxels, { low, high }), unitOf(meta)),
  );
  const range = ranges.reduce(joinRanges, isSameResult ? seen.range : undefined);
  setSeen({ source, tiles, low, high, range });
  return range;
}
