import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import { pixelsPerVoxel, toScreen } from '#src/app/viewers/sliceTransform.ts';
import { type LiveStroke, sliceUnder, type UnderHand } from './liveStroke.ts';
import { axesIn, type MaskSlice, paintMask } from './maskSlice.ts';

/**
 * Paints a mask over a slice on the canvas that gets the ref, and the stroke under the hand on it, within the next frame and without React.
 */
export function useMaskPainter(
  place: SlicePlace,
  done: MaskSlice,
  live: LiveStroke,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ place, done });
  useLayoutEffect(() => {
    latest.current = { place, done };
  });
  const painter = useRef<ReturnType<typeof maskPainter>>(undefined);
  useEffect(() => {
    if (!canvas.current) return;
    const made = maskPainter(canvas.current, () => latest.current, live);
    painter.current = made;
    made.repaint();
    return () => made.dispose();
  }, [live]);
  // A pointer that moves over the picture renders what is around it, and paints no voxel.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is seen, which the painter takes from `latest`.
  useEffect(() => painter.current?.repaint(), [place, done]);
  return canvas;
}

function maskPainter(
  canvas: HTMLCanvasElement,
  now: () => { readonly place: SlicePlace; readonly done: MaskSlice },
  live: LiveStroke,
) {
  const voxelCanvas = document.createElement('canvas');
  let image: ImageData | undefined;
  let frame = 0;
  let under: UnderHand | undefined;
  /** Whether more than the stroke under the hand may have changed. */
  let isStale = true;
  const draw = () => {
    frame = 0;
    const { place, done } = now();
    const context = canvas.getContext('2d');
    under = sliceUnder(done, live.get(), under);
    if (!isStale && !under?.isPainted) return;
    isStale = false;
    const painted = under?.slice ?? done;
    const { transform, size } = place;
    const ratio = size.pixelWidth / size.width;
    if (!context) return;
    if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth;
    if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const [u, v] = axesIn(painted.axis);
    const [width, height] = [painted.size[u], painted.size[v]];
    if (image?.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      voxelCanvas.width = width;
      voxelCanvas.height = height;
    }
    paintMask(painted.voxels, new Int32Array(image.data.buffer));
    voxelCanvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
    const [perI, perJ] = pixelsPerVoxel(transform);
    const [x, y] = toScreen(transform, -0.5, -0.5);
    // The rows of a picture lie along either of the two axes of its slice, the mask's along the first.
    if (transform.geometry.axes[0] === u) context.setTransform(ratio * perI, 0, 0, ratio * perJ, ratio * x, ratio * y);
    else context.setTransform(0, ratio * perJ, ratio * perI, 0, ratio * x, ratio * y);
    // Voxels of a mask have edges.
    context.imageSmoothingEnabled = false;
    context.drawImage(voxelCanvas, 0, 0);
  };
  const ask = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const repaint = () => {
    isStale = true;
    ask();
  };
  const stop = live.subscribe(() => {
    if (live.get()) return ask();
    // Another stroke begins with the slice as it then is.
    under = undefined;
    repaint();
  });
  return {
    repaint,
    dispose() {
      stop();
      cancelAnimationFrame(frame);
      voxelCanvas.width = 0;
    },
  };
}
