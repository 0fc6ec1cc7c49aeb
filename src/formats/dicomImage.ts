import type { ByteSource } from './byteSource.ts';
import { type DicomElement, type DicomElements, itemsOf } from './dicomElements.ts';
import type { DicomFile } from './dicomFile.ts';
import { type DicomFrame, framesOf } from './dicomFrames.ts';
import { writtenText } from './dicomText.ts';
import { decimal, textValue, textValues, ushort } from './dicomValues.ts';
import { shown } from './headerFields.ts';

/** What the header of a DICOM file with pixels declares, judged; the same for all of its frames. */
export interface DicomImage {
  readonly name: string;
  /** The file, for what else its header says. */
  readonly source: ByteSource;
  readonly transferSyntax: string;
  readonly littleEndian: boolean;
  /** Where the value of the pixels starts in the content, and its bytes; undefined where they are compressed, in fragments. */
  readonly content: ByteSource;
  readonly start: number;
  readonly length: number | undefined;
  readonly seriesUid: string;
  readonly instanceUid: string;
  readonly modality: string;
  readonly description: string;
  readonly seriesNumber: number | undefined;
  readonly rows: number;
  readonly columns: number;
  /** Values of a pixel: 1, or 3 of a colour. */
  readonly samples: number;
  /** Colours lie in planes one after the other, not side by side. */
  readonly isPlanar: boolean;
  readonly photometric: string;
  readonly pixels: DicomPixelFormat;
  /** "HU", "Gy": the unit of the values after rescaling. */
  readonly unit: string | undefined;
  /** Its values go through a table to be what they mean (Modality LUT), which is not applied. */
  readonly hasTable: boolean;
  readonly frames: readonly DicomFrame[];
}

/** How a stored value lies in its bits. */
export interface DicomPixelFormat {
  readonly kind: 'integer' | 'float';
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  /** Overlays lie in the bits beside the value. */
  readonly hasOverlayBits: boolean;
}

/** More frames than any scanner makes in a file. */
const mostFrames = 2 ** 16;

const kinds: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.3.10': 'a DICOMDIR, an index of files, without pixels',
  '1.2.840.10008.5.1.4.1.1.66.4': 'a segmentation object (SEG), which is not read: convert it to NIfTI first',
  '1.2.840.10008.5.1.4.1.1.481.3': 'a set of contours (RT Structure Set), without pixels',
  '1.2.840.10008.5.1.4.1.1.481.5': 'a radiotherapy plan (RT Plan), without pixels',
  '1.2.840.10008.5.1.4.1.1.481.8': 'a radiotherapy plan (RT Ion Plan), without pixels',
  '1.2.840.10008.5.1.4.1.1.66': 'raw data, without pixels',
  '1.2.840.10008.5.1.4.1.1.104.1': 'a PDF document in DICOM',
};

/** The image of a DICOM file, or why it has none that is read: what the file is, after "it is", or what is wrong with it. */
export function imageOf(file: DicomFile): DicomImage | { readonly reason: string } {
  const { elements } = file;
  const sopClass = textValue(elements, 0x00080016) ?? '';
  const modality = (textValue(elements, 0x00080060) ?? 'OT').slice(0, 16);
  const known = kinds[sopClass];
  if (known) return { reason: `it is ${known}` };
  if (elements.byTag.has(0x00041220)) return { reason: `it is ${kinds['1.2.840.10008.1.3.10']}` };
  if (/\.88\.\d/.test(sopClass) || modality === 'SR') return { reason: 'it is a report (SR), without pixels' };
  if (textValues(elements, 0x00080008).includes('MOSAIC')) {
    return {
      reason: 'it is a mosaic of slices in one picture (Siemens), which is not read: convert it with dcm2niix first',
    };
  }
  const [rows, columns] = [ushort(elements, 0x00280010) ?? 0, ushort(elements, 0x00280011) ?? 0];
  if (elements.stop !== 'pixels') {
    if (elements.stop === 'cut') return { reason: 'it is cut short: it ends within its header' };
    // A cut between two elements leaves no other trace.
    return { reason: rows > 0 ? 'it is cut short: it ends before its pixels' : 'it has no pixels' };
  }
  if (rows === 0 || columns === 0) return { reason: `it declares ${columns}×${rows} pixels` };
  const declared = textValue(elements, 0x00280008);
  const count = declared === undefined ? 1 : (decimal(elements, 0x00280008) ?? NaN);
  if (!Number.isInteger(count) || count < 1 || count > mostFrames) {
    return { reason: `it declares ${shown(declared ?? '')} frames, and 1 to ${mostFrames} are read` };
  }
  const pixels = pixelFormatOf(elements);
  if ('reason' in pixels) return pixels;
  const samples = ushort(elements, 0x00280002) ?? 1;
  const photometric = textValue(elements, 0x00280004) ?? 'MONOCHROME2';
  if (samples !== 1 && samples !== 3) return { reason: `it has ${samples} values a pixel, and 1 or 3 are read` };
  const element = pixelElementOf(elements);
  const odd = oddPixels(element, pixels, samples, photometric, file);
  if (odd !== undefined) return { reason: odd };
  return {
    name: file.source.name,
    source: file.source,
    transferSyntax: file.transferSyntax,
    littleEndian: elements.encoding.littleEndian,
    content: file.content,
    start: element?.start ?? 0,
    length: element?.length,
    seriesUid: textValue(elements, 0x0020000e) ?? '',
    instanceUid: textValue(elements, 0x00080018) ?? '',
    modality: shown(modality),
    description: writtenText(elements, 0x0008103e)?.slice(0, 64) ?? '',
    seriesNumber: decimal(elements, 0x00200011),
    rows,
    columns,
    samples,
    isPlanar: ushort(elements, 0x00280006) === 1,
    photometric,
    pixels,
    unit: unitOf(elements, modality),
    hasTable: elements.byTag.has(0x00283000),
    frames: framesOf(elements, count),
  };
}

