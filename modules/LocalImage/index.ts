import { imageHeader } from '#src/formats/imageHeader.ts';
import type { ReadChoice } from '#src/formats/readChoice.ts';
import { readableFormats, readImage } from '#src/formats/readImage.ts';
import { defineModule, type OpenFile } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';

export default defineModule({
  id: 'LocalImage',
  version: 2,
  genre: 'File',
  help: `Reads a 3D image from a file of this machine, or a built-in sample: ${readableFormats}. Values and affine are those of nibabel, of NRRD and MetaImage those of ITK.`,
  aliases: ['ImageLoad', 'open', 'load', 'read', 'NIfTI', 'NRRD', 'MetaImage', 'FreeSurfer', 'itkImageFileReader'],
  inputs: {},
  outputs: { outImage: { type: 'image', label: 'Image' } },
  params: {
    name: {
      kind: 'file',
      label: 'Name',
      default: null,
      accept: ['.nii', '.nii.gz', '.nrrd', '.nhdr', '.mha', '.mhd', '.mgz', '.mgh', '.npy', '.hdr', '.hdr.gz'],
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
  },
  summary: ({ name }) => (isFileRef(name) ? name.name : 'no file'),
  async forecast(_images, { name, voxels, frame }) {
    if (!name) return {};
    const { scratch, ...outImage } = await imageHeader(name, choiceOf(voxels, frame));
    return { images: { outImage }, scratch };
  },
  async run(_inputs, { name, voxels, frame }, context) {
    if (!name)
      throw new Error('No file is chosen: choose an image (.nii, .nii.gz, .nrrd, .mha …), or a built-in sample');
    return { outImage: await readImage(name, context, undefined, choiceOf(voxels, frame)) };
  },
});

function choiceOf(voxels: OpenFile | null, frame: number): ReadChoice {
  return { others: voxels ? [voxels] : [], frame: frame < 0 ? undefined : frame };
}
