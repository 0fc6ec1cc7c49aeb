import { provenanceParam } from '#modules/provenanceParam.ts';
import { withSuffix } from '#src/graph/fileName.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { convertVoxels } from './convertVoxels.ts';
import { imageFile } from './imageFile.ts';

const formats = {
  '.nii.gz': 'NIfTI, compressed (.nii.gz)',
  '.nii': 'NIfTI (.nii)',
  '.nrrd': 'NRRD, compressed (.nrrd)',
  '.mha': 'MetaImage, compressed (.mha)',
  '.npy': 'numpy (.npy)',
  '.png': 'PNG picture (.png)',
} as const;

export default defineModule({
  id: 'SaveImage',
  version: 3,
  genre: 'File',
  help: 'Writes an image as a NIfTI-1, NRRD, MetaImage or numpy file, on exactly the grid of its input, or a slice or a montage of its slices as a PNG picture. Its button, or the command line, makes the file.',
  aliases: [
    'ImageSave',
    'export',
    'write',
    'NIfTI',
    'NRRD',
    'MetaImage',
    'numpy',
    'PNG',
    'picture',
    'montage',
    'screenshot',
    'imsave',
    'itkImageFileWriter',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { file: { type: 'file', label: 'File' } },
  params: {
    fileName: {
      kind: 'text',
      label: 'File name',
      default: '{prefix}.nii.gz',
      help: '{prefix} stands for the name of the nearest input file, without its suffix.',
      inKey: false,
    },
    dataType: {
      kind: 'choice',
      label: 'Data type',
      default: 'Input',
      options: {
        Input: 'As the input',
        uint8: 'uint8',
        int8: 'int8',
        uint16: 'uint16',
        int16: 'int16',
        uint32: 'uint32',
        int32: 'int32',
        float32: 'float32',
        float64: 'float64',
      },
      help: 'A type that cannot hold each value exactly is refused: no voxel is ever changed by saving.',
    },
    format: {
      kind: 'choice',
      label: 'Format',
      default: '.nii.gz',
      options: formats,
      help: 'Numpy knows of no positions: where the voxels lie is written beside it, into a file that ends in .npy.json. A PNG picture holds one slice, or many side by side, turned as in View2D.',
    },
    picture: {
      kind: 'choice',
      label: 'Picture',
      default: 'slice',
      options: { slice: 'One slice', montage: 'Montage of slices' },
      when: { format: ['.png'] },
    },
    axis: {
      kind: 'choice',
      label: 'Slices across',
      default: 'k',
      options: { k: 'k (as they are stored)', j: 'j', i: 'i' },
      when: { format: ['.png'] },
    },
    slice: {
      kind: 'integer',
      label: 'Slice',
      default: -1,
      min: -1,
      step: 1,
      help: 'Its index, from 0 on; -1 is the middle one.',
      when: { format: ['.png'], picture: ['slice'] },
    },
    step: {
      kind: 'integer',
      label: 'Every n-th slice',
      default: 1,
      min: 1,
      step: 1,
      when: { format: ['.png'], picture: ['montage'] },
    },
    columns: {
      kind: 'integer',
      label: 'Columns',
      default: 0,
      min: 0,
      step: 1,
      help: 'Slices in a row; 0 makes the picture about as wide as high.',
      when: { format: ['.png'], picture: ['montage'] },
    },
    grey: {
      kind: 'choice',
      label: 'Grey values',
      default: 'exact',
      options: { exact: 'Exact where they fit', window: 'Window' },
      help: 'Exact: whole numbers of 0 and 1 as 1 bit (black and white), up to 255 as 8 bits, up to 65535 as 16 bits, each as it is; what does not fit is spread over 0 to 255 with a warning. Window: 8 bits, what lies outside of it is black or white.',
      when: { format: ['.png'] },
    },
    level: {
      kind: 'number',
      label: 'Level',
      default: 128,
      help: 'The value in the middle of the window.',
      when: { format: ['.png'], grey: ['window'] },
    },
    width: {
      kind: 'number',
      label: 'Width',
      default: 256,
      min: 0,
      help: 'From black to white.',
      when: { format: ['.png'], grey: ['window'] },
    },
    provenance: provenanceParam,
  },
  summary({ fileName, format }) {
    return withSuffix(String(fileName), String(format), Object.keys(formats));
  },
  /** The file, which is about half as large packed, and the converted image. */
  forecast({ input0 }, { dataType, format, picture, axis }) {
    const name = dataType === 'Input' ? input0.type : dataType;
    const type = voxelTypes[name];
    const bytes = voxelCount(input0.size) * type.bytes;
    const converted = name === input0.type ? 0 : bytes;
    if (format === '.png') {
      const pixels = voxelCount(input0.size) / (picture === 'slice' ? input0.size['ijk'.indexOf(axis)] : 1);
      // The values, their samples, the filtered rows and the file.
      return { scratch: pixels * 14 + converted };
    }
    const isPacked = format !== '.nii' && format !== '.npy';
    // Of floats a packed file has two thirds of the bytes, of scans of 16 bits a half, of masks and labels less.
    const packed = bytes * (!type.integer ? 2 / 3 : type.bytes === 2 ? 1 / 2 : 1 / 4);
    return { scratch: (isPacked ? packed : bytes) + converted };
  },
  async run(
    { input0 },
    { dataType, format, picture, axis, slice, step, columns, grey, level, width },
    { progress, warn },
  ) {
    const isSame = dataType === 'Input';
    const image = isSame ? input0 : convertVoxels(input0, dataType, (fraction) => progress(0.3 * fraction));
    const rest = isSame ? progress : (fraction: number) => progress(0.3 + 0.7 * fraction);
    if (format === '.png') {
      const slices = { layout: picture, axis: 'ijk'.indexOf(axis), slice, step, columns };
      return {
        file: {
          parts: await (await import('./pngFile.ts')).pngFile(image, slices, { grey, level, width }, warn),
          suffix: format,
        },
      };
    }
    return { file: { ...(await imageFile(image, format, rest)), suffix: format } };
  },
});
