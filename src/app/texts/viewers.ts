/**
 * What viewers of slices and of volumes say alike: states, toolbars, windows of grey values, pictures to save. `name` is the name of a
 * viewer, usually that of its module, `node` that of a module, `source` an output or field that gives a value; sizes are in pixels.
 */
export const viewerTexts = {
  /** `input` is written with its module. */
  connect: (input: string) => `Connect an image to ${input}`,
  connectSurfaceToo: (node: string) => `Connect an image to ${node}.inImage, or a surface to ${node}.mesh1`,
  noImage: (node: string) => `${node} gives no image`,

  status: {
    stopped: 'Stopped before the image was ready.',
    retry: 'Retry',
    openPanel: (node: string) => `Open the panel of ${node}`,
    /** Both may be followed by `percent` or `work`. */
    updating: 'updating…',
    computing: 'Computing the image…',
    percent: (percent: number) => ` ${percent} %`,
    /** The module that is waited for, and how far it is. */
    work: (node: string, percent: number) => ` ${node} ${percent} %`,
  },

  toolbar: {
    controls: (name: string) => `${name}: controls`,
    more: 'More',
    moreOf: (name: string) => `${name}: more`,
    mouseAndKeys: 'Mouse and keys',
    opacity: 'Opacity',
    colours: 'Colours',
    inUnit: (label: string, unit: string) => `${label}, ${unit}`,
  },

  /** The window of grey values, by its center and width. `meaning` says what they do in this viewer. */
  window: {
    center: 'C',
    centerTitle: (meaning: string) => `Window center: ${meaning}`,
    centerGiven: (source: string) => `Window center, given by ${source}`,
    width: 'W',
    widthTitle: (meaning: string) => `Window width: ${meaning}`,
    widthGiven: (source: string) => `Window width, given by ${source}`,
    presets: 'CT window',
    brain: 'Brain',
    lung: 'Lung',
    bone: 'Bone',
    softTissue: 'Soft tissue',
    liver: 'Liver',
    /** The values that a preset gives. */
    preset: (center: string, width: string) => `C ${center}, W ${width}`,
    notHounsfield: (min: string, max: string) =>
      `This image is not in HU: −1000 to 1000 HU stand for its values of ${min} to ${max}.`,
  },

  picture: {
    sizeOf: 'Size of the picture',
    ownWidth: 'Own width',
    ownWidthTitle: 'Width of the picture, pixels',
    pixels: (width: number, height: number) => `${width} × ${height}`,
    copy: 'Copy',
    copied: (name: string, width: number, height: number) =>
      `The picture of ${name}, ${width} × ${height} pixels, is on the clipboard.`,
    savePng: 'Save PNG',
    noCopy: 'This browser copies no pictures from here: save the picture instead',
    noPng: (width: number, height: number) =>
      `The browser makes no PNG of ${width}×${height} pixels: choose a smaller size`,
  },
} as const;