/** Why pixels are of a kind that would be read wrongly; undefined where they are not. */
function oddPixels(
  element: DicomElement | undefined,
  { bitsAllocated }: DicomPixelFormat,
  samples: number,
  photometric: string,
  { elements, transferSyntax }: DicomFile,
): string | undefined {
  if (bitsAllocated === 8 && element?.vr === 'OW' && !elements.encoding.littleEndian) {
    return 'it has pixels of 8 bits in big-endian words of 16, which are not read';
  }
  if (samples === 1 || photometric === 'RGB') return undefined;
  if (/^YBR_FULL(_422)?$/.test(photometric) && bitsAllocated === 8) return undefined;
  if (/^YBR_(RCT|ICT)$/.test(photometric) && /\.4\.9[01]$/.test(transferSyntax)) return undefined;
  return `it has colours as ${shown(photometric)} of ${bitsAllocated} bits, which are not read`;
}

function pixelElementOf({ byTag }: DicomElements): DicomElement | undefined {
  return byTag.get(0x7fe00010) ?? byTag.get(0x7fe00008) ?? byTag.get(0x7fe00009);
}

function pixelFormatOf(elements: DicomElements): DicomPixelFormat | { readonly reason: string } {
  const bitsAllocated = ushort(elements, 0x00280100) ?? 16;
  const isFloat = elements.byTag.has(0x7fe00008) || elements.byTag.has(0x7fe00009);
  if (isFloat) {
    const bits = elements.byTag.has(0x7fe00008) ? 32 : 64;
    return {
      kind: 'float',
      bitsAllocated: bits,
      bitsStored: bits,
      highBit: bits - 1,
      isSigned: true,
      hasOverlayBits: false,
    };
  }
  if (bitsAllocated === 1) return { reason: 'it has pixels of one bit, which are not read: convert it to NIfTI first' };
  if (![8, 16, 32].includes(bitsAllocated)) {
    return { reason: `it has ${bitsAllocated} bits a value, and 8, 16 or 32 are read` };
  }
  const bitsStored = ushort(elements, 0x00280101) ?? bitsAllocated;
  const highBit = ushort(elements, 0x00280102) ?? bitsStored - 1;
  if (bitsStored < 1 || bitsStored > bitsAllocated || highBit < bitsStored - 1 || highBit >= bitsAllocated) {
    return { reason: `it declares ${bitsStored} bits up to bit ${highBit} of ${bitsAllocated}, which cannot be` };
  }
  const isSigned = ushort(elements, 0x00280103) === 1;
  // Before 2004 overlays could lie in the unused bits (PS3.3, C.9.2): then they have a position and no data of their own.
  const hasOverlayBits = (ushort(elements, 0x60000102) ?? 0) > 0 && !elements.byTag.has(0x60003000);
  return { kind: 'integer', bitsAllocated, bitsStored, highBit, isSigned, hasOverlayBits };
}

function unitOf(elements: DicomElements, modality: string): string | undefined {
  if (modality === 'RTDOSE') return textValue(elements, 0x30040002) === 'GY' ? 'Gy' : undefined;
  const transformation = itemsOf(itemsOf(elements, 0x52009229, 1)[0] ?? elements, 0x00289145, 1)[0];
  const type = textValue(elements, 0x00281054) ?? (transformation && textValue(transformation, 0x00281054));
  if (type === 'HU') return 'HU';
  if (type !== undefined && type !== 'US') return undefined;
  const isOriginal = textValues(elements, 0x00080008)[0] !== 'DERIVED' || textValue(elements, 0x00281053) !== undefined;
  return modality === 'CT' && isOriginal && textValue(elements, 0x00281052) !== undefined ? 'HU' : undefined;
}
