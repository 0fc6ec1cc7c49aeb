/**
 * What the tools in viewers say: markers, box, measures and brush. `node` is the name of a module, `box` the text of a box, `world` that
 * of a position with its unit, `place` the number of a marker or point, from 1 on.
 */
export const toolTexts = {
  tools: (node: string) => `${node}: tools`,
  /** The tooltip of a tool that shows its picture alone. */
  tool: (label: string, title: string) => `${label}: ${title}`,
  look: { label: 'Look', title: 'The left button places the cross-hair, one finger goes through the slices' },
  markers: { label: 'Markers', title: 'A click places a marker or seed; drag moves it, Delete removes it' },
  box: { label: 'Box', title: 'Drag draws a box (region of interest); its handles change it' },
  distance: { label: 'Distance', title: 'Two clicks, or a drag, measure a distance in mm' },
  angle: { label: 'Angle', title: 'Three clicks measure an angle' },
  brush: {
    label: 'Brush',
    title:
      'The left button paints (B), Shift + wheel sets the size; by keyboard the arrows move the cursor and Space paints',
  },
  eraser: { label: 'Eraser', title: 'The left button erases (E)' },

  givenBy: (source: string) => `given by ${source}`,

  marker: {
    type: 'Type',
    typeTitle: 'The type of the next marker, a whole number',
    previous: 'The marker before (Shift + N)',
    next: 'The next marker (N)',
    removeAll: 'Remove all markers',
    count: (count: number) => (count === 1 ? '1 marker' : `${count} markers`),
    at: (place: number, type: number, world: string) => `Marker ${place}, type ${type}, at ${world}`,
  },

  measure: {
    removeAll: 'Remove all measures',
    point: (place: number, world: string) => `Point ${place} of the measures, at ${world}`,
  },

  region: {
    fromHere: 'From here',
    fromHereTitle: 'The box begins at this slice',
    toHere: 'To here',
    toHereTitle: 'The box ends at this slice',
    all: 'All',
    allTitle: 'The box is the whole image',
    remove: 'Remove the box',
    none: 'no box: drag over the picture, or press Enter there',
    /** The parts of a box that can be held. */
    inside: (box: string) => `Inside of the box, ${box}`,
    part: (part: string, box: string) => `${part} of the box, ${box}`,
    upperLeft: 'Upper left corner',
    upper: 'Upper edge',
    upperRight: 'Upper right corner',
    right: 'Right edge',
    lowerRight: 'Lower right corner',
    lower: 'Lower edge',
    lowerLeft: 'Lower left corner',
    left: 'Left edge',
    size: (voxels: string, lengths: string) => `${voxels} voxels, ${lengths} mm`,
    /** Before the statistics of one of two images. */
    ofImage: (image: string) => `${image}: `,
  },

  statistics: {
    counting: 'counting…',
    /** Mean, standard deviation, minimum and maximum. */
    values: (mean: string, deviation: string, min: string, max: string) =>
      `mean ${mean} ± ${deviation}, ${min} to ${max}`,
    /** `values` are those above. */
    ofVoxels: (count: number, values: string) => `${count.toLocaleString('en')} voxels, ${values}`,
    explained: (text: string) => `${text} (mean ± standard deviation, minimum to maximum)`,
  },

  mask: {
    slices: (node: string) => `${node}, slices`,
    planesOf: (node: string) => `${node}: slices to draw on`,
    radius: 'Radius',
    radiusTitle: 'Radius of the brush in mm (Shift + wheel, [ and ] change it)',
    radiusOf: (node: string) => `${node}: radius of the brush in mm`,
    label: 'Label',
    labelTitle: 'What the brush writes, a whole number from 1 on',
    removeAll: 'Remove all strokes',
    statistics: 'Statistics',
    statisticsTitle: 'Voxels of the image within the mask: how many, their mean and spread',
    strokes: (count: number) => (count === 1 ? '1 stroke' : `${count} strokes`),
    full: (node: string, numbers: number, most: number) =>
      `${node} holds ${numbers} numbers of strokes, and at most ${most} fit: save its mask and begin with that`,
  },
} as const;
