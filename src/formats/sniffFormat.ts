import { isBmp } from './bmpHeader.ts';
import { isDicom } from './dicomFile.ts';
import { textOf } from './headerFields.ts';
import { isMeta } from './metaHeader.ts';
import { isMgh } from './mghPlan.ts';
import { isNpy } from './npyPlan.ts';
import { isNrrd } from './nrrdHeader.ts';
import type { PictureKind } from './readPicture.ts';
import { isZip } from './zipEntries.ts';

/** The formats that are read, and those that are known well enough to be named. */
export type ImageFormat =
  | { readonly kind: 'nifti' | 'pair' | 'analyze' | 'nrrd' | 'metaimage' | 'mgh' | 'npy' | 'dicom' | PictureKind }
  | { readonly kind: 'zip' }
  | { readonly kind: 'other'; readonly what: string };

/** How pictures start. */
const pictures: readonly (readonly [magic: string, kind: PictureKind])[] = [
  ['\x89PNG', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
];

/** How files of other kinds start. */
const others: readonly (readonly [magic: string, at: number, what: string])[] = [
  ['GIF8', 0, 'a GIF picture'],
  ['\x89HDF\r\n\x1a\n', 0, 'an HDF5 file (MINC 2 is one)'],
  ['CDF\x01', 0, 'a netCDF file (MINC 1 is one)'],
  ['CDF\x02', 0, 'a netCDF file (MINC 1 is one)'],
  ['mrtrix image', 0, 'an MRtrix image'],
  ['# === DATA DESCRIPTION FILE', 0, 'the header of a Philips PAR/REC image'],
  ['%PDF', 0, 'a PDF document'],
  ['<?xml', 0, 'an XML document'],
];

/**
 * The format of a file, told from its first bytes, unpacked (unpackedHead.ts), whatever its name. The name only decides where the
 * content cannot: between an Analyze header and a damaged NIfTI one, and for formats without a magic number that are damaged.
 * Undefined when neither says anything. A few hundred bytes are enough.
 */
export function sniffFormat(bytes: Uint8Array, name: string): ImageFormat | undefined {
  // What stands before the magic word of DICOM may be that of another format.
  if (textOf(bytes.subarray(128, 132)) === 'DICM') return { kind: 'dicom' };
  if (isZip(bytes)) return { kind: 'zip' };
  if (isNrrd(bytes)) return { kind: 'nrrd' };
  if (isNpy(bytes)) return { kind: 'npy' };
  if (isMeta(bytes)) return { kind: 'metaimage' };
  const headerSize = niftiHeaderSize(bytes);
  if (headerSize !== undefined) {
    const magic = textOf(headerSize === 348 ? bytes.subarray(344, 347) : bytes.subarray(4, 7));
    if (magic === 'ni1' || magic === 'ni2') return { kind: 'pair' };
    return { kind: magic[0] !== 'n' && /\.(hdr|img)(\.gz)?$/i.test(name) ? 'analyze' : 'nifti' };
  }
  if (isMgh(bytes)) return { kind: 'mgh' };
  const text = textOf(bytes.subarray(0, 132));
  if (/^\s*type\s*=\s*(string|integer|float)-attribute/.test(text)) {
    return { kind: 'other', what: 'the header of an AFNI image (.HEAD with .BRIK)' };
  }
  const picture = pictures.find(([magic]) => text.startsWith(magic));
  if (picture) return { kind: picture[1] };
  if (isBmp(bytes)) return { kind: 'bmp' };
  const other = others.find(([magic, at]) => text.startsWith(magic, at));
  if (other) return { kind: 'other', what: other[2] };
  if (isDicom(bytes)) return { kind: 'dicom' };
  if (/\.(nii|nia)(\.gz)?$/i.test(name)) return { kind: 'nifti' };
  if (/\.mg[hz](\.gz)?$/i.test(name)) return { kind: 'mgh' };
  if (/\.(nrrd|nhdr)$/i.test(name)) return { kind: 'nrrd' };
  if (/\.mh[ad]$/i.test(name)) return { kind: 'metaimage' };
  return /\.npy$/i.test(name) ? { kind: 'npy' } : undefined;
}

/** 348 or 540, in either byte order; undefined for everything else. */
function niftiHeaderSize(bytes: Uint8Array): number | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4);
  return [348, 540].find((size) => view.getInt32(0, true) === size || view.getInt32(0, false) === size);
}
