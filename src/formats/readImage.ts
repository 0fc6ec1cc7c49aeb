import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { currentLimits, type Limits } from './limits.ts';
import { requireChannel } from './picture.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readNifti } from './readNifti.ts';
import { type ImageFormat, sniffFormat } from './sniffFormat.ts';
import { unpackedHead } from './unpackedHead.ts';
import { zipEntries } from './zipEntries.ts';

/** What the reader opens, for messages. */
export const readableFormats =
  'NIfTI (.nii, .nii.gz, .hdr with .img), Analyze 7.5, NRRD (.nrrd, .nhdr), MetaImage (.mha, .mhd), FreeSurfer (.mgz, .mgh), numpy (.npy), DICOM (files, folders, .zip) and pictures (PNG, JPEG, BMP, TIFF)';

/** Enough to tell a format. */
const sniffBytes = 1024;

/**
 * Reads an image from a file of any of these formats, told from its content. A header whose voxels lie in a file of their own finds
 * that among `others`; if `file` turns out to be the voxels, the header is looked for there. Limits, policies and errors are those of
 * the formats' own readers; of other files the sentence says what they are, where that is known, and what is read.
 */
export async function readImage(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  choice: ReadChoice = {},
): Promise<Volume> {
  const { header, format, rest } = await findHeader(file, choice.others ?? []);
  const beside = { ...choice, others: rest };
  if (scalarFormats.has(format.kind)) requireChannel(choice.channel ?? 'luminance', 1, header.name);
  switch (format.kind) {
    case 'nifti':
      return readNifti(header, context, limits, beside);
    case 'pair':
    case 'analyze':
    case 'nrrd':
    case 'metaimage':
    case 'mgh':
    case 'npy':
      return (await import('./readOther.ts')).readOther(format.kind, header, context, limits, beside);
    case 'png':
    case 'jpeg':
    case 'bmp':
    case 'tiff':
      return (await import('./readPicture.ts')).readPicture(format.kind, header, context, limits, choice);
    case 'dicom':
      return (await import('./readDicom.ts')).readDicom(header, context, limits, choice);
    default:
      return format.kind satisfies never;
  }
}

/** Their files hold one value a voxel, so that there is no channel to choose. */
const scalarFormats: ReadonlySet<string> = new Set(['mgh', 'npy']);

interface Found {
  readonly header: ByteSource;
  readonly format: Exclude<ImageFormat, { readonly kind: 'other' | 'zip' }>;
  /** The files beside the header. */
  readonly rest: readonly ByteSource[];
}

/**
 * The first of the files that is the beginning of an image, in a zip archive the only image that is in it, DICOM files together counting
 * as one. Throws a sentence about `file` when there is none, or no only one.
 */
export async function findHeader(file: ByteSource, others: readonly ByteSource[]): Promise<Found> {
  const files = [file, ...others];
  let what: string | undefined;
  for (const header of files) {
    const { bytes, name } = await unpackedHead(header, sniffBytes);
    const format = sniffFormat(bytes, name);
    if (format?.kind === 'zip') return findInArchive(header);
    if (format && format.kind !== 'other') return { header, format, rest: files.filter((other) => other !== header) };
    if (header === file) what = format?.what ?? whatElse(file);
  }
  throw new Error(`${file.name} is ${what}: what is read is ${readableFormats}. Choose or convert to one of these`);
}

async function findInArchive(archive: ByteSource): Promise<Found> {
  const entries = await zipEntries(archive);
  const headers: Omit<Found, 'rest'>[] = [];
  let failure: unknown;
  for (const entry of entries) {
    // Headers name the files of their voxels without a folder.
    const header = { ...entry, name: entry.name.slice(entry.name.lastIndexOf('/') + 1) };
    const head = await unpackedHead(header, Math.min(sniffBytes, header.size)).catch((error: unknown) => {
      // One damaged file does not keep the others from being read.
      failure ??= error;
    });
    const format = head && sniffFormat(head.bytes, head.name);
    if (format?.kind === 'dicom') return { header: archive, format, rest: [] };
    if (format && format.kind !== 'other' && format.kind !== 'zip') headers.push({ header, format });
  }
  if (headers.length === 1) {
    const rest = entries.map((entry) => ({ ...entry, name: entry.name.slice(entry.name.lastIndexOf('/') + 1) }));
    return { ...headers[0], rest: rest.filter(({ name }) => name !== headers[0].header.name) };
  }
  if (headers.length === 0 && failure !== undefined) throw failure;
  const names = headers.slice(0, 5).map(({ header }) => header.name);
  throw new Error(
    headers.length === 0
      ? `${archive.name} holds ${entries.length} files, and none is an image that is read: what is read is ${readableFormats}`
      : `${archive.name} holds ${headers.length} images (${names.join(', ')}${headers.length > 5 ? ' …' : ''}): open one of them by itself`,
  );
}

function whatElse({ name, size }: ByteSource): string {
  if (size === 0) return 'empty (0 bytes)';
  if (/\.(img|raw|zraw)(\.gz)?$/i.test(name)) return 'the voxels of an image without its header (.hdr, .mhd, .nhdr)';
  if (/\.brik(\.gz)?$/i.test(name)) return 'the voxels of an AFNI image (.HEAD with .BRIK)';
  if (/\.rec$/i.test(name)) return 'the voxels of a Philips PAR/REC image';
  return 'in no known image format';
}
