/**
 * What the 3D views say. `name` is the name of a viewer, `source` an output or field that gives a value; angles are degrees, sizes of
 * images and values of voxels come as texts.
 */
export const volumeTexts = {
  volume: (name: string) => `${name}: volume`,
  /** What a screen reader says of a view: how far around and how far up it is seen from. */
  view: (name: string, azimuth: number, elevation: number, zoom: number) =>
    `${name}: 3D view, ${azimuth}° around, ${elevation}° up, zoom ${zoom}`,

  scene: {
    preparing: 'Preparing the 3D view…',
    still: 'Still picture: point at it to draw it',
    madeAnew: 'The browser took the graphics context of a 3D view away; the view was made anew.',
    lost: 'The browser keeps taking the graphics context away. Close other 3D views, then Retry.',
    noWebgl:
      '3D needs WebGL2, which this browser does not give here. Switch on hardware acceleration in its settings (chrome://gpu or about:support tell why it is off), update the graphics driver, or open Voxgraph in another browser. The 2D views work without it.',
    pictureTooLarge: (width: number, height: number, most: number) =>
      `This graphics card draws no picture of ${width}×${height} pixels in 3D: choose at most ${most} along each side`,
    tooLong: (most: number, size: string) =>
      `3D shows at most ${most} voxels along each side on this graphics card, and the image has ${size}: put SubImage or Resample before`,
    tooMany: (millions: number, size: string) =>
      `3D shows at most ${millions} million voxels, and the image has ${size}: put SubImage or Resample before`,
    noRoom: (size: string) =>
      `The graphics card has no room for ${size} voxels: put SubImage or Resample before, or close other 3D views`,
    noShader: 'The graphics card makes no shader: reload the page',
    /** `log` are the driver's own words. */
    noProgram: (log: string) => `The graphics driver refuses the program of the 3D view: ${log}`,
    noPass: 'The pass has not begun',
  },

  toolbar: {
    preset: (name: string) => `${name}: preset`,
    /** `given` is empty or `givenBy`. */
    presetTitle: (given: string) => `Preset of colours and opacity${given}`,
    shift: (name: string) => `${name}: shift`,
    /** `given` is empty or `givenBy`. */
    shiftTitle: (shift: number, given: string) =>
      `Shifted by ${shift} along the values${given}; double click: 0 (keys [ and ])`,
    givenBy: (source: string) => `, given by ${source}`,
    /** What the two values of the window mean, after "Window center: " and "Window width: ". */
    center: 'half transparent (right drag up or down)',
    width: 'from transparent to opaque (right drag left or right)',
    lookFrom: (name: string) => `${name}: look from`,
    lookFromTitle: 'Look from a side of the patient (A P L R H F), or from the front left (0)',
    from: 'From…',
    frontLeft: 'Front left',
    lookFromSide: (side: string) => `Look from the ${side}`,
    lookFromSideTitle: (side: string, key: string) => `Look from the ${side} (${key})`,
    /** A side of the patient, or what is nearest to the eye, with its key. */
    side: (key: string, side: string) => `${key}: ${side}`,
    sides: { A: 'front', P: 'back', L: 'left', R: 'right', H: 'head', F: 'feet' },
  },

  /** The cards of settings: what stands on their buttons, what a screen reader says of these, their tooltips and heads. */
  cards: {
    opacity: {
      label: 'Opacity',
      name: 'Opacity and colours',
      title: 'Opacity, colours, shading (O)',
      head: 'Opacity and colours',
    },
    cut: {
      label: 'Cut',
      name: 'Cut: planes and crop box',
      title: 'Planes and a box that cut the image open (C)',
      head: 'Cuts and crop box',
    },
    layers: {
      label: 'Layers',
      name: 'Layers: surfaces, mask and background',
      title: 'Surfaces, mask, background (S)',
      head: 'Layers',
    },
    picture: {
      label: 'Save',
      name: 'Save or copy a picture',
      title: 'Copy or save a picture, or a turn as film',
      head: 'Picture',
    },
    help: { label: '?', name: 'Mouse and keys', title: 'Mouse, touch and keys (?)' },
    of: (name: string, head: string) => `${name}: ${head}`,
    closeWithKey: 'Close (Esc)',
  },

  opacity: {
    brightest: 'The brightest value along each line of sight, through the window; it needs no opacity.',
    toPreset: 'Back to the preset',
    toWindow: 'Back to the window',
    autoWindow: 'Automatic window',
    shading: 'Shading',
    curve: 'Opacity curve',
    curveTitle: 'Opacity by value',
    point: (place: number, points: number) => `Point ${place} of ${points}`,
    pointValue: (value: string, opacity: string) => `value ${value}, opacity ${opacity}`,
    value: 'Value',
    /** Between the ends of the scale. */
    valueOnScale: 'value',
    valueOf: (place: number) => `Value of point ${place}`,
    opacityOf: (place: number) => `Opacity of point ${place}, 0 to 1`,
    add: 'Add a point',
    addTitle: 'Add a point beside the chosen one (Insert, or double click)',
    remove: 'Remove the point',
    removeTitle: 'Remove the chosen point (Delete)',
    /** What was done to make a preset fit to an image. */
    notHounsfield: (min: string, max: string) =>
      `The image is not in HU: its values ${min} to ${max} are taken for −1000 to 1000 HU`,
    fitted: (min: string, max: string) => `Fitted to the image's own range, ${min} to ${max}`,
  },

  cut: {
    nothing: 'Cuts are made through an image or a mask; surfaces stay whole.',
    /** Along x, y and z of the world; of each axis what is kept below and above the cut. */
    planes: ['Sagittal', 'Coronal', 'Axial'],
    sides: [
      { OFF: 'No cut', KEEP_LOW: 'Keep left', KEEP_HIGH: 'Keep right' },
      { OFF: 'No cut', KEEP_LOW: 'Keep posterior', KEEP_HIGH: 'Keep anterior' },
      { OFF: 'No cut', KEEP_LOW: 'Keep inferior', KEEP_HIGH: 'Keep superior' },
    ],
    position: (plane: string) => `${plane} position, mm`,
    through: (source: string) => `The cuts go through ${source}.`,
    surfaces: 'Cut surfaces too',
    follow: 'Follow the cross-hair of the 2D views',
    oblique: 'Oblique cut',
    around: 'Around',
    up: 'Up',
    depth: 'Depth',
    millimetres: 'mm',
    faceViewer: 'Face the viewer',
    faceViewerTitle: 'The cut faces you as you look now',
    box: 'Crop box',
    boxGiven: (source: string) => `The crop box is given by ${source}.`,
    boxSide: (side: string) => `Crop box, ${side} side, percent of the image`,
    boxSideTitle: (percent: number) => `${percent} % of the image`,
  },

  layers: {
    none: 'Connect a mask to inMask, or surfaces to mesh1 … mesh4, and they stand here.',
    image: 'Image',
    mask: 'Mask',
    surface: (n: number) => `Surface ${n}`,
    background: 'Background',
    cube: 'Cube of directions',
    colourOf: (layer: string) => `${layer}: colour`,
    opacityOf: (layer: string) => `${layer}: opacity`,
    opacityTitle: (layer: string, opacity: number) => `${layer}: opacity ${opacity}`,
  },

  pictures: {
    notDrawing: 'Pictures are made while the view draws: point at it.',
    withCube: 'With the cube of directions',
    turntable: 'Turntable',
    count: 'Pictures',
    countTitle: 'Pictures of a whole turn',
    zip: 'PNGs in a zip',
    film: 'WebM',
    made: 'Pictures made',
    saved: (name: string, pictures: number, width: number, height: number) =>
      `The turn of ${name} is saved: ${pictures} pictures of ${width} × ${height} pixels.`,
    filmBroken: 'The browser broke the film off: choose a smaller size, or PNGs',
  },

  /** What mouse and keys do, as viewers/volumeBindings.ts has it, each with its effect. Names of keys are those of the keyboard. */
  bindings: [
    ['Drag, arrows (Shift: more), one finger', 'turn'],
    ['Middle drag, Shift + drag, Ctrl + arrows, two fingers', 'move the picture'],
    ['Wheel, + −, pinch', 'zoom'],
    ['Right drag, long press and drag', 'window, or with a preset its shift: left–right'],
    ['[ ]', 'shift the preset along the values'],
    ['Page ↑ ↓', 'time point, of a file that has several'],
    ['A P L R H F', 'look from the front, back, left, right, head, feet'],
    ['0, Home, NUM 5', 'look from the front left again'],
    ['O C S', 'opacity; cuts and crop box; surfaces, mask and background'],
  ],
} as const;
