import { provenanceParam } from '#modules/provenanceParam.ts';
import { slicePicture } from '#modules/SaveImage/slicePicture.ts';
import { writeColourPng } from '#src/formats/writeColourPng.ts';
import { withSuffix } from '#src/graph/fileName.ts';
import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { type Voxels, voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import type { Tell } from '#src/kernels/progress.ts';
import { summarizeValues } from '#src/kernels/summarizeValues.ts';
import { colourPixels } from './colourPixels.ts';
import { colourTable } from './colourTable.ts';
import { hexColour } from './hexColour.ts';
import { overlayPixels } from './overlayPixels.ts';
import { squarePixels } from './squarePixels.ts';

export default defineModule({
  id: 'SaveScreenshot',
  version: 1,
  genre: 'File',
  help:
    'A picture of a slice, or of many slices side by side, as the 2D viewers show it: with a window, colours and a mask laid over it. Its button, or the command line, ' +
    'makes the PNG file; no viewer need be open. Slices are turned by radiological custom as in View2D, pixels are square, and values are not interpolated. ' +
    'SaveImage with PNG writes values as they are instead.',
  aliases: [
    'screenshot',
    'snapshot',
    'Screen Capture',
    'ScreenShot',
    'imsave',
    'overlay picture',
    'PNG',
    'export view',
  ],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: {
      type: 'image',
      label: 'Overlay',
      optional: true,
      help: 'A mask or labels on the grid of the image; 0 and NaN are not shown.',
    },
  },
  outputs: { file: { type: 'file', label: 'File' } },
  params: {
    fileName: {
      kind: 'text',
      label: 'File name',
      default: '{prefix}.png',
      help: '{prefix} stands for the name of the nearest input file, without its suffix.',
      inKey: false,
    },
    format: { kind: 'choice', label: 'Format', default: '.png', options: { '.png': 'PNG picture (.png)' } },
    picture: {
      kind: 'choice',
      label: 'Picture',
      default: 'slice',
      options: { slice: 'One slice', montage: 'Montage of slices' },
    },
    axis: {
      kind: 'choice',
      label: 'Slices across',
      default: 'k',
      options: { k: 'k (as they are stored)', j: 'j', i: 'i' },
    },
    slice: {
      kind: 'integer',
      label: 'Slice',
      default: -1,
      min: -1,
      step: 1,
      help: 'Its index, from 0 on; -1 is the middle one.',
      when: { picture: ['slice'] },
    },
    step: {
      kind: 'integer',
      label: 'Every n-th slice',
      default: 10,
      min: 1,
      step: 1,
      when: { picture: ['montage'] },
    },
    columns: {
      kind: 'integer',
      label: 'Columns',
      default: 0,
      min: 0,
      step: 1,
      help: 'Slices in a row; 0 makes the picture about as wide as high.',
      when: { picture: ['montage'] },
    },
    autoLUT: {
      kind: 'boolean',
      label: 'Automatic window',
      default: true,
      help: 'From the smallest value of the image to its 99.8th percentile, as the viewers begin.',
    },
    lutCenter: { kind: 'number', label: 'Window center', default: 0, when: { autoLUT: [false] } },
    lutWidth: { kind: 'number', label: 'Window width', default: 1, min: 0, when: { autoLUT: [false] } },
    colorMap: {
      kind: 'choice',
      label: 'Colours',
      default: 'gray',
      options: { gray: 'Grey', bone: 'Bone', hot: 'Hot' },
    },
    invertLUT: { kind: 'boolean', label: 'Inverted colours', default: false },
    colors: {
      kind: 'choice',
      label: 'Overlay colours',
      default: 'COLOR',
      options: { COLOR: 'One colour', LABELS: 'A colour for every label' },
    },
    color: {
      kind: 'text',
      label: 'Overlay colour',
      default: '#ff5a4d',
      help: 'As #rrggbb.',
      when: { colors: ['COLOR'] },
    },
    opacity: { kind: 'number', label: 'Overlay opacity', default: 0.5, min: 0, max: 1, step: 0.05 },
    outline: { kind: 'boolean', label: 'Overlay outline only', default: false },
    zoom: {
      kind: 'integer',
      label: 'Zoom',
      default: 2,
      min: 1,
      max: 16,
      step: 1,
      help: 'Pixels of the picture along the shorter side of a voxel.',
    },
    provenance: provenanceParam,
  },

  summary({ fileName }) {
    return withSuffix(String(fileName), '.png', []);
  },

  forecast({ input0 }, { picture, axis, step, zoom, autoLUT }) {
    const voxels = voxelCount(input0.size);
    const slices = input0.size['ijk'.indexOf(axis)];
    const pixels = (voxels / slices) * (picture === 'montage' ? Math.ceil(slices / step) : 1);
    const { integer, bytes } = voxelTypes[input0.type];
    // For the window a copy of what is not counted; after it values, colours, rows and the file.
    const copy = autoLUT && !(integer && bytes <= 2) ? voxels * 8 : 0;
    return { scratch: Math.max(copy, pixels * 16 * zoom * zoom) };
  },

  async run({ input0, input1 }, { picture, axis, slice, step, columns, zoom, ...look }, { progress }) {
    if (input1) requireSameGrid(input0, 'Image', input1, 'Overlay');
    const choice = { layout: picture, axis: 'ijk'.indexOf(axis), slice, step, columns };
    const shown = slicePicture(input0, choice);
    const window = look.autoLUT
      ? automaticWindow(input0.voxels, () => progress(0))
      : ownWindow(look.lutCenter, look.lutWidth);
    progress(0.3);
    const samples = colourPixels(shown, window, colourTable(look.colorMap, look.invertLUT));
    if (input1) {
      const colour = look.colors === 'COLOR' ? hexColour(look.color) : undefined;
      overlayPixels(samples, slicePicture(input1, choice), { colour, opacity: look.opacity, outline: look.outline });
    }
    progress(0.5);
    const square = squarePixels({ width: shown.width, height: shown.height, samples }, shown.spacing, zoom, () =>
      progress(0.5),
    );
    return {
      file: { parts: await writeColourPng(square, (fraction) => progress(0.5 + fraction / 2)), suffix: '.png' },
    };
  },
});

type Window = readonly [low: number, high: number];

function automaticWindow(voxels: Voxels, tell: Tell): Window {
  const [low, high] = summarizeValues(voxels, [0, 99.8], tell).percentiles;
  // A mask of few voxels has nothing but 0 up to there.
  return high > low ? [low, high] : [low, summarizeValues(voxels, [], tell).max];
}

function ownWindow(center: number, width: number): Window {
  if (!(width > 0)) throw new Error(`A window of width ${width} shows nothing: give it a width above 0`);
  return [center - width / 2, center + width / 2];
}
