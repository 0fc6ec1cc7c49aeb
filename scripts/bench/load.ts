import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzip } from '#src/formats/gzip.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Volume } from '#src/image/volume.ts';
import { allocate, placed } from './memory.ts';
import { benchVolumes, type VolumeName } from './volumes.ts';

/** One volume in all the forms that rows work on; what few of them need is made when it is first asked for. */
export interface Loaded {
  readonly image: Volume;
  /** 1 where the image is above its volume's threshold. */
  readonly mask: Volume;
  readonly threshold: number;
  float32(): Volume;
  /** The image as a .nii.gz file in the temporary folder. */
  file(): Promise<{ readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }>;
}

/** Throws when the reference data are not there. */
export async function load(name: VolumeName, data: string, folder: string): Promise<Loaded> {
  const { threshold } = benchVolumes[name];
  const made = await benchVolumes[name].make(data);
  const image = { ...made, voxels: placed(made.voxels) };
  return loadedFrom(image, threshold, join(folder, `${name}.nii.gz`));
}

/** The forms of an image; `path` is where its file goes when it is asked for. */
export function loadedFrom(image: Volume, threshold: number, path: string): Loaded {
  const above = allocate('uint8', image.voxels.length);
  for (let n = 0; n < above.length; n++) above[n] = image.voxels[n] > threshold ? 1 : 0;
  let floats: Volume | undefined;
  let file: Promise<{ path: string; bytes: Uint8Array<ArrayBuffer> }> | undefined;
  return {
    image,
    threshold,
    mask: { ...image, voxels: above },
    float32() {
      floats ??= { ...image, voxels: placed(new Float32Array(image.voxels)) };
      return floats;
    },
    file() {
      file ??= gzip(writeNifti(image)).then((bytes) => {
        writeFileSync(path, bytes);
        return { path, bytes };
      });
      return file;
    },
  };
}
