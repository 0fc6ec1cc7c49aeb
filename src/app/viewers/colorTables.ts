import type { ColorMap } from './viewerDisplay.ts';

/** Red, green and blue, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as a pixel of ImageData: a 32-bit word with red in its lowest byte and an opacity of 0 to 1 in its highest. */
export function wordOf([red, green, blue]: Rgb, opacity = 1): number {
  const byte = (part: number) => Math.round(255 * Math.min(1, Math.max(0, part)));
  return (byte(opacity) << 24) | (byte(blue) << 16) | (byte(green) << 8) | byte(red);
}

/** Black, red, yellow, white: as "hot" of MATLAB, from its formula. */
function hot(t: number): Rgb {
  const within = (part: number) => Math.min(1, Math.max(0, part));
  return [within(t / 0.375), within((t - 0.375) / 0.375), within((t - 0.75) / 0.25)];
}

/** Grey with a tinge of blue: as "bone" of MATLAB, (7 grey + hot with red and blue exchanged) / 8. */
function bone(t: number): Rgb {
  const [red, green, blue] = hot(t);
  return [(7 * t + blue) / 8, (7 * t + green) / 8, (7 * t + red) / 8];
}

/** The coefficients of a polynomial of degree six that follows viridis (CC0), fitted and published by M. Zucker (CC0). */
const viridisPolynomial: readonly Rgb[] = [
  [0.2777273272234177, 0.005407344544966578, 0.3340998053353061],
  [0.1050930431085774, 1.404613529898575, 1.384590162594685],
  [-0.3308618287255563, 0.214847559468213, 0.09509516302823659],
  [-4.634230498983486, -5.799100973351585, -19.33244095627987],
  [6.228269936347081, 14.17993336680509, 56.69055260068105],
  [4.776384997670288, -13.74514537774601, -65.35303263337234],
  [-5.435455855934631, 4.645852612178535, 26.3124352495832],
];

function viridis(t: number): Rgb {
  const part = (n: 0 | 1 | 2) => viridisPolynomial.reduceRight((sum, coefficients) => sum * t + coefficients[n], 0);
  return [part(0), part(1), part(2)];
}

/** Blue below the middle, orange above it, black in it: told apart by those who cannot tell red from green. */
function difference(t: number): Rgb {
  const d = 2 * t - 1;
  return d < 0 ? [-0.2 * d, -0.6 * d, -d] : [d, 0.55 * d, 0.1 * d];
}

const formulas: Readonly<Record<Exclude<ColorMap, 'labels'> | 'difference', (t: number) => Rgb>> = {
  gray: (t) => [t, t, t],
  bone,
  hot,
  viridis,
  difference,
};

const made = new Map<string, Int32Array>();

/** The 256 pixels of a colour table from the lowest value to the highest, or the other way round. */
export function colorTable(map: keyof typeof formulas, isInverted = false): Int32Array {
  const name = `${map} ${isInverted}`;
  const known = made.get(name);
  if (known) return known;
  const table = new Int32Array(256);
  for (let n = 0; n < 256; n++) table[n] = wordOf(formulas[map]((isInverted ? 255 - n : n) / 255));
  made.set(name, table);
  return table;
}

/** The colour of a label. Hues follow the golden ratio, so that neighbouring numbers are far apart and no number of them runs out. */
export function labelColor(label: number): Rgb {
  const hue = (Math.abs(label) * 0.618033988749895 + 0.45) % 1;
  const value = [1, 0.8, 0.9][Math.abs(Math.round(label)) % 3];
  return hsv(hue, 0.7, value);
}

function hsv(hue: number, saturation: number, value: number): Rgb {
  const part = (n: number) => {
    const k = (n + hue * 6) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [part(5), part(3), part(1)];
}

/** "#rrggbb" as a colour; undefined for any other text. */
export function parseColor(text: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  return hex ? [parseInt(hex[1], 16) / 255, parseInt(hex[2], 16) / 255, parseInt(hex[3], 16) / 255] : undefined;
}

/** "rgb(255 0 0)", for style sheets. */
export function cssOf(color: Rgb): string {
  return `rgb(${color.map((part) => Math.round(255 * Math.min(1, Math.max(0, part)))).join(' ')})`;
}
