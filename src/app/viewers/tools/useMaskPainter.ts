import { type RefObject, useEffect, useRef } from 'react';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import { pixelsPerVoxel, toScreen } from '#src/app/viewers/sliceTransform.ts';
import { type MaskSlice, paintMask } from './maskSlice.ts';

/**
 * Paints a mask over a slice on the canvas that gets the ref. `drawn` gives the mask under the hand, which takes the place of `done` while
 * there is one; `repaint` paints it within the next frame, without React.
 */
export function useMaskPainter(
  place: SlicePlace,
  done: MaskSlice,
  drawn: () => MaskSlice | undefined,
): { readonly canvas: RefObject<HTMLCanvasElement | null>; readonly repaint: () => void } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ place, done, drawn });
  latest.current = { place, done, drawn };
  const painter = useRef<ReturnType<typeof maskPainter>>(undefined);
  useEffect(() => {
    if (!canvas.current) return;
    const made = maskPainter(canvas.current, () => latest.current);
    painter.current = made;
    made.repaint();
    return () => made.dispose();
  }, []);
  // A pointer that moves over the picture renders what is around it, and paints no voxel.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is seen, which the painter takes from `latest`.
  useEffect(() => painter.current?.repaint(), [place, done]);
  return { canvas, repaint: () => painter.current?.repaint() };
}

function maskPainter(
  canvas: HTMLCanvasElement,
  now: () => { readonly place: SlicePlace; readonly done: MaskSlice; readonly drawn: () => MaskSlice | undefined },
) {
  const voxelCanvas = document.createElement('canvas');
  let image: ImageData | undefined;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const { place, done, drawn } = now();
    const context = canvas.getContext('2d');
    const painted = drawn() ?? done;
    const { transform, size } = place;
    const ratio = size.pixelWidth / size.width;
    if (!context) return;
    if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth;
    if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
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
