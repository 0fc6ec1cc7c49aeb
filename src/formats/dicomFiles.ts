import type { ByteSource } from './byteSource.ts';
import { isDicom, openDicom } from './dicomFile.ts';
import { type DicomImage, imageOf } from './dicomImage.ts';
import { isGzip } from './gzip.ts';
import { currentLimits, type Limits } from './limits.ts';
import { isZip, zipEntries } from './zipEntries.ts';

/** A file that holds no image that is read, and why, as in "it is a report (SR), without pixels". */
export interface SkippedFile {
  readonly name: string;
  readonly reason: string;
}

export interface DicomFiles {
  readonly images: readonly DicomImage[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * The images of a DICOM file, or of all DICOM files in a zip archive or bundle, and what was passed over. Headers are read, no pixel.
 * The same image twice (by its SOPInstanceUID) is taken once. Throws where the archive itself can not be read.
 */
export async function dicomFiles(
  file: ByteSource,
  progress: (fraction: number) => void = () => {},
  limits: Limits = currentLimits(),
): Promise<DicomFiles> {
  const isArchive = isZip(await file.bytes(0, Math.min(4, file.size)));
  const files = isArchive ? await zipEntries(file, limits) : [file];
  const images: DicomImage[] = [];
  const skipped: SkippedFile[] = [];
  const seen = new Set<string>();
  for (const [n, entry] of files.entries()) {
    const { name } = entry;
    const source = isArchive ? { ...entry, name: `${name} in ${file.name}` } : entry;
    const found = await imageIn(source, limits).catch((error: unknown) => ({ reason: reasonOf(error, source.name) }));
    progress((n + 1) / files.length);
    if ('reason' in found) {
      skipped.push({ name, reason: found.reason });
    } else if (found.instanceUid !== '' && seen.has(found.instanceUid)) {
      skipped.push({ name, reason: 'it is the same image as another file (SOPInstanceUID)' });
    } else {
      seen.add(found.instanceUid);
      images.push(found);
    }
  }
  return { images, skipped };
}

async function imageIn(entry: ByteSource, limits: Limits): Promise<DicomImage | { readonly reason: string }> {
  const start = await entry.bytes(0, Math.min(256, entry.size));
  if (isGzip(start)) return { reason: 'it is packed by gzip: unpack it first' };
  if (!isDicom(start)) return { reason: entry.size === 0 ? 'it is empty' : 'it is no DICOM file' };
  return imageOf(await openDicom(entry, limits));
}

/** An error's sentence without the name of the file, which stands beside it. */
function reasonOf(error: unknown, name: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(`${name} `) ? `it ${message.slice(name.length + 1)}` : message;
}
