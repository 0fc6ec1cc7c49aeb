import { useMemo, useRef } from 'react';
import { useGrid, useLiveSlab } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { sameGrid } from '#src/image/affine.ts';
import { layerUnder, slabUnder } from './layerUnder.ts';
import { whyNotShown } from './sliceGeometry.ts';
import type { LayerPicture } from './sliceLayers.ts';
import { usePrefetch } from './usePrefetch.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import { joinRanges, type ValueRange, valueRange, withoutPadding } from './valueRange.ts';
import type { SlabMode } from './viewerDisplay.ts';
import { unitOf } from './windowPresets.ts';

const nothing: LayerPicture = { volumes: [], isResampled: false, isRunning: false };

/**
 * Demands of a second image what lies under the slices of a view, and puts it on their grids by world position, each voxel the nearest;
 * of several slices in one picture it is projected by `mode`. Only the stored slices that they cut are asked for. While newer
 * ones are computed there are none: an older layer would lie wrongly.
 */
export function useLayer(source: OutputRef | undefined, picture: SlicePicture, mode: SlabMode): LayerPicture {
  const output = useGrid(source);
  const problem = output.value && whyNotShown(output.value);
  const grid = problem ? undefined : output.value;
  const { tiles } = picture;
  const slab = useMemo(() => grid && tiles && slabUnder(grid, tiles), [grid, tiles]);
  const answer = useLiveSlab(slab && source, slab, tiles);
  // While a newer result of the same slices is computed, the one before is shown, as of the image itself.
  const volume = answer.status === 'ready' || answer.tag === tiles ? answer.value : undefined;
  const shown = useMemo(() => {
    if (!tiles || !volume) return undefined;
    const volumes = tiles.map((tile) => layerUnder(volume, tile, mode));
    const range = volumes
      .map(({ voxels }) => withoutPadding(valueRange(voxels), unitOf(volume.meta)))
      .reduce(joinRanges, undefined);
    return { volumes, range };
  }, [tiles, volume, mode]);
  // It only grows while one moves through the slices, so that an automatic window does not flicker.
  const seen = useRef<{ source: unknown; range: ValueRange | undefined }>({ source, range: undefined });
  if (seen.current.source !== source) seen.current = { source, range: undefined };
  if (shown) seen.current.range = joinRanges(seen.current.range, shown.range);
  const whole = picture.grid.output.value;
  const isResampled = useMemo(() => grid !== undefined && whole !== undefined && !sameGrid(grid, whole), [grid, whole]);
  usePrefetch(source, slab, grid?.size[2], answer.status === 'ready');
  if (source === undefined) return nothing;
  const error = problem ? { node: '', message: problem } : (output.error ?? answer.error);
  return {
    volumes: shown?.volumes ?? [],
    range: seen.current.range,
    meta: volume?.meta,
    isResampled,
    isRunning: output.status === 'running' || answer.status === 'running',
    error,
  };
}
