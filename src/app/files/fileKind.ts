import { hasPngNetwork } from '#src/app/share/pngNetwork.ts';
import type { ByteSource } from '#src/formats/byteSource.ts';
import { isDicom } from '#src/formats/dicomFile.ts';
import { parseMetaHeader } from '#src/formats/metaHeader.ts';
import { parseNrrdHeader } from '#src/formats/nrrdHeader.ts';
import { sniffFormat } from '#src/formats/sniffFormat.ts';
import { type Head, unpackedHead } from '#src/formats/unpackedHead.ts';
import { type PickedFile, rootOf } from './pickedFile.ts';
import { whyNoImage } from './whyNoImage.ts';

/** What a file is for the one who takes it in, told from its content. */
export type FileKind =
  | { readonly kind: 'graph' }
  | { readonly kind: 'dicom' }
  /** An image in one file; a picture is one of a format that is not made for volumes. */
  | { readonly kind: 'image'; readonly isPicture: boolean }
  /** An image whose voxels lie in another file, of one of these names. */
  | { readonly kind: 'header'; readonly voxels: readonly string[] }
  /** May be the voxels of a header, or an image of a kind that its reader has to name. */
  | { readonly kind: 'unknown' }
  /** Nothing to open; `why` says so of a file that was chosen itself. */
  | { readonly kind: 'none'; readonly why: string };

const sniffBytes = 1024;
/** Networks are far smaller; what lies beside images and is called .json is something else. */
const mostGraphBytes = 2 ** 24;

/** The kind of a picked file. `accepted` are the suffixes that LocalImage reads. Rejects when the file cannot be read. */
export async function kindOf(picked: PickedFile, accepted: readonly string[]): Promise<FileKind> {
  const { file, path } = picked;
  if (/(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i.test(path)) return { kind: 'none', why: '' };
  if (/\.json$/i.test(file.name)) return jsonKind(picked);
  if (/\.png$/i.test(file.name) && (await hasPngNetwork(file))) return { kind: 'graph' };
  if (/\.svg$/i.test(file.name)) return rootOf(picked) === undefined ? { kind: 'graph' } : { kind: 'none', why: '' };
  const source = await withHead(file);
  // A damaged file is told by its suffix; its reader says what is wrong.
  const head = await unpackedHead(source, sniffBytes).catch(() => undefined);
  if (head && !head.zipped && isDicom(head.bytes)) return { kind: 'dicom' };
  const format = head && sniffFormat(head.bytes, file.name);
  switch (format?.kind) {
    case 'pair':
    case 'analyze': {
      const stem = file.name.replace(/\.hdr(\.gz)?$/i, '');
      return { kind: 'header', voxels: [`${stem}.img`, `${stem}.img.gz`] };
    }
    case 'nrrd':
    case 'metaimage': {
      const voxels = detachedName(await unpackedHead(source), format.kind);
      return voxels === undefined ? { kind: 'image', isPicture: false } : { kind: 'header', voxels: [voxels] };
    }
    case undefined:
    case 'other': {
      // What is known and not read stands in the way in a folder; chosen itself, its reader names it.
      if (format && rootOf(picked) !== undefined) return { kind: 'none', why: '' };
      const why = await whyNoImage(file, accepted);
      if (why !== undefined) return { kind: 'none', why };
      const isKnown = accepted.some((suffix) => file.name.toLowerCase().endsWith(suffix)) || format !== undefined;
      return isKnown ? { kind: 'image', isPicture: isPictureName(file.name) } : { kind: 'unknown' };
    }
    default:
      return { kind: 'image', isPicture: isPictureName(file.name) };
  }
}

function isPictureName(name: string): boolean {
  return /\.(png|jpe?g|bmp|gif|tiff?)$/i.test(name);
}

/** A .json file that was chosen itself is taken for a network, with its errors; in a folder most are something else. */
async function jsonKind(picked: PickedFile): Promise<FileKind> {
  if (rootOf(picked) === undefined) return { kind: 'graph' };
  if (picked.file.size > mostGraphBytes) return { kind: 'none', why: '' };
  try {
    const value: unknown = JSON.parse(await picked.file.text());
    const isGraph = typeof value === 'object' && value !== null && 'version' in value && 'nodes' in value;
    return isGraph ? { kind: 'graph' } : { kind: 'none', why: '' };
  } catch {
    return { kind: 'none', why: '' };
  }
}

/** The name of the file that a text header says its voxels are in, without its folder; undefined where they follow the header. */
function detachedName(head: Head, kind: 'nrrd' | 'metaimage'): string | undefined {
  try {
    const { fields } =
      kind === 'nrrd' ? parseNrrdHeader(head.bytes, head.name) : parseMetaHeader(head.bytes, head.name);
    const name = fields.get(kind === 'nrrd' ? 'data file' : 'ElementDataFile');
    return name === undefined || /^local$/i.test(name) ? undefined : name.split(/[/\\]/).at(-1);
  } catch {
    return undefined;
  }
}

/** A file whose first bytes are read once: many small reads of many files take longer than all else. */
async function withHead(file: File): Promise<ByteSource> {
  const first = new Uint8Array(await file.slice(0, sniffBytes).arrayBuffer());
  return {
    name: file.name,
    size: file.size,
    bytes: async (start = 0, end = file.size) =>
      end <= first.length ? first.slice(start, end) : new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
}
