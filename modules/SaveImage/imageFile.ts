import { gzipParts } from '#src/formats/gzip.ts';
import { niftiParts, writeNifti } from '#src/formats/writeNifti.ts';
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
      return { parts: await gzipParts(niftiParts(image), { voxelBytes: image.voxels.BYTES_PER_ELEMENT, progress }) };
    case '.nii':
      return { parts: [writeNifti(image, () => progress(0.5))] };
    case '.nrrd':
      return { parts: await (await import('#src/formats/writeNrrd.ts')).nrrdParts(image, { progress }) };
    case '.mha':
      return { parts: await (await import('#src/formats/writeMha.ts')).mhaParts(image, { progress }) };
    case '.npy': {
      const { bytes, sidecar } = (await import('#src/formats/writeNpy.ts')).writeNpy(image, () => progress(0.5));
      return { parts: [bytes], sidecar: { bytes: new TextEncoder().encode(sidecar), suffix: '.json' } };
    }
    default:
      return format satisfies never;
  }
}
