import { colorTable } from './colorTables.ts';
import type { ViewBox } from './mosaicLayout.ts';
import { paintOverlay } from './paintOverlay.ts';
import { paintLabels, paintSlice } from './paintSlice.ts';
import type { LayerPart, SliceLayer } from './sliceLayers.ts';
import { pixelsPerVoxel, type SliceTransform, toScreen } from './sliceTransform.ts';
import type { ShownSlice } from './useSlicePicture.ts';
import type { ViewSize } from './useViewSize.ts';
import type { ColorMap } from './viewerDisplay.ts';
import { type VoxelCanvas, voxelCanvas } from './voxelCanvas.ts';
import type { WindowLevel } from './windowLevel.ts';

/** Everything that a picture depends on. */
export interface Picture {
  readonly tiles: readonly ShownSlice[];
  /** Where each tile lies in the view. */
  readonly boxes: readonly ViewBox[];
  readonly layers: readonly SliceLayer[];
  readonly window: WindowLevel;
  readonly colors: Colors;
  /** Of a tile in its box; the same for all. */
  readonly transform: SliceTransform;
  readonly size: ViewSize;
  readonly isSmooth: boolean;
}

/** The colours of the values; `difference` is for values around 0 that stand for more and less. */
export interface Colors {
  readonly map: ColorMap | 'difference';
  readonly isInverted: boolean;
}

/** Paints slices on one canvas. */
export interface SlicePainter {
  /** Paints in the next frame; of several pictures within a frame only the last. Undefined clears the canvas. */
  paint(picture: Picture | undefined): void;
  /** Paints at once, for a picture that is saved. */
  paintNow(picture: Picture): void;
  dispose(): void;
}

/**
 * A painter for a canvas. A slice is painted once per window into a canvas of one pixel a voxel, which the browser then draws
 * at any zoom, with or without interpolation; moving the picture costs no voxel.
 */
export function slicePainter(canvas: HTMLCanvasElement): SlicePainter {
  const canvases = new Map<string, VoxelCanvas>();
  let next: Picture | undefined;
  let frame = 0;

  const canvasOf = (name: string) => {
    const known = canvases.get(name) ?? voxelCanvas();
    canvases.set(name, known);
    return known;
  };

  const draw = () => {
    frame = 0;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return;
    if (!next) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { size, tiles, layers } = next;
    // Setting the size of a canvas clears it, so it happens in the frame that paints it again.
    if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth;
    if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const used = new Set<string>();
    for (let n = 0; n < tiles.length; n++) {
      used.add(`${n}`);
      drawTile(context, next, n, paintTile(canvasOf(`${n}`), next, n));
      for (let l = 0; l < layers.length; l++) {
        const layer = layers[l];
        if (!layer.style || !layer.volumes[n]) continue;
        used.add(`${n} ${l}`);
        const isSmooth = layer.style.kind === 'image' && next.isSmooth;
        drawTile(
          context,
          { ...next, isSmooth },
          n,
          paintLayer(canvasOf(`${n} ${l}`), layer, n),
          layer.style.kind === 'image' ? layer.style.part : undefined,
        );
      }
    }
    for (const [name, unused] of canvases) {
      if (used.has(name)) continue;
      unused.dispose();
      canvases.delete(name);
    }
  };

  return {
    paint(picture) {
      next = picture;
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
    paintNow(picture) {
      cancelAnimationFrame(frame);
      next = picture;
      draw();
    },
    dispose() {
      cancelAnimationFrame(frame);
      for (const each of canvases.values()) each.dispose();
      canvases.clear();
    },
  };
}

function paintTile(voxels: VoxelCanvas, { tiles, window, colors }: Picture, n: number): HTMLCanvasElement {
  const { volume } = tiles[n];
  const [width, height] = volume.size;
  const { map, isInverted } = colors;
  if (map === 'labels') {
    return voxels.painted(width, height, [volume, map], (pixels) => paintLabels(volume.voxels, pixels));
  }
  return voxels.painted(width, height, [volume, map, isInverted, window.center, window.width], (pixels) =>
    paintSlice(volume.voxels, window, pixels, colorTable(map, isInverted)),
  );
}

function paintLayer(voxels: VoxelCanvas, { volumes, style }: SliceLayer, n: number): HTMLCanvasElement {
  const volume = volumes[n];
  const [width, height] = volume.size;
  if (style?.kind === 'overlay') {
    const { overlay } = style;
    return voxels.painted(width, height, [volume, `${overlay.color}`, overlay.opacity, overlay.isOutline], (pixels) =>
      paintOverlay(volume.voxels, width, overlay, pixels),
    );
  }
  const window = style?.window ?? { center: 0, width: 1 };
  return voxels.painted(width, height, [volume, window.center, window.width], (pixels) =>
    paintSlice(volume.voxels, window, pixels),
  );
}

function drawTile(
  context: CanvasRenderingContext2D,
  { boxes, transform, size, isSmooth }: Picture,
  n: number,
  voxels: HTMLCanvasElement,
  part?: LayerPart,
): void {
  const ratio = size.pixelWidth / size.width;
  const box = boxes[n];
  const [perI, perJ] = pixelsPerVoxel(transform);
  // Voxel 0 reaches half a voxel beyond its centre.
  const [x, y] = toScreen(transform, -0.5, -0.5);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, ratio * box.x, ratio * box.y);
  if (boxes.length > 1 || part) {
    context.beginPath();
    clipTo(context, box, part);
    context.clip();
  }
  context.setTransform(ratio * perI, 0, 0, ratio * perJ, ratio * (box.x + x), ratio * (box.y + y));
  context.imageSmoothingEnabled = isSmooth;
  // Bilinear where voxels are larger than pixels, averaged where they are smaller.
  context.imageSmoothingQuality = Math.abs(perI) * ratio < 1 ? 'medium' : 'low';
  context.drawImage(voxels, 0, 0);
  context.restore();
}

/** Adds the part of a box that a layer takes to the path of a context whose origin is the box's corner. */
function clipTo(context: CanvasRenderingContext2D, { width, height }: ViewBox, part: LayerPart | undefined): void {
  if (!part) {
    context.rect(0, 0, width, height);
    return;
  }
  if (part.kind === 'swipe') {
    context.rect(width * part.at, 0, width * (1 - part.at), height);
    return;
  }
  // A square lies with its corner in the middle, so that the middle of the view has all four.
  const { square } = part;
  const [left, top] = [Math.floor(width / 2 / square) + 1, Math.floor(height / 2 / square) + 1];
  for (let row = -top; row < top; row++) {
    for (let column = -left; column < left; column++) {
      if ((row + column) & 1) context.rect(width / 2 + column * square, height / 2 + row * square, square, square);
    }
  }
}
