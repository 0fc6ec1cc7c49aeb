import { imageHeader } from '#src/formats/imageHeader.ts';
import type { ReadChoice } from '#src/formats/readChoice.ts';
import { readableFormats, readImage } from '#src/formats/readImage.ts';
import { defineModule, type OpenFile } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import type { Channel } from '#src/kernels/colourChannel.ts';

export default defineModule({
  id: 'LocalImage',
  version: 3,
  genre: 'File',
  help: `Reads a 2D or 3D image from a file of this machine, or a built-in sample: ${readableFormats}. Values and affine are those of nibabel, of NRRD, MetaImage and DICOM those of ITK, of pictures those of Pillow. A picture is one slice of 1 mm pixels where its file says no length.`,
  aliases: [
    'ImageLoad',
    'open',
    'load',
    'read',
    'NIfTI',
    'NRRD',
    'MetaImage',
    'FreeSurfer',
    'PNG',
    'JPEG',
    'BMP',
    'TIFF',
    'DICOM',
    'dcm2niix',
    'CT',
    'MR',
    'photo',
    'picture',
    'imread',
    'itkImageFileReader',
  ],
  inputs: {},
  outputs: { outImage: { type: 'image', label: 'Image' } },
  params: {
    name: {
      kind: 'file',
      label: 'Name',
      default: null,
      accept: [
        '.nii',
        '.nii.gz',
        '.nrrd',
        '.nhdr',
        '.mha',
        '.mhd',
        '.mgz',
        '.mgh',
        '.npy',
        '.hdr',
        '.hdr.gz',
        '.png',
        '.jpg',
        '.jpeg',
        '.bmp',
        '.tif',
        '.tiff',
        '.dcm',
        '.ima',
        '.zip',
      ],
      help: 'The file stays on this machine; a graph keeps its name and the hash of its content.',
    },
    voxels: {
      kind: 'file',
      label: 'Voxels',
      default: null,
      accept: ['.img', '.img.gz', '.raw', '.raw.gz', '.zraw'],
      help: 'Only for a header whose voxels lie in a file of their own (.hdr, .nhdr, .mhd): that file.',
    },
    frame: {
      kind: 'integer',
      label: 'Frame',
      default: -1,
      min: -1,
      step: 1,
      help: 'Which image of a file of several (time points) is read, from 0 on. With -1 such a file is refused.',
    },
    series: {
      kind: 'text',
      label: 'Series',
      default: '',
      help: 'Of several DICOM files (a folder, a .zip), which series is read: 12 letters and digits that its list shows. Empty for the only one. They stand for the number of the series, which is not written down.',
    },
    channel: {
      kind: 'choice',
      label: 'Channel',
      default: 'Automatic',
      options: {
        Automatic: 'Automatic',
        luminance: 'Luminance',
        red: 'Red',
        green: 'Green',
        blue: 'Blue',
        alpha: 'Alpha',
        hue: 'Hue',
        saturation: 'Saturation',
        value: 'Value',
      },
      help: 'What of a colour becomes the value of a voxel. Luminance is 0.2125 R + 0.7154 G + 0.0721 B as in rgb2gray of scikit-image, in the type and units of the file, integers rounded; grey stored as colour comes out exactly. Hue, saturation and value are fractions (float32), as in rgb2hsv. Automatic is the luminance of colours, the numbers of the colours of a palette, and otherwise the values as they are.',
    },
  },
  summary: ({ name }) => (isFileRef(name) ? name.name : 'no file'),
  async forecast(_images, { name, voxels, ...choice }) {
    if (!name) return {};
    const { scratch, ...outImage } = await imageHeader(name, choiceOf(voxels, choice));
    return { images: { outImage }, scratch };
  },
  async run(_inputs, { name, voxels, ...choice }, context) {
    if (!name)
      throw new Error('No file is chosen: choose an image (.nii, .nii.gz, .nrrd, .mha …), or a built-in sample');
    return { outImage: await readImage(name, context, undefined, choiceOf(voxels, choice)) };
  },
});

interface Chosen {
  readonly frame: number;
  readonly channel: Channel | 'Automatic';
  readonly series: string;
}

function choiceOf(voxels: OpenFile | null, { frame, channel, series }: Chosen): ReadChoice {
  return {
    others: voxels ? [voxels] : [],
    frame: frame < 0 ? undefined : frame,
    channel: channel === 'Automatic' ? undefined : channel,
    series: series.trim() || undefined,
  };
}
