import { defineModule } from '#src/graph/module.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { convertVoxels } from './convertVoxels.ts';
import { imageFile } from './imageFile.ts';

export default defineModule({
  id: 'SaveImage',
  version: 3,
  genre: 'File',
  help: 'Writes an image as a NIfTI-1, NRRD, MetaImage or numpy file, on exactly the grid of its input. Its button, or the command line, makes the file.',
  aliases: ['ImageSave', 'export', 'write', 'NIfTI', 'NRRD', 'MetaImage', 'numpy', 'itkImageFileWriter'],
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
      options: {
        '.nii.gz': 'NIfTI, compressed (.nii.gz)',
        '.nii': 'NIfTI (.nii)',
        '.nrrd': 'NRRD, compressed (.nrrd)',
        '.mha': 'MetaImage, compressed (.mha)',
        '.npy': 'numpy (.npy)',
      },
      help: 'Numpy knows of no positions: where the voxels lie is written beside it, into a file that ends in .npy.json.',
    },
    provenance: {
      kind: 'boolean',
      label: 'Provenance',
      default: false,
      help: 'Writes a JSON file beside it that tells where it comes from, in the manner of BIDS: names and SHA-256 of the inputs, the graph with all parameters, version and time. It holds no header and no folder of an input.',
      inKey: false,
    },
  },
  summary: ({ fileName }) => String(fileName),
  /** The file, which is about half as large packed, and the converted image. */
  forecast({ input0 }, { dataType, format }) {
    const bytes = voxelCount(input0.size) * voxelTypes[dataType === 'Input' ? input0.type : dataType].bytes;
    const isPacked = format !== '.nii' && format !== '.npy';
    return { scratch: (isPacked ? bytes / 2 : bytes) + (dataType === 'Input' ? 0 : bytes) };
  },
  async run({ input0 }, { dataType, format }, { progress }) {
    const image = dataType === 'Input' ? input0 : convertVoxels(input0, dataType);
    return { file: { ...(await imageFile(image, format, progress)), suffix: format } };
  },
});
