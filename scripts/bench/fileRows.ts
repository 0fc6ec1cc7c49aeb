import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Volume, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { brainMaskBytes } from './brainMaskBytes.ts';
import { naiveBrainMask } from './naive.ts';
import { openBytes, readPath } from './readBytes.ts';
import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';
import type { VolumeName } from './volumes.ts';

const all = ['cube128', 'small', 'head', 'cube256', 'head57', 'slab512'] as const satisfies readonly VolumeName[];

/** Files to voxels, voxels to files, and the whole brain mask in a process that is warm. */
export const fileRows: readonly StepRow[] = [
  {
    kind: 'step',
    name: 'brain mask 3, warm, bytes to bytes',
    number: 'P4',
    volumes: ['cube128', 'small', 'head', 'scan', 'cube256', 'head57', 'slab512'],
    goals: [{ kind: 'faster', than: 'python', factor: 25, at: ['head'] }],
    of: 'file',
    ours: async (input) => brainMaskBytes((await input.file()).bytes, 3),
    naive: ({ image }) => naiveBrainMask(image, 3),
    python: 'brain_mask_bytes(packed, 3, 6)',
    compared: maskOf,
  },
  {
    kind: 'step',
    name: 'reading .nii.gz',
    number: 'P9',
    volumes: all,
    goals: [
      { kind: 'faster', than: 'python', factor: 1.6, at: ['head', 'head57'] },
      { kind: 'faster', than: 'other', factor: 1.5, at: ['head', 'head57'] },
    ],
    of: 'file',
    ours: async (input) => (await readPath((await input.file()).path)).voxels,
    python: 'np.asanyarray(nib.load(path).dataobj)',
    other: {
      name: "Node's DecompressionStream alone",
      run: async (input) => inflated((await input.file()).bytes, voxelTypeOf(input.image.voxels)),
    },
  },
  {
    kind: 'step',
    name: 'opening .nii.gz',
    number: 'P9',
    volumes: ['head', 'cube256', 'head57'],
    goals: [{ kind: 'within', of: 'other', factor: 1.3, at: ['cube256'] }],
    of: 'file',
    ours: async (input) => (await openBytes((await input.file()).bytes)).voxels,
    other: {
      name: "Node's gunzipSync of the same bytes",
      run: async (input) => {
        const { voxels } = input.image;
        const bytes = gunzipSync((await input.file()).bytes);
        return new voxelArrays[voxelTypeOf(voxels)](bytes.buffer, bytes.byteOffset + 352, voxels.length);
      },
    },
  },
  {
    kind: 'step',
    name: 'writing a mask as .nii.gz',
    number: 'P10',
    volumes: all,
    goals: [
      { kind: 'within', of: 'other', factor: 1.3, at: ['head', 'head57'] },
      { kind: 'bytes', at: ['head', 'head57'] },
    ],
    of: 'mask',
    ours: ({ mask }) => runModule('SaveImage', { dataType: 'uint8', format: '.nii.gz' }, mask),
    python: 'mask_bytes(m, affine)',
    other: {
      name: 'zlib level 1 with Z_RLE alone',
      run: ({ mask }) => gzipSync(fileOf(mask), { level: 1, strategy: constants.Z_RLE, chunkSize: 2 ** 18 }),
    },
    compared: maskOf,
    fileLimit: { name: 'zlib level 1', run: ({ mask }) => gzipSync(fileOf(mask), { level: 1 }) },
  },
];

/** The voxels in the bytes of a .nii.gz file of a mask; voxels that are in no file are what they are. */
function maskOf(result: Voxels): Voxels {
  return result[0] === 0x1f && result[1] === 0x8b ? gunzipSync(result).subarray(352) : result;
}

/** One file at a time is remembered, so that making it does not count. */
let last: { readonly mask: Volume; readonly bytes: Uint8Array } | undefined;

function fileOf(mask: Volume): Uint8Array {
  if (last?.mask !== mask) last = { mask, bytes: writeNifti(mask) };
  return last.bytes;
}

async function inflated(bytes: Uint8Array<ArrayBuffer>, type: VoxelType): Promise<Voxels> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new voxelArrays[type](await new Response(stream).arrayBuffer(), 352);
}
