/**
 * What viewers of slices say. Values of voxels and sizes come as texts, `slice` and `label` are numbers of storage and of a layer,
 * `name` is the name of a viewer, `source` an output.
 */
export const sliceTexts = {
  toolbar: {
    play: (name: string) => `${name}: play`,
    playTitle: 'Play the slices (P)',
    pauseTitle: 'Pause the slices (P)',
    slice: (name: string) => `${name}: slice`,
    sliceTitle: (slice: number, last: number) => `Slice ${slice} of 0 to ${last} (wheel)`,
    /** What the two values of the window mean, after "Window center: " and "Window width: ". */
    center: 'the value shown as middle grey (right drag up or down)',
    width: 'the values from black to white (right drag left or right)',
    information: 'Information about the image',
    informationTitle: 'Information about the image (I)',
    /** On a button that has no room for more. */
    informationMark: 'i',
    auto: 'Auto',
    autoWindow: 'Auto window',
    autoTitle: 'Take the window from the values of the image (W)',
    fit: 'Fit',
    fitTitle: 'Show the whole slice (NUM 5)',
    crosshair: 'Cross-hair',
    crosshairTitle: 'Show the cross-hair that the views share; a click places it (C)',
    helpTitle: 'Mouse and keys: right drag sets the window, the wheel changes slices … (?)',
    volume: '3D',
    volumeTitle: 'Show the image as a volume in the fourth quarter',
  },

  /** The bar of an image with several time points, which begin with 0; `node` is the module that opens its file. */
  time: {
    bar: (name: string) => `${name}: time`,
    play: (name: string) => `${name}: play the time points`,
    playTitle: 'Play the time points',
    pauseTitle: 'Pause the time points',
    point: (name: string) => `${name}: time point`,
    pointTitle: (point: number, last: number, node: string) => `Time point ${point} of 0 to ${last} of ${node} (← →)`,
    shown: (point: number, last: number) => `Time ${point} (0–${last})`,
  },

  options: {
    view: 'View',
    viewTitle: 'Window, colours, slab …',
    viewOf: (name: string) => `${name}: view options`,
    /** Keys that stand beside what they set. */
    keys: { colors: 'NUM 0', interpolation: 'NUM *', mosaic: '1 to 9', play: 'P plays' },
  },

  planes: { axial: 'axial', coronal: 'coronal', sagittal: 'sagittal' },
  /** Names of views that share a window; the comma tells them from those that have one of their own. */
  leftOf: (node: string) => `${node}, left`,
  rightOf: (node: string) => `${node}, right`,
  planeOf: (node: string, plane: string) => `${node}, ${plane}`,

  /** What stands over the slices. */
  annotations: {
    radiological: 'Radiological',
    neurological: 'Neurological',
    plane: (plane: string, axes: string) => `${plane}, stored ${axes}`,
    slice: (slice: number, slab: string) => `Slice: ${slice}${slab}`,
    /** Follows the number of a slice: of how many slices it is the extreme or the mean. */
    slab: (mode: string, slices: number) => `, ${mode} of ${slices}`,
    slabModes: { BLEND_MAXIMUM: 'maximum', BLEND_MINIMUM: 'minimum', BLEND_MEAN: 'mean' },
    /** Before center and width of the window, which have a name of two lengths. */
    lut: 'LUT ',
    lutNames: 'C/W: ',
    world: (coordinates: string, system: string) => `${coordinates} mm ${system}`,
    notANumber: 'nan',
    centimetres: (length: number) => `${length} cm`,
    coarse: 'coarse',
    coarseTitle: 'Some rows of the image: the rest is computed when the hand rests',
    /** What a screen reader says of a view. */
    value: (slice: number, plane: string) => `slice ${slice}, ${plane}`,
    noPicture: 'no picture yet',
  },

  information: {
    voxelSize: 'Voxel size',
    stored: 'Stored as',
    shown: 'Shown',
    /** The plane, the axis of storage across which its slices lie, and the convention. */
    slices: (plane: string, axis: string, convention: string) => `${plane} slices across ${axis}, ${convention}`,
    radiological: 'radiological: the right of the patient on the left',
    neurological: 'neurological: the right of the patient on the right',
    values: 'Values seen',
    noValues: 'none finite',
    modality: 'Modality',
    unit: 'Unit',
    affine: 'Affine, mm RAS',
  },

  picture: {
    save: 'Save',
    saveOf: (name: string) => `${name}: save a picture`,
    title: 'Copy or save a picture',
    allTitle: 'Copy or save a picture of all views',
    closed: 'The views are closed',
    of: (name: string) => `Picture of ${name}`,
    annotations: 'With annotations',
    montage: 'Montage',
    every: 'every',
    everyTitle: 'Every so manieth slice',
    columns: 'columns',
    columnsTitle: 'Columns of the montage',
    saveMontage: 'Save montage',
    noImage: 'There is no image to make a montage of',
    notAnImage: (source: string) => `${source} is no image`,
    montageTooLarge: (slices: number, width: number, height: number) =>
      `A montage of ${slices} slices would have ${width}×${height} pixels: take fewer slices, more columns or a smaller width`,
  },

  overlays: {
    title: 'Overlays',
    none: 'Connect a mask or a label image to overlay1; then there is an input for the next.',
    all: (count: number) => `All ${count} are connected: MergeLabels makes one label image of several masks.`,
    name: (n: number) => `Overlay ${n}`,
    /** "Overlays 1–3: 0, 4: 1": what stands under the pointer, overlays of one value together. */
    values: (runs: readonly { readonly first: number; readonly last: number; readonly text: string }[]) =>
      `Overlays ${runs.map(({ first, last, text }) => `${first === last ? first : `${first}–${last}`}: ${text}`).join(', ')}`,
    showAll: { label: 'All', title: 'Show all overlays' },
    hideAll: { label: 'None', title: 'Hide all overlays' },
    show: (n: number) => `Show overlay ${n}`,
    showSource: (n: number, source: string) => `Show overlay ${n}, ${source}`,
    of: (n: number, source: string) => `Overlay ${n}: ${source}`,
    look: (n: number, source: string) => `Overlay ${n}, ${source}: colour and opacity`,
    resampled: 'resampled',
    resampledTitle: 'It lies on another grid than the image: each voxel of the picture takes its nearest value.',
    failed: 'failed',
    outline: 'Outline only',
  },

  compare: {
    title: 'Compare',
    first: 'First',
    second: 'Second',
    position: 'Position',
    sameWindow: 'Same window',
    sameWindowTitle: 'Both images use the window of the first (sameLUT)',
    connectSecond: (node: string) => `Connect the second image to ${node}.inImage2.`,
    otherGrid: 'The second lies on another grid: nearest voxels are taken.',
    difference: 'Orange: the first is greater. Blue: the second.',
  },

  synchronise: {
    title: 'Synchronise',
    right: 'Right',
    slices: 'Slices',
    slicesTitle: 'Both views show the same position in the world',
    zoom: 'Zoom',
    zoomTitle: 'Both views show the same region at the same scale',
    time: 'Time',
    timeTitle: 'Both views show the same time point of images that have several',
    window: 'Window',
    windowTitle: 'Both views use the same window',
    apart: 'The images lie apart in the world, so their slices and zoom are not coupled.',
  },

  /** What mouse and keys do, as viewers/bindings.ts has it, each with its effect. Names of keys are those of the keyboard. */
  bindings: [
    ['Wheel, middle drag, ↑ ↓, Page ↑ ↓', 'next or previous slice'],
    ['Home, End', 'first or last slice'],
    ['Right drag, long press and drag', 'window: left–right width, up–down center'],
    ['With a tool in hand: two fingers rest, then drag', 'window; one finger works with the tool'],
    ['Ctrl + wheel, Ctrl + drag, pinch, + −', 'zoom'],
    ['Shift + drag, Space + drag, NUM 4 6 8 2', 'move the picture'],
    ['NUM 5', 'show the whole slice'],
    ['Click or drag, X', 'place the cross-hair, where it is shown'],
    ['C', 'cross-hair on or off'],
    ['W', 'automatic window'],
    ['R', 'the whole slice, and the automatic window'],
    ['V', 'invert the colours'],
    ['NUM 0', 'next colours'],
    ['NUM *', 'interpolation on or off'],
    ['1 to 9', 'so many slices in a mosaic'],
    ['[ ]', 'thinner or thicker slab'],
    ['P', 'play or pause the slices'],
    ['← →', 'time point, of a file that has several'],
    ['N', 'radiological or neurological'],
    ['A', 'more or less text'],
    ['I', 'information about the image'],
  ],

  /** Why there is no picture: the first two can happen to images, the others only to code that calls wrongly. */
  errors: {
    noSlice: (size: string) => `The image of ${size} voxels has no slice to show`,
    noVolume: (affine: string) => `The affine [${affine}] gives the voxels no volume, so they cannot be laid out`,
    slabOutside: (start: number, end: number, slices: number) =>
      `Slices ${start} to ${end} do not lie within the ${slices} slices of the image`,
    notFitting: (voxels: number, pixels: number) => `${voxels} voxels do not fit into ${pixels} pixels`,
    notComparable: (voxels: number, others: number) => `${voxels} voxels cannot be compared with ${others}`,
    noPlace: (n: number, values: number) => `There is no place ${n} among ${values} values`,
  },
} as const;
