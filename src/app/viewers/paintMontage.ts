import { engine } from '#src/app/evaluation.ts';
import { currentDocument } from '#src/app/store.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Volume } from '#src/image/volume.ts';
import { differenceOf } from './differenceTiles.ts';
import { layerUnder } from './layerUnder.ts';
import type { SliceLayer } from './sliceLayers.ts';
import { type Picture, slicePainter } from './slicePainter.ts';
import { type SliceTile, tilesOf } from './sliceTiles.ts';
import { fitScale } from './sliceTransform.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import type { ViewerDisplay } from './viewerDisplay.ts';

/** What a montage holds. */
export interface MontageRequest {
  /** Every so manieth slice, from the first. */
  readonly every: number;
  readonly columns: number;
  /** Of the whole montage, pixels. */
  readonly width: number;
  /** Whether the number of each slice stands in it. */
  readonly hasAnnotations: boolean;
}

/** The most pixels that a montage may have, about what browsers give a canvas. */
const maxPixels = 2 ** 28;

/**
 * Slices of the image of a view side by side, with its window, colours and layers, painted from their numbers. Rejects with a sentence
 * when an image fails or the montage would be too large.
 */
export async function paintMontage(
  picture: Picture,
  { grid }: SlicePicture,
  display: ViewerDisplay,
  { every, columns, width, hasAnnotations }: MontageRequest,
): Promise<HTMLCanvasElement> {
  const { source, geometry } = grid;
  if (!source || !geometry) throw new Error(sliceTexts.picture.noImage);
  const volume = await wholeImage(source);
  const [ni, nj, slices] = geometry.grid.size;
  const count = Math.ceil(slices / every);
  const across = Math.min(columns, count);
  const shape = (nj * geometry.spacing[1]) / (ni * geometry.spacing[0]);
  const cellWidth = Math.max(32, Math.floor(width / across));
  const cellHeight = Math.max(1, Math.round(cellWidth * shape));
  const rows = Math.ceil(count / across);
  if (cellWidth * across * cellHeight * rows > maxPixels || cellHeight * rows > 32_767) {
    throw new Error(sliceTexts.picture.montageTooLarge(count, cellWidth * across, cellHeight * rows));
  }
  const layers = await wholeLayers(picture.layers);
  const montage = document.createElement('canvas');
  montage.width = cellWidth * across;
  montage.height = cellHeight * rows;
  const context = montage.getContext('2d', { alpha: false });
  const cell = document.createElement('canvas');
  const painter = slicePainter(cell);
  const box = { x: 0, y: 0, width: cellWidth, height: cellHeight };
  for (let n = 0; n < count; n++) {
    const request = { slice: n * every, count: 1, thickness: display.slab, mode: display.blendMode };
    const [tile] = tilesOf(volume, geometry, request, display.convention);
    if (!tile) break;
    const over = layers.map((layer) => ({ ...layer, volumes: [layerUnder(layer.volume, tile, layer.mode)] }));
    const scale = fitScale(tile.geometry, cellWidth, cellHeight);
    painter.paintNow({
      ...picture,
      tiles: [{ ...lessSubtracted(tile, over), result: undefined }],
      boxes: [box],
      layers: over,
      transform: {
        geometry: tile.geometry,
        width: cellWidth,
        height: cellHeight,
        scale,
        center: [(ni - 1) / 2, (nj - 1) / 2],
      },
      size: { width: cellWidth, height: cellHeight, pixelWidth: cellWidth, pixelHeight: cellHeight },
    });
    const [x, y] = [(n % across) * cellWidth, Math.floor(n / across) * cellHeight];
    context?.drawImage(cell, x, y);
    if (context && hasAnnotations) paintNumber(context, tile.slice, x, y, cellWidth);
  }
  painter.dispose();
  return montage;
}

async function wholeImage(source: OutputRef): Promise<Volume> {
  const result = await engine.evaluate(currentDocument(), source);
  if (!result.ok) throw new Error(`${result.error.node}: ${result.error.message}`);
  if (typeof result.value !== 'object' || !('voxels' in result.value))
    throw new Error(sliceTexts.picture.notAnImage(source));
  return result.value;
}

/** The layers that are seen in a picture, whole. */
async function wholeLayers(layers: readonly SliceLayer[]) {
  const seen = layers.flatMap((layer) =>
    layer.whole && (layer.style || layer.isSubtracted) ? [{ layer, ...layer.whole }] : [],
  );
  return Promise.all(
    seen.map(async ({ layer, source, mode }) => ({ ...layer, mode, volume: await wholeImage(source) })),
  );
}

function lessSubtracted(tile: SliceTile, layers: readonly SliceLayer[]): SliceTile {
  const [subtracted] = layers.filter(({ isSubtracted }) => isSubtracted);
  return subtracted ? { ...tile, volume: differenceOf(tile.volume, subtracted.volumes[0]) } : tile;
}

function paintNumber(context: CanvasRenderingContext2D, slice: number, x: number, y: number, width: number): void {
  const size = Math.max(9, Math.min(24, Math.round(width / 14)));
  context.font = `${size}px sans-serif`;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = size / 4;
  context.strokeStyle = '#000';
  context.fillStyle = '#fff';
  context.strokeText(String(slice), x + size / 3, y + size / 3);
  context.fillText(String(slice), x + size / 3, y + size / 3);
}
