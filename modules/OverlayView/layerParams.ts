/** The layers of an OverlayView, from the lowest to the uppermost, by the numbers of their inputs and parameters. */
export const layerNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const;
export type LayerNumber = (typeof layerNumbers)[number];

/** Neighbours differ in hue and in lightness. */
const firstColors = [
  ...['#ff5a4d', '#3fb4ff', '#ffc02e', '#4fd46b', '#d67bff', '#00d5c8', '#ff8fc0', '#b4d84a'],
  ...['#c2410c', '#93b8ff', '#a16207', '#9ff0b0', '#8b5cf6', '#0f8f9c', '#d6336c', '#f2efb2'],
];

/** How a layer looks, in the words of the panel; its parameters are these names followed by its number. */
export function lookParams(n: LayerNumber) {
  const of = `overlay${n}`;
  return {
    visible: { kind: 'boolean', label: `Overlay ${n} visible`, default: true, of, inKey: false },
    colors: {
      kind: 'choice',
      label: `Overlay ${n} colours`,
      default: 'COLOR',
      options: { COLOR: 'One colour', LABELS: 'A colour for every label' },
      of,
      inKey: false,
    },
    color: {
      kind: 'text',
      label: `Overlay ${n} colour`,
      default: firstColors[n - 1],
      help: 'As #rrggbb.',
      of,
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
      inKey: false,
    },
    outline: {
      kind: 'boolean',
      label: `Overlay ${n} outline only`,
      default: false,
      of,
      inKey: false,
    },
  } as const;
}
