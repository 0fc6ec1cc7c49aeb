/** The layers of an OverlayView, from the lowest to the uppermost, by the numbers of their inputs and parameters. */
export const layerNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type LayerNumber = (typeof layerNumbers)[number];

const firstColors: Readonly<Record<LayerNumber, string>> = {
  1: '#ff5a4d',
  2: '#3fb4ff',
  3: '#ffc02e',
  4: '#4fd46b',
  5: '#d67bff',
  6: '#00d5c8',
  7: '#ff8fc0',
  8: '#b4d84a',
};

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
      default: firstColors[n],
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
