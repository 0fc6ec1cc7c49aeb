import type { Vec3, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { copySkew } from './copySkew.ts';
import { bytesBetweenWords, type Tell } from './progress.ts';
import { type Simd, seeing } from './simd.ts';
import type { Flag } from './voxelFlag.ts';
import { bytesOfVoxels, readAt, rowsAtATime, windowBytes, windowRoom } from './voxelWindow.ts';

const packOf = {
  uint8: 'packUint8',
  int8: 'packInt8',
  uint16: 'packUint16',
  int16: 'packInt16',
  uint32: 'packUint32',
  int32: 'packInt32',
  float32: 'packFloat32',
  float64: 'packFloat64',
} as const satisfies Record<VoxelType, string>;

/** The mask of the voxels for which the flag holds, computed some rows at a time. */
export function packSimd(kernels: Simd, voxels: Voxels, size: Vec3, flag: Flag, tell: Tell): Bitmask {
  const mask = emptyBitmask(size);
  const isLong = size[0] * voxels.BYTES_PER_ELEMENT > windowBytes;
  const fast = isLong ? kernels : seeing(kernels, voxels);
  fast.scratch.use(() => packInto(fast, voxels, mask, flag, tell));
  return mask;
}

// Apart from the functions that are made in each call, of which V8 forgets what it has compiled.

function packInto(fast: Simd, voxels: Voxels, { size, rowWords, words }: Bitmask, flag: Flag, tell: Tell): void {
  const { exports, scratch } = fast;
  const [ni, nj, nk] = size;
  const rowBytes = ni * voxels.BYTES_PER_ELEMENT;
  const bytes = bytesOfVoxels(voxels);
  const rows = rowsAtATime(rowBytes, nj * nk);
  const pack = exports[packOf[voxelTypeOf(voxels)]];
  const isFloat = voxels instanceof Float32Array || voxels instanceof Float64Array;
  const [source, target, numbers] = scratch.reserve(
    rows * rowBytes + windowRoom,
    4 * rows * rowWords,
    4 * rows * rowWords,
  );
  let silent = 0;
  for (let row = 0; row < nj * nk; row += rows) {
    const count = Math.min(rows, nj * nk - row);
    silent += count * rowBytes;
    if (silent > bytesBetweenWords) {
      tell();
      silent = 0;
    }
    const place = source + copySkew(bytes, row * rowBytes);
    const window = readAt(fast, bytes, row * rowBytes, (row + count) * rowBytes, place);
    pack(window, target, count, ni, flag.lower, flag.upper, flag.isOutside ? -1 : 0);
    const found = scratch.words(target, count * rowWords);
    if (flag.excludesNaN && isFloat) {
      pack(window, numbers, count, ni, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
      keepCommon(found, scratch.words(numbers, count * rowWords));
    }
    words.set(found, row * rowWords);
  }
}

/** Writes 0 and 1 for every voxel of a mask. */
export function unpackSimd(kernels: Simd, mask: Bitmask, voxels: Uint8Array): void {
  const fast = mask.size[0] > windowBytes ? kernels : seeing(kernels, voxels);
  fast.scratch.use(() => unpackInto(fast, mask, voxels));
}

function unpackInto({ exports, scratch }: Simd, { size, rowWords, words }: Bitmask, voxels: Uint8Array): void {
  const [ni, nj, nk] = size;
  const all = nj * nk;
  const rows = rowsAtATime(ni, all);
  const isInside = voxels.buffer === exports.memory.buffer;
  const [source, target] = scratch.reserve(4 * rows * rowWords, rows * ni + windowRoom);
  for (let row = 0; row < all; row += rows) {
    const count = Math.min(rows, all - row);
    scratch.words(source, count * rowWords).set(words.subarray(row * rowWords, (row + count) * rowWords));
    if (isInside && row + count < all) {
      // What is written behind these rows is written again with the next.
      exports.unpack(source, voxels.byteOffset + row * ni, count, ni);
      continue;
    }
    const window = target + copySkew(voxels, row * ni);
    exports.unpack(source, window, count, ni);
    voxels.set(scratch.bytes(window, count * ni), row * ni);
  }
}

function keepCommon(words: Int32Array, others: Int32Array): void {
  for (let n = 0; n < words.length; n++) words[n] &= others[n];
}
