import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { copySkew } from './copySkew.ts';
import type { PairStep, Step } from './pointwise.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn, windowRoom } from './voxelWindow.ts';

const readOf = {
  uint8: 'doublesOfUint8',
  int8: 'doublesOfInt8',
  uint16: 'doublesOfUint16',
  int16: 'doublesOfInt16',
  uint32: 'doublesOfUint32',
  int32: 'doublesOfInt32',
  float32: 'doublesOfFloat32',
} as const satisfies Record<Exclude<VoxelType, 'float64'>, string>;

const writeOf = {
  uint8: 'doublesToUint8',
  int8: 'doublesToInt8',
  uint16: 'doublesToUint16',
  int16: 'doublesToInt16',
  uint32: 'doublesToUint32',
  int32: 'doublesToInt32',
  float32: 'doublesToFloat32',
} as const satisfies Record<Exclude<VoxelType, 'float64'>, string>;

/** Few enough that the voxels and their float64 stay in the second cache. */
const length = 8192;

/**
 * Writes `step` of every source voxel to the target, which must be able to hold it. The step is plain TypeScript on float64 in the
 * scratch memory; only the conversions, which take most of the time, are WebAssembly.
 */
export function mapDoubles(fast: Simd, source: Voxels, target: Voxels, step: Step): void {
  const { scratch } = fast;
  scratch.use(() => {
    const [raw, at] = scratch.reserve(8 * length + windowRoom, 8 * length + windowRoom);
    const values = scratch.doubles(at, length);
    for (let start = 0; start < source.length; start += length) {
      const count = Math.min(length, source.length - start);
      read(fast, source, start, count, raw, at);
      step(values, count);
      write(fast, target, start, count, raw, at);
    }
  });
}

/** The same of each pair of voxels. All three have equal lengths. */
export function mapDoublePairs(fast: Simd, first: Voxels, second: Voxels, target: Voxels, step: PairStep): void {
  const { scratch } = fast;
  scratch.use(() => {
    const size = 8 * length + windowRoom;
    const [raw, at, otherAt] = scratch.reserve(size, size, size);
    const values = scratch.doubles(at, length);
    const others = scratch.doubles(otherAt, length);
    for (let start = 0; start < first.length; start += length) {
      const count = Math.min(length, first.length - start);
      read(fast, first, start, count, raw, at);
      read(fast, second, start, count, raw, otherAt);
      step(values, others, count);
      write(fast, target, start, count, raw, at);
    }
  });
}

/** Copies `count` voxels from `start` on to `raw` and converts them to float64 at `at`. */
function read({ exports, scratch }: Simd, voxels: Voxels, start: number, count: number, raw: number, at: number): void {
  const type = voxelTypeOf(voxels);
  const bytes = bytesOfVoxels(voxels.subarray(start, start + count));
  const place = type === 'float64' ? at : raw + copySkew(bytes, 0);
  copyIn(scratch, place, bytes);
  if (type !== 'float64') exports[readOf[type]](place, at, count);
}

function write(
  { exports, scratch }: Simd,
  voxels: Voxels,
  start: number,
  count: number,
  raw: number,
  at: number,
): void {
  const type = voxelTypeOf(voxels);
  const bytes = bytesOfVoxels(voxels.subarray(start, start + count));
  const place = type === 'float64' ? at : raw + copySkew(bytes, 0);
  if (type !== 'float64') exports[writeOf[type]](at, place, count);
  bytes.set(scratch.bytes(place, bytes.length));
}
