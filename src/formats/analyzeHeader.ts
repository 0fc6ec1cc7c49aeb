import type { Affine, Vec3 } from '#src/image/volume.ts';
import type { NiftiHeader } from './niftiHeader.ts';

/** Byte orders are told by the size of the header, 348. */
const headerSize = 348;

/** An Analyze 7.5 header in the words of NIfTI, which grew out of it, and the origin that SPM keeps in it. */
export interface AnalyzeHeader extends NiftiHeader {
  /** The voxel, counted from 1, that lies at (0, 0, 0); zeros where nobody wrote one. */
  readonly origin: Vec3;
}

/**
 * Reads an Analyze 7.5 header, in either byte order, with SPM's use of its spare fields, as nibabel's Spm2AnalyzeImage: the slope
 * in funused1, the intercept in funused2; where there is no slope, the one that maps glmin..glmax to cal_min..cal_max. Values are
 * not judged here. Throws, with `name`, when it is no such header.
 */
export function parseAnalyzeHeader(bytes: Uint8Array, name: string): AnalyzeHeader {
  if (bytes.length < headerSize) {
    throw new Error(
      `${name} is cut short: it has ${bytes.length} bytes, and the header takes ${headerSize}. Copy or download it again`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const littleEndian = view.getInt32(0, true) === headerSize;
  if (!littleEndian && view.getInt32(0, false) !== headerSize) {
    throw new Error(`${name} is not an Analyze 7.5 header: it does not start with its size, ${headerSize}`);
  }
  const int16 = (at: number) => view.getInt16(at, littleEndian);
  const int32 = (at: number) => view.getInt32(at, littleEndian);
  const float32 = (at: number) => view.getFloat32(at, littleEndian);
  return {
    version: 1,
    littleEndian,
    singleFile: false,
    dim: Array.from({ length: 8 }, (_, n) => int16(40 + 2 * n)),
    datatype: int16(70),
    bitpix: int16(72),
    pixdim: Array.from({ length: 8 }, (_, n) => float32(76 + 4 * n)),
    voxOffset: float32(108),
    ...scaleOf(float32(112), float32(116), [int32(144), int32(140)], [float32(128), float32(124)]),
    units: 0,
    qformCode: 0,
    sformCode: 0,
    quaternion: [0, 0, 0],
    qoffset: [0, 0, 0],
    sform: Array(12).fill(0),
    origin: [int16(253), int16(255), int16(257)],
  };
}

type Range = readonly [min: number, max: number];

function scaleOf(slope: number, intercept: number, stored: Range, scaled: Range) {
  if (Number.isFinite(slope) && slope !== 0) return { slope, intercept: Number.isFinite(intercept) ? intercept : 0 };
  const [min, max] = stored;
  const [low, high] = scaled;
  const isRange = [low, high].every(Number.isFinite) && low < high && min < max;
  if (!isRange) return { slope: 0, intercept: 0 };
  const found = (high - low) / (max - min);
  return { slope: found, intercept: low - found * min };
}

/**
 * Voxel index to world in mm, RAS+, as nibabel has it for Analyze images: the spacing along the axes, i pointing left, around SPM's
 * origin if that lies near the image, else centred. Analyze says nothing of left and right, so this is a convention: it warns.
 */
export function analyzeAffine(
  { pixdim, origin }: AnalyzeHeader,
  size: Vec3,
  name: string,
  warn: (sentence: string) => void,
): Affine {
  warn(`${name} is an Analyze image, which does not say left from right: i is taken to run from right to left`);
  const [x, y, z] = pixdim
    .slice(1, 4)
    .map((length) => (Number.isFinite(length) && length !== 0 ? Math.abs(length) : 1));
  const isNear = origin.some((n) => n !== 0) && origin.every((n, axis) => n > -size[axis] && n < 2 * size[axis]);
  const [i, j, k] = size.map((n, axis) => (isNear ? origin[axis] - 1 : (n - 1) / 2));
  return [-x, 0, 0, i * x, 0, y, 0, 0 - j * y, 0, 0, z, 0 - k * z, 0, 0, 0, 1];
}
