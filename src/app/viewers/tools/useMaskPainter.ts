import { type RefObject, useEffect, useRef } from 'react';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import { pixelsPerVoxel, toScreen } from '#src/app/viewers/sliceTransform.ts';
import { type MaskSlice, paintMask } from './maskSlice.ts';

/** Paints a mask over a slice on the canvas that gets the ref; `repaint` does it within the next frame, without React. */
export function useMaskPainter(
  place: SlicePlace,
  mask: () => MaskSlice | undefined,
): { readonly canvas: RefObject<HTMLCanvasElement | null>; readonly repaint: () => void } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ place, mask });
  latest.current = { place, mask };
  const painter = useRef<ReturnType<typeof maskPainter>>(undefined);
  useEffect(() => {
    if (!canvas.current) return;
    const made = maskPainter(canvas.current, () => latest.current);
    painter.current = made;
    made.repaint();
    return () => made.dispose();
  }, []);
  // Whatever was rendered anew is seen anew: the mask, its place, the size of the view.
  useEffect(() => painter.current?.repaint());
  return { canvas, repaint: () => painter.current?.repaint() };
}

function maskPainter(
  canvas: HTMLCanvasElement,
  now: () => { readonly place: SlicePlace; readonly mask: () => MaskSlice | undefined },
) {
  const voxelCanvas = document.createElement('canvas');
  let image: ImageData | undefined;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const { place, mask } = now();
    const context = canvas.getContext('2d');
    const painted = mask();
    const { transform, size } = place;
    const ratio = size.pixelWidth / size.width;
    if (!context) return;
    if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth;
    if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!painted) return;
    const [width, height] = painted.size;
    if (image?.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      voxelCanvas.width = width;
      voxelCanvas.height = height;
    }
    paintMask(painted.voxels, new Int32Array(image.data.buffer));
    voxelCanvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
    const [perI, perJ] = pixelsPerVoxel(transform);
    const [x, y] = toScreen(transform, -0.5, -0.5);
    context.setTransform(ratio * perI, 0, 0, ratio * perJ, ratio * x, ratio * y);
    // Voxels of a mask have edges.
    context.imageSmoothingEnabled = false;
    context.drawImage(voxelCanvas, 0, 0);
  };
  return {
    repaint() {
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
    dispose() {
      cancelAnimationFrame(frame);
      voxelCanvas.width = 0;
    },
  };
}
