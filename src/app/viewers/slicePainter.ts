import { paintSlice } from './paintSlice.ts';
import { pixelsPerVoxel, type SliceTransform, toScreen } from './sliceTransform.ts';
import type { ShownSlice } from './useSlicePicture.ts';
import type { ViewSize } from './useViewSize.ts';
import type { WindowLevel } from './windowLevel.ts';

/** Everything that a picture depends on. */
export interface Picture {
  readonly shown: ShownSlice;
  readonly window: WindowLevel;
  readonly transform: SliceTransform;
  readonly size: ViewSize;
  readonly isSmooth: boolean;
}

/** Paints slices on one canvas. */
export interface SlicePainter {
  /** Paints in the next frame; of several pictures within a frame only the last. Undefined clears the canvas. */
  paint(picture: Picture | undefined): void;
  dispose(): void;
}

/**
 * A painter for a canvas. The slice is painted once per window into a canvas of one pixel a voxel, which the browser then draws
 * at any zoom, with or without interpolation; moving the picture costs no voxel.
 */
export function slicePainter(canvas: HTMLCanvasElement): SlicePainter {
  const voxelCanvas = document.createElement('canvas');
  let image: ImageData | undefined;
  let painted: { volume: unknown; center: number; width: number } | undefined;
  let next: Picture | undefined;
  let frame = 0;

  const paintVoxels = ({ shown: { volume }, window }: Picture) => {
    if (painted?.volume === volume && painted.center === window.center && painted.width === window.width) return;
    const [width, height] = volume.size;
    if (image?.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      voxelCanvas.width = width;
      voxelCanvas.height = height;
    }
    paintSlice(volume.voxels, window, new Int32Array(image.data.buffer));
    // Kept in ordinary memory, where pixels from the page cost least.
    voxelCanvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
    painted = { volume, ...window };
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
    const { transform, size, isSmooth } = next;
    paintVoxels(next);
    // Setting the size of a canvas clears it, so it happens in the frame that paints it again.
    if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth;
    if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight;
    const ratio = size.pixelWidth / size.width;
    const [perI, perJ] = pixelsPerVoxel(transform);
    // Voxel 0 reaches half a voxel beyond its centre.
    const [x, y] = toScreen(transform, -0.5, -0.5);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio * perI, 0, 0, ratio * perJ, ratio * x, ratio * y);
    context.imageSmoothingEnabled = isSmooth;
    // Bilinear where voxels are larger than pixels, averaged where they are smaller.
    context.imageSmoothingQuality = Math.abs(perI) * ratio < 1 ? 'medium' : 'low';
    context.drawImage(voxelCanvas, 0, 0);
  };

  return {
    paint(picture) {
      next = picture;
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
    dispose() {
      cancelAnimationFrame(frame);
      voxelCanvas.width = 0;
    },
  };
}
