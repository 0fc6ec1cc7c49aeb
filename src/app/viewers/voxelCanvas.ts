/** A canvas of one pixel a voxel, which the browser then draws at any zoom. */
export interface VoxelCanvas {
  /** The canvas with a picture of the given size; `paint` is called only when `look` has changed since the last time. */
  painted(
    width: number,
    height: number,
    look: readonly unknown[],
    paint: (pixels: Int32Array) => void,
  ): HTMLCanvasElement;
  dispose(): void;
}

/** A canvas that is painted again only when what it shows has changed: moving the picture costs no voxel. */
export function voxelCanvas(): VoxelCanvas {
  const canvas = document.createElement('canvas');
  let image: ImageData | undefined;
  let known: readonly unknown[] = [];
  return {
    painted(width, height, look, paint) {
      const isSame = known.length === look.length && look.every((each, n) => Object.is(each, known[n]));
      if (isSame && canvas.width === width && canvas.height === height) return canvas;
      if (image?.width !== width || image.height !== height) {
        image = new ImageData(width, height);
        canvas.width = width;
        canvas.height = height;
      }
      paint(new Int32Array(image.data.buffer));
      // Kept in ordinary memory, where pixels from the page cost least.
      canvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
      known = look;
      return canvas;
    },
    dispose() {
      canvas.width = 0;
      image = undefined;
      known = [];
    },
  };
}
