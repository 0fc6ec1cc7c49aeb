import type { Volume } from '#src/image/volume.ts';
import { bmpHeader } from './bmpHeader.ts';
import type { ByteSource } from './byteSource.ts';
import { jpegHeader } from './jpegHeader.ts';
import type { Limits } from './limits.ts';
import { type PictureFacts, type PicturePlan, planPicture } from './picture.ts';
import { pngHeader } from './pngHeader.ts';
import { bmpFacts, readBmp } from './readBmp.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { jpegFacts, readJpeg } from './readJpeg.ts';
import { pngFacts, readPng } from './readPng.ts';
import { readTiff, tiffPlan, unzipped } from './readTiff.ts';
import { tileRowBytes } from './tiffTile.ts';
import { unpackedHead } from './unpackedHead.ts';

/** The formats of pictures. */
export type PictureKind = 'png' | 'jpeg' | 'bmp' | 'tiff';

/** Reads a picture, or a stack of them, of a known format. Throws what the format's own reader throws. */
export function readPicture(
  kind: PictureKind,
  file: ByteSource,
  context: ReadContext,
  limits: Limits,
  choice: ReadChoice,
): Promise<Volume> {
  switch (kind) {
    case 'png':
      return readPng(file, context, limits, choice);
    case 'jpeg':
      return readJpeg(file, context, limits, choice);
    case 'bmp':
      return readBmp(file, context, limits, choice);
    case 'tiff':
      return readTiff(file, context, limits, choice);
    default:
      return kind satisfies never;
  }
}

/** Size and type of the image that is read of a picture, from its header, and the further bytes that reading takes. */
export async function pictureHeader(
  kind: PictureKind,
  file: ByteSource,
  limits: Limits,
  choice: ReadChoice,
): Promise<PicturePlan & { readonly scratch: number }> {
  if (kind === 'tiff') {
    const { plan, pages } = await tiffPlan(await unzipped(file, limits), limits, choice, () => undefined);
    // A tile packed and unpacked, and its samples of several planes.
    return { ...plan, scratch: 4 * tileRowBytes(pages[0]) * pages[0].tile[1] * pages[0].samples };
  }
  const facts = await factsOf(kind, file, choice);
  const plan = planPicture(facts, choice.channel, file.name, limits, () => undefined);
  const samples = facts.size[0] * facts.size[1] * facts.components;
  // The decoder of JPEG has the samples twice, and as many coefficients of 16 bits where it decodes in several scans.
  return { ...plan, scratch: file.size + (kind === 'jpeg' ? 4 * samples : 0) };
}

async function factsOf(
  kind: Exclude<PictureKind, 'tiff'>,
  file: ByteSource,
  choice: ReadChoice,
): Promise<PictureFacts> {
  const { bytes, name } = await unpackedHead(file);
  switch (kind) {
    case 'png':
      return pngFacts(pngHeader(bytes, name), choice);
    case 'jpeg':
      return jpegFacts(jpegHeader(bytes, name));
    case 'bmp':
      return bmpFacts(bmpHeader(bytes, name), choice);
    default:
      return kind satisfies never;
  }
}
