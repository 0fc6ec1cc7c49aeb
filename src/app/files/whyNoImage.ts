import { fileTexts } from '#src/app/texts/files.ts';

/** How kinds of files begin that nobody would take for an image of this editor's, but that are dropped with one. */
const strangers: readonly (readonly [name: string, begin: string, within?: RegExp])[] = [
  [fileTexts.noImage.pdf, '%PDF'],
  // A zip archive that says so; others may hold images.
  [fileTexts.noImage.office, 'PK\u0003\u0004', /\[Content_Types\]|mimetypeapplication|_rels\//],
  [fileTexts.noImage.program, '\u007fELF'],
  [fileTexts.noImage.program, 'MZ'],
];

/** How images begin that have a text before their voxels: NRRD, MetaImage, VTK, netpbm. */
const textImages = /^(NRRD|ObjectType|NDims|# vtk|P[1-6]\s)/;

/**
 * Why a file that was dropped is no image, in a sentence, or undefined when it may be one. One whose suffix LocalImage reads
 * (`accepted`) counts as one, so that its own errors tell what is wrong with it; another is judged by its first bytes: a file without
 * a suffix, or with a strange one, may well be an image.
 */
export async function whyNoImage(file: File, accepted: readonly string[]): Promise<string | undefined> {
  if (accepted.some((suffix) => file.name.toLowerCase().endsWith(suffix))) return undefined;
  const expected = fileTexts.noImage.expected(accepted);
  if (file.size === 0) return fileTexts.noImage.isEmpty(file.name, expected);
  const begin = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  const text = String.fromCharCode(...begin);
  const stranger = strangers.find(([, start, within]) => text.startsWith(start) && (within?.test(text) ?? true));
  if (stranger) return fileTexts.noImage.isOther(file.name, stranger[0], expected);
  // Control characters other than tabs and line ends are in no text, and in every binary header.
  const isText = begin.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13)) && !textImages.test(text);
  return isText ? fileTexts.noImage.isOther(file.name, fileTexts.noImage.text, expected) : undefined;
}
