/** The fields of a NIfTI header that say what the voxels are and where they lie, as they stand in the file. */
export interface NiftiHeader {
  readonly version: 1 | 2;
  readonly littleEndian: boolean;
  /** False for the header of an .hdr/.img pair. */
  readonly singleFile: boolean;
  /** dim[0] to dim[7]; the first is the number of axes. */
  readonly dim: readonly number[];
  readonly datatype: number;
  readonly bitpix: number;
  /** pixdim[0] to pixdim[7]; the first is the sign of the qform's third axis. */
  readonly pixdim: readonly number[];
  readonly voxOffset: number;
  readonly slope: number;
  readonly intercept: number;
  readonly units: number;
  readonly qformCode: number;
  readonly sformCode: number;
  readonly quaternion: readonly [b: number, c: number, d: number];
  readonly qoffset: readonly [x: number, y: number, z: number];
  /** The three rows of the sform, one after another. */
  readonly sform: readonly number[];
}

/** Bytes that are enough to read a header of either version. */
export const niftiHeaderBytes = 540;

/**
 * Reads a NIfTI-1 or NIfTI-2 header, in either byte order, from the first bytes of the (unpacked) file, after nifti1.h and
 * nifti2.h. Values are not judged here. Throws, with `name`, when it is no NIfTI header at all.
 */
export function parseNiftiHeader(bytes: Uint8Array, name: string): NiftiHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 0) throw new Error(`${name} is empty (0 bytes): choose another file, or copy it again`);
  const kind = otherFormat(bytes);
  if (kind) throw new Error(`${name} is ${kind}, not a NIfTI image: convert it to .nii or .nii.gz first`);
  for (const littleEndian of [true, false]) {
    const first = bytes.length >= 4 ? view.getInt32(0, littleEndian) : 0;
    if (first !== 348 && first !== 540) continue;
    if (bytes.length < first) {
      throw new Error(
        `${name} is cut short: it has ${bytes.length} bytes, and the header alone takes ${first}. Copy or download it again`,
      );
    }
    return first === 348 ? parseVersion1(view, littleEndian, name) : parseVersion2(view, littleEndian, name);
  }
  throw new Error(
    `${name} is not a NIfTI image: it does not start with the size of a header, 348 (NIfTI-1) or 540 (NIfTI-2). ` +
      'Choose a .nii or .nii.gz file',
  );
}

function parseVersion1(view: DataView, littleEndian: boolean, name: string): NiftiHeader {
  const magic = text(view, 344, 4);
  if (magic !== 'n+1' && magic !== 'ni1') {
    throw new Error(
      `${name} is not a NIfTI-1 image: bytes 344 to 347 read ${JSON.stringify(magic)} instead of "n+1". ` +
        'An Analyze 7.5 image does not say left from right: convert it to NIfTI first',
    );
  }
  const int16 = (at: number) => view.getInt16(at, littleEndian);
  const float32 = (at: number) => view.getFloat32(at, littleEndian);
  return {
    version: 1,
    littleEndian,
    singleFile: magic === 'n+1',
    dim: eight(int16, 40, 2),
    datatype: int16(70),
    bitpix: int16(72),
    pixdim: eight(float32, 76, 4),
    voxOffset: float32(108),
    slope: float32(112),
    intercept: float32(116),
    units: view.getUint8(123),
    qformCode: int16(252),
    sformCode: int16(254),
    quaternion: [float32(256), float32(260), float32(264)],
    qoffset: [float32(268), float32(272), float32(276)],
    sform: Array.from({ length: 12 }, (_, n) => float32(280 + 4 * n)),
  };
}

function parseVersion2(view: DataView, littleEndian: boolean, name: string): NiftiHeader {
  const magic = text(view, 4, 4);
  if (magic !== 'n+2' && magic !== 'ni2') {
    throw new Error(
      `${name} is not a NIfTI-2 image: bytes 4 to 7 read ${JSON.stringify(magic)} instead of "n+2". Copy or download it again`,
    );
  }
  const int32 = (at: number) => view.getInt32(at, littleEndian);
  const int64 = (at: number) => Number(view.getBigInt64(at, littleEndian));
  const float64 = (at: number) => view.getFloat64(at, littleEndian);
  return {
    version: 2,
    littleEndian,
    singleFile: magic === 'n+2',
    dim: eight(int64, 16, 8),
    datatype: view.getInt16(12, littleEndian),
    bitpix: view.getInt16(14, littleEndian),
    pixdim: eight(float64, 104, 8),
    voxOffset: int64(168),
    slope: float64(176),
    intercept: float64(184),
    units: int32(500),
    qformCode: int32(344),
    sformCode: int32(348),
    quaternion: [float64(352), float64(360), float64(368)],
    qoffset: [float64(376), float64(384), float64(392)],
    sform: Array.from({ length: 12 }, (_, n) => float64(400 + 8 * n)),
  };
}

function eight(read: (at: number) => number, start: number, step: number): number[] {
  return Array.from({ length: 8 }, (_, n) => read(start + n * step));
}

/** ASCII up to the first NUL; other bytes as "?", since it is shown in messages. */
function text(view: DataView, start: number, length: number): string {
  let said = '';
  for (let n = start; n < start + length; n++) {
    const byte = view.getUint8(n);
    if (byte === 0) break;
    said += byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '?';
  }
  return said;
}

/** What a file is when its first bytes say that it is of another format. */
function otherFormat(bytes: Uint8Array): string | undefined {
  const starts = (magic: string, at = 0) =>
    bytes.length >= at + magic.length && [...magic].every((letter, n) => bytes[at + n] === letter.charCodeAt(0));
  if (starts('\x89PNG')) return 'a PNG picture';
  if (starts('\xff\xd8\xff')) return 'a JPEG picture';
  if (starts('DICM', 128)) return 'a DICOM file';
  if (starts('NRRD')) return 'an NRRD image';
  if (starts('ObjectType') || starts('NDims')) return 'a MetaImage';
  if (starts('PK\x03\x04')) return 'a zip archive';
  if (starts('\x93NUMPY')) return 'a numpy array';
  if (starts('II*\0') || starts('MM\0*')) return 'a TIFF image';
  return undefined;
}
