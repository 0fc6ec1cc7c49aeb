import { mostAlike } from '#src/graph/inputFamily.ts';

/** The most layers of an OverlayView. They are numbered from 1, the lowest, by their inputs and parameters. */
export const mostLayers = mostAlike;

/** Neighbours differ in hue and in lightness. */
const firstColors = [
  ...['#ff5a4d', '#3fb4ff', '#ffc02e', '#4fd46b', '#d67bff', '#00d5c8', '#ff8fc0', '#b4d84a'],
  ...['#c2410c', '#93b8ff', '#a16207', '#9ff0b0', '#8b5cf6', '#0f8f9c', '#d6336c', '#f2efb2'],
];

/** The colour that a layer has at first, as #rrggbb: behind the chosen ones hues that are the golden angle apart, in three lightnesses. */
function firstColor(n: number): string {
  const chosen = firstColors[n - 1];
  if (chosen !== undefined) return chosen;
  const hue = (n * 137.508) % 360;
  const lightness = [0.62, 0.78, 0.46][n % 3];
  const chroma = 0.7 * Math.min(lightness, 1 - lightness);
  const part = (shift: number) => {
    const k = (shift + hue / 30) % 12;
    const value = lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

/** How a layer looks, in the words of the panel; its parameters are these names followed by its number, saved once they are set. */
export function lookParams(n: number) {
  const of = `overlay${n}`;
  return {
    visible: { kind: 'boolean', label: `Overlay ${n} visible`, default: true, of, isSparse: true, inKey: false },
    colors: {
      kind: 'choice',
      label: `Overlay ${n} colours`,
      default: 'COLOR',
      options: { COLOR: 'One colour', LABELS: 'A colour for every label' },
      of,
      isSparse: true,
      inKey: false,
    },
    color: {
      kind: 'text',
      label: `Overlay ${n} colour`,
      default: firstColor(n),
      help: 'As #rrggbb.',
      of,
      isSparse: true,
      inKey: false,
    },
    opacity: {
      kind: 'number',
      label: `Overlay ${n} opacity`,
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      of,
      isSparse: true,
      inKey: false,
    },
    outline: {
      kind: 'boolean',
      label: `Overlay ${n} outline only`,
      default: false,
      of,
      isSparse: true,
      inKey: false,
    },
  } as const;
}
