import { type Picture, slicePainter } from './slicePainter.ts';

/** The slices of a picture painted anew from their numbers, in a size of their own. */
export function paintedSlice(picture: Picture, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const painter = slicePainter(canvas);
  painter.paintNow({ ...picture, size: { ...picture.size, pixelWidth: width, pixelHeight: height } });
  painter.dispose();
  return canvas;
}
