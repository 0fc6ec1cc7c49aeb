import { spacingOf } from '#src/image/affine.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { joinBytes } from './joinBytes.ts';
import { voxelBytes } from './voxelBytes.ts';

const codes: Readonly<Record<VoxelType, string>> = {
  uint8: '|u1',
  int8: '|i1',
  uint16: '<u2',
  int16: '<i2',
  uint32: '<u4',
  int32: '<i4',
  float32: '<f4',
  float64: '<f8',
};

/** A numpy file, and the text that says where its voxels lie. */
export interface NpyFiles {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** JSON, for a file beside it. */
  readonly sidecar: string;
}

/**
 * The image as a numpy file (.npy, version 1.0, C order): element [k, j, i] is voxel (i, j, k), so that planes, rows and columns are
 * those of scikit-image. Numpy knows of no positions, so the affine goes into a sidecar.
 */
export function writeNpy({ size, affine, voxels }: Volume, tell?: () => void): NpyFiles {
  const [ni, nj, nk] = size;
  const descr = codes[voxelTypeOf(voxels)];
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${nk}, ${nj}, ${ni}), }`;
  // numpy aligns the data to 64 bytes: magic, version and length take 10, and a line feed ends the header.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const header = new Uint8Array(10 + length).fill(0x20);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8]);
  header.set(new TextEncoder().encode(text), 10);
  header[header.length - 1] = 0x0a;
  return { bytes: joinBytes([header, voxelBytes(voxels)], tell), sidecar: sidecarOf(affine) };
}

function sidecarOf(affine: readonly number[]): string {
  const rows = [0, 1, 2, 3].map((row) => affine.slice(4 * row, 4 * row + 4));
  const facts = {
    axes: 'array[k, j, i]',
    affine: rows,
    affineMeans: 'world = affine @ [i, j, k, 1], in mm, RAS+',
    spacing: spacingOf(affine),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}
