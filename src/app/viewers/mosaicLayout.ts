/** A part of a view, CSS pixels from its top left corner. */
export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The boxes of `count` pictures of one shape in a view, row by row from the top left: in as many columns as make the pictures largest,
 * `aspect` being their width by their height.
 */
export function mosaicBoxes(count: number, width: number, height: number, aspect: number): readonly ViewBox[] {
  let columns = 1;
  let best = 0;
  for (let tried = 1; tried <= count; tried++) {
    const rows = Math.ceil(count / tried);
    const size = Math.min(width / tried, (height / rows) * aspect);
    if (size > best * 1.0001) {
      best = size;
      columns = tried;
    }
  }
  const rows = Math.ceil(count / columns);
  const [w, h] = [width / columns, height / rows];
  return Array.from({ length: count }, (_, n) => ({
    x: (n % columns) * w,
    y: Math.floor(n / columns) * h,
    width: w,
    height: h,
  }));
}

/** The box under a point and where in it the point lies; undefined beside all boxes. */
export function boxAt(
  boxes: readonly ViewBox[],
  x: number,
  y: number,
): { readonly index: number; readonly x: number; readonly y: number } | undefined {
  const index = boxes.findIndex((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  return index < 0 ? undefined : { index, x: x - boxes[index].x, y: y - boxes[index].y };
}
