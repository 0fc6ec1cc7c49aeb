import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { copySkew } from './copySkew.ts';
import { type Simd, seeing } from './simd.ts';
import { type Flag, foregroundFlag } from './voxelFlag.ts';
import {
  areInPlace,
  bytesOfVoxels,
  readAt,
  windowBytes,
  windowEnd,
  windowRoom,
  writeAt,
  wrote,
} from './voxelWindow.ts';

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

/** Writes the byte `yes` where the flag holds, `no` elsewhere. Source and target have equal lengths; the target may lie in the source's memory. */
export function chooseBytes(
  kernels: Simd,
  source: Voxels,
  target: Uint8Array | Int8Array,
  flag: Flag,
  yes: number,
  no: number,
): void {
  const fast = seeing(kernels, source, target);
  const { exports, scratch } = fast;
  const width = source.BYTES_PER_ELEMENT;
  const bytes = bytesOfVoxels(source);
  const written = bytesOfVoxels(target);
  const length = windowBytes / width;
  const isTwice = readsTwice(source, flag);
  const isInPlace = !isTwice && areInPlace(fast, source, target);
  scratch.use(() => {
    const [source16, target16, numbers] = scratch.reserve(
      windowBytes + windowRoom,
      length + windowRoom,
      length + windowRoom,
    );
    const place = source16 + copySkew(bytes, 0);
    const chosen = target16 + copySkew(written, 0);
    for (let start = 0, end = 0; start < source.length; start = end) {
      end = windowEnd(start, length, source.length, isInPlace);
      const count = end - start;
      const voxels = readAt(fast, bytes, start * width, end * width, place);
      const flags = isTwice ? chosen : writeAt(fast, written, start, end, chosen);
      flagWindow(exports, source, flag, { voxels, flags, numbers, count, yes, no });
      wrote(fast, written, start, end, flags, chosen);
    }
  });
}

/**
 * Writes the source where the flag of `decider` is `keep`, `background` elsewhere. Source and target have one type, which holds
 * `background`; all have equal lengths. The decider may be the source itself, and so may the target.
 */
export function overwriteVoxels(
  kernels: Simd,
  source: Voxels,
  decider: Voxels,
  target: Voxels,
  flag: Flag,
  keep: 'yes' | 'no',
  background: number,
): void {
  const fast = seeing(kernels, source, decider, target);
  const { exports, scratch } = fast;
  const width = source.BYTES_PER_ELEMENT;
  const deciderWidth = decider.BYTES_PER_ELEMENT;
  const overwrite = exports[overwriteOf[width as 1 | 2 | 4 | 8]];
  const length = windowBytes / Math.max(width, deciderWidth);
  const bytes = bytesOfVoxels(source);
  const deciding = bytesOfVoxels(decider);
  const written = bytesOfVoxels(target);
  // A byte that is not 0 is a flag already.
  const isFlags = decider instanceof Uint8Array && flag === foregroundFlag;
  const flip = keep === 'yes' ? 0 : -1;
  const isInPlace = isFlags && areInPlace(fast, source, decider, target);
  scratch.use(() => {
    const [source16, decider16, flags, numbers, constant] = scratch.reserve(
      length * width + windowRoom,
      length * deciderWidth + windowRoom,
      length + windowRoom,
      length + windowRoom,
      8,
    );
    const place = source16 + copySkew(bytes, 0);
    const decided = decider16 + copySkew(deciding, 0);
    scratch.bytes(constant, width).set(bytesOfVoxels(voxelArrays[voxelTypeOf(target)].of(background)));
    for (let start = 0, end = 0; start < source.length; start = end) {
      end = windowEnd(start, length, source.length, isInPlace);
      const count = end - start;
      const [from, to] = [start * width, end * width];
      const kept = readAt(fast, bytes, from, to, place);
      const read =
        decider === source ? kept : readAt(fast, deciding, start * deciderWidth, end * deciderWidth, decided);
      if (!isFlags) flagWindow(exports, decider, flag, { voxels: read, flags, numbers, count, yes: 255, no: 0 });
      const result = writeAt(fast, written, from, to, place);
      overwrite(kept, isFlags ? read : flags, result, count, constant, flip);
      wrote(fast, written, from, to, result, place);
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
  if (!readsTwice(voxels, flag)) {
    choose(at, flags, count, flag.lower, flag.upper, flag.isOutside ? -1 : 0, yes, no);
    return;
  }
  // 255 where both hold, then the two bytes that were asked for.
  choose(at, flags, count, flag.lower, flag.upper, flag.isOutside ? -1 : 0, 255, 0);
  choose(at, numbers, count, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 255, 0);
  exports.keepCommon(flags, numbers, count);
  exports.chooseUint8(flags, flags, count, 255, 255, 0, yes, no);
}

/** Whether a window is read a second time after flags have been written. */
function readsTwice(voxels: Voxels, flag: Flag): boolean {
  return flag.excludesNaN === true && (voxels instanceof Float32Array || voxels instanceof Float64Array);
}
