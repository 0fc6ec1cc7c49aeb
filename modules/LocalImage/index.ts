import { niftiImageHeader } from '#src/formats/niftiImageHeader.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { defineModule } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';

export default defineModule({
  id: 'LocalImage',
  version: 1,
  genre: 'File',
  help: 'Reads a 3D image from a NIfTI file (.nii, .nii.gz) of this machine, or a built-in sample. Values and affine are those of nibabel.',
  aliases: ['ImageLoad', 'open', 'load', 'read', 'NIfTI', 'itkImageFileReader'],
  inputs: {},
  outputs: { outImage: { type: 'image', label: 'Image' } },
  params: {
    name: {
      kind: 'file',
      label: 'Name',
      default: null,
      accept: ['.nii', '.nii.gz'],
      help: 'The file stays on this machine; a graph keeps its name and the hash of its content.',
    },
  },
  summary: ({ name }) => (isFileRef(name) ? name.name : 'no file'),
  async forecast(_images, { name }) {
    return name ? { images: { outImage: await niftiImageHeader(name) }, scratch: 0 } : {};
  },
  async run(_inputs, { name }, context) {
    if (!name) throw new Error('No file is chosen: choose a .nii or .nii.gz file, or a built-in sample');
    return { outImage: await readNifti(name, context) };
  },
});
