import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readNifti } from '#src/formats/readNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { enlarge } from './enlarge.ts';

/** An image to measure on, and the threshold that makes its mask. */
interface BenchVolume {
  readonly about: string;
  readonly threshold: number;
  /** Reads from the folder of reference data; throws when a file is not there. */
  make(data: string): Volume | Promise<Volume>;
}

const volumes = {
  cube128: { about: '128³, phantom with noise, int16', threshold: 100, make: () => phantom([128, 128, 128]) },
  small: { about: '128×128×62, real head, int16', threshold: 60, make: (data) => read(data, 't1-head-small') },
  head: { about: '181×217×181, real head, uint8', threshold: 60, make: (data) => read(data, 't1-head-colin27') },
  scan: { about: '181×217×181, real head with noise, int16', threshold: 60, make: scan },
  cube256: { about: '256³, phantom with noise, int16', threshold: 100, make: () => phantom([256, 256, 256]) },
  head35: {
    about: '308×369×308, real head enlarged, uint8',
    threshold: 60,
    make: async (data) => enlarge(await read(data, 't1-head-colin27'), 1.7),
  },
  head57: {
    about: '362×434×362, real head with noise doubled, int16',
    threshold: 60,
    make: async (data) => enlarge(await scan(data), 2),
  },
  slab512: { about: '512×512×300, phantom with noise, int16', threshold: 100, make: () => phantom([512, 512, 300]) },
  blobs512: { about: '512³, noisy blobs, int16', threshold: 0, make: () => noise(512, 64) },
  thin512: { about: '512³, white noise, 20 % of it mask, int16', threshold: 600, make: () => noise(512, 0) },
  sparse512: { about: '512³, white noise, 31 % of it mask, int16', threshold: 380, make: () => noise(512, 0) },
  wound512: { about: '512³, white noise, 36 % of it mask, int16', threshold: 280, make: () => noise(512, 0) },
  dense512: { about: '512³, white noise, 69 % of it mask, int16', threshold: -380, make: () => noise(512, 0) },
  noise512: { about: '512³, white noise, half of it mask, int16', threshold: 0, make: () => noise(512, 0) },
} as const satisfies Readonly<Record<string, BenchVolume>>;

export type VolumeName = keyof typeof volumes;

/** From the smallest to the largest, so that what is too slow is known before it is tried on a larger one. */
export const volumeNames = Object.keys(volumes) as readonly VolumeName[];

export const benchVolumes: Readonly<Record<VolumeName, BenchVolume>> = volumes;

/** Of the head, whose greys go to 255, with the noise of a fast scan. */
async function scan(data: string): Promise<Volume> {
  const head = await read(data, 't1-head-colin27');
  const voxels = new Int16Array(head.voxels.length);
  const normal = normalNumbers(7);
  for (let n = 0; n < voxels.length; n++) {
    voxels[n] = Math.round(Math.hypot(head.voxels[n] + 6 * normal(), 6 * normal()));
  }
  return { ...head, voxels };
}

function phantom(size: Vec3): Volume {
  return sheppLogan({ size, type: 'int16', noise: 30 });
}

/** White noise about 0, or with `step` above 0 blobs of about that many voxels with noise on them. */
function noise(edge: number, step: number): Volume {
  const random = seededRandom(11);
  const voxels = new Int16Array(edge ** 3);
  for (let n = 0; n < voxels.length; n++) voxels[n] = 2001 * random() - 1000;
  const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const size: Vec3 = [edge, edge, edge];
  if (step === 0) return { size, affine, voxels };
  const few = edge / step;
  const coarse = Float32Array.from({ length: few ** 3 }, () => 3000 * (random() - 0.5));
  const blobs = enlarge({ size: [few, few, few], affine, voxels: coarse }, step).voxels;
  for (let n = 0; n < voxels.length; n++) voxels[n] += blobs[n];
  return { size, affine, voxels };
}

/** Numbers of the standard normal distribution (Box and Muller 1958). */
function normalNumbers(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function read(data: string, name: string): Promise<Volume> {
  const path = join(data, `volumes/${name}.nii.gz`);
  const bytes = new Uint8Array(readFileSync(path));
  const file = {
    name: basename(path),
    size: bytes.length,
    bytes: async (start = 0, end = bytes.length) => bytes.slice(start, end),
  };
  return readNifti(file, {
    progress() {},
    warn() {},
    allocate: (type, length) => new voxelArrays[type](length) as InstanceType<(typeof voxelArrays)[typeof type]>,
  });
}
