import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { copySkew } from './copySkew.ts';
import type { Simd } from './simd.ts';
import { type Flag, foregroundFlag } from './voxelFlag.ts';
import { bytesOfVoxels, copyIn, windowBytes, windowRoom } from './voxelWindow.ts';

const chooseOf = {
  uint8: 'chooseUint8',
  int8: 'chooseInt8',
  uint16: 'chooseUint16',
  int16: 'chooseInt16',
  uint32: 'chooseUint32',
  int32: 'chooseInt32',
  float32: 'chooseFloat32',
  float64: 'chooseFloat64',
} as const satisfies Record<VoxelType, string>;

const overwriteOf = { 1: 'overwrite8', 2: 'overwrite16', 4: 'overwrite32', 8: 'overwrite64' } as const;

/** Writes the byte `yes` where the flag holds, `no` elsewhere. Source and target have equal lengths. */
export function chooseBytes(
  { exports, scratch }: Simd,
  source: Voxels,
  target: Uint8Array | Int8Array,
  flag: Flag,
  yes: number,
  no: number,
): void {
  const width = source.BYTES_PER_ELEMENT;
  const bytes = bytesOfVoxels(source);
  const written = bytesOfVoxels(target);
  const length = windowBytes / width;
  scratch.use(() => {
    const [source16, target16, numbers] = scratch.reserve(
      windowBytes + windowRoom,
      length + windowRoom,
      length + windowRoom,
    );
    const voxels = source16 + copySkew(bytes, 0);
    const flags = target16 + copySkew(written, 0);
    for (let start = 0; start < source.length; start += length) {
      const count = Math.min(length, source.length - start);
      copyIn(scratch, voxels, bytes.subarray(start * width, (start + count) * width));
      flagWindow(exports, source, flag, { voxels, flags, numbers, count, yes, no });
      written.set(scratch.bytes(flags, count), start);
    }
  });
}

/**
 * Writes the source where the flag of `decider` is `keep`, `background` elsewhere. Source and target have one type, which holds
 * `background`; all have equal lengths. The decider may be the source itself, and so may the target.
 */
export function overwriteVoxels(
  { exports, scratch }: Simd,
  source: Voxels,
  decider: Voxels,
  target: Voxels,
  flag: Flag,
  keep: 'yes' | 'no',
  background: number,
): void {
  const width = source.BYTES_PER_ELEMENT;
  const deciderWidth = decider.BYTES_PER_ELEMENT;
  const overwrite = exports[overwriteOf[width as 1 | 2 | 4 | 8]];
  const length = windowBytes / Math.max(width, deciderWidth);
  const bytes = bytesOfVoxels(source);
  const deciding = bytesOfVoxels(decider);
  const written = bytesOfVoxels(target);
  // A byte that is not 0 is a flag already.
  const isFlags = decider instanceof Uint8Array && flag === foregroundFlag;
  scratch.use(() => {
    const [source16, decider16, flags, numbers, constant] = scratch.reserve(
      length * width + windowRoom,
      length * deciderWidth + windowRoom,
      length + windowRoom,
      length + windowRoom,
      8,
    );
    const kept = source16 + copySkew(bytes, 0);
    const voxels = decider16 + copySkew(deciding, 0);
    scratch.bytes(constant, width).set(bytesOfVoxels(voxelArrays[voxelTypeOf(target)].of(background)));
    for (let start = 0; start < source.length; start += length) {
      const count = Math.min(length, source.length - start);
      copyIn(scratch, kept, bytes.subarray(start * width, (start + count) * width));
      if (decider !== source) {
        copyIn(scratch, voxels, deciding.subarray(start * deciderWidth, (start + count) * deciderWidth));
      }
      const read = decider === source ? kept : voxels;
      if (!isFlags) flagWindow(exports, decider, flag, { voxels: read, flags, numbers, count, yes: 255, no: 0 });
      overwrite(kept, isFlags ? read : flags, count, constant, keep === 'yes' ? 0 : -1);
      written.set(scratch.bytes(kept, count * width), start * width);
    }
  });
}

interface Window {
  readonly voxels: number;
  readonly flags: number;
  readonly numbers: number;
  readonly count: number;
  readonly yes: number;
  readonly no: number;
}

/** Chooses the bytes of one window. Where NaN is to be "no", "yes" is any byte but 0. */
function flagWindow(
  exports: Simd['exports'],
  voxels: Voxels,
  flag: Flag,
  { voxels: at, flags, numbers, count, yes, no }: Window,
): void {
  const choose = exports[chooseOf[voxelTypeOf(voxels)]];
  const isFloat = voxels instanceof Float32Array || voxels instanceof Float64Array;
  if (!flag.excludesNaN || !isFloat) {
    choose(at, flags, count, flag.lower, flag.upper, flag.isOutside ? -1 : 0, yes, no);
    return;
  }
  // 255 where both hold, then the two bytes that were asked for.
  choose(at, flags, count, flag.lower, flag.upper, flag.isOutside ? -1 : 0, 255, 0);
  choose(at, numbers, count, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 255, 0);
  exports.keepCommon(flags, numbers, count);
  exports.chooseUint8(flags, flags, count, 255, 255, 0, yes, no);
}
