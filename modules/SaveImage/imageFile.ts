import { gzip } from '#src/formats/gzip.ts';
import { writeMha } from '#src/formats/writeMha.ts';
import { niftiParts, writeNifti } from '#src/formats/writeNifti.ts';
import { writeNpy } from '#src/formats/writeNpy.ts';
import { writeNrrd } from '#src/formats/writeNrrd.ts';
import type { OutputFile } from '#src/graph/ports.ts';
import type { Volume } from '#src/image/volume.ts';

/** The formats of whole images; a picture is made by pngFile.ts. */
export type SaveFormat = '.nii.gz' | '.nii' | '.nrrd' | '.mha' | '.npy';

/** The bytes of an image in a format, and what is to be written beside them. Throws what the writers throw. */
export async function imageFile(
  image: Volume,
  format: SaveFormat,
  progress: (fraction: number) => void,
): Promise<Omit<OutputFile, 'suffix'>> {
  switch (format) {
    case '.nii.gz':
      return { bytes: await gzip(niftiParts(image), { voxelBytes: image.voxels.BYTES_PER_ELEMENT, progress }) };
    case '.nii':
      return { bytes: writeNifti(image, () => progress(0.5)) };
    case '.nrrd':
      return { bytes: await writeNrrd(image, { progress }) };
    case '.mha':
      return { bytes: await writeMha(image, { progress }) };
    case '.npy': {
      const { bytes, sidecar } = writeNpy(image, () => progress(0.5));
      return { bytes, sidecar: { bytes: new TextEncoder().encode(sidecar), suffix: '.json' } };
    }
    default:
      return format satisfies never;
  }
}
