import type { SlicePicture } from '#modules/SaveImage/slicePicture.ts';

/** How an overlay looks; without a colour each label has one of its own. */
export interface OverlayLook {
  readonly colour: readonly [red: number, green: number, blue: number] | undefined;
  readonly opacity: number;
  /** Only voxels beside another value, over one of the four sides of the picture. */
  readonly outline: boolean;
}

/** Lays a mask or labels, of which 0 and NaN are not shown, over the pixels of the picture of the same size. */
export function overlayPixels(pixels: Uint8Array, { width, height, values }: SlicePicture, look: OverlayLook): void {
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    if (value === 0 || Number.isNaN(value)) continue;
    if (look.outline && !isAtEdge(values, n, width, height)) continue;
    const colour = look.colour ?? labelColour(value);
    for (let part = 0; part < 3; part++) {
      const at = 3 * n + part;
      pixels[at] = Math.round(pixels[at] + look.opacity * (colour[part] - pixels[at]));
    }
  }
}

function isAtEdge(values: SlicePicture['values'], n: number, width: number, height: number): boolean {
  const [i, j] = [n % width, Math.floor(n / width)];
  const value = values[n];
  return (
    i === 0 ||
    j === 0 ||
    i === width - 1 ||
    j === height - 1 ||
    values[n - 1] !== value ||
    values[n + 1] !== value ||
    values[n - width] !== value ||
    values[n + width] !== value
  );
}

/** Hues a golden angle apart, so that neighbouring labels differ most. */
function labelColour(label: number): readonly [red: number, green: number, blue: number] {
  const hue = (((label * 137.508) % 360) + 360) % 360;
  const part = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    return Math.round(255 * (0.55 - 0.4 * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
  };
  return [part(0), part(8), part(4)];
}
