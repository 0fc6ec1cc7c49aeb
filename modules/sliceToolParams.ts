/** What the tools of a 2D viewer make: the same parameters for all of them. They feed others, and none is in a key of the viewer. */
export const sliceToolParams = {
  markers: {
    kind: 'points',
    label: 'Markers',
    default: [],
    unit: 'mm',
    help: 'Places in the world, each with a type, placed with the Markers tool of the viewer. They can feed seeds.',
    inKey: false,
  },
  box: {
    kind: 'box',
    label: 'Box',
    default: [],
    unit: 'mm',
    help: 'Two opposite outer corners in the world, drawn with the Box tool of the viewer. It can feed the box of a SubImage.',
    inKey: false,
  },
  measures: {
    kind: 'points',
    label: 'Measures',
    default: [],
    unit: 'mm',
    help: 'The points of what was measured: those of one type belong together, odd types are distances, even ones angles.',
    inKey: false,
  },
} as const;
