import type { Volume } from '#src/image/volume.ts';
import { takeChannel } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';
import { decodeJpeg } from './jpeg.ts';
import { type JpegHeader, jpegHeader } from './jpegHeader.ts';
import { currentLimits, type Limits } from './limits.ts';
import { type PictureFacts, pixelDistance, planPicture, turnedGrid } from './picture.ts';
import { pictureBytes } from './pictureBytes.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';

/** What the header of a JPEG file declares of the picture that is read. */
export function jpegFacts({ width, height, components, density }: JpegHeader): PictureFacts {
  const unit = density?.unit === 'inch' ? 25.4 : 10;
  const spacing = density && [pixelDistance(density.x, unit), pixelDistance(density.y, unit)];
  return { size: [width, height, 1], components, stored: 'uint8', spacing };
}

/**
 * Reads a JPEG picture of 8 bits, grey or colour; its samples are those of libjpeg (jpeg.ts). Grid and channels see picture.ts; the size
 * of a pixel is taken where JFIF has it in inches or centimetres. Pixels are read as they are stored; where a camera has noted how
 * the picture is to be turned, the grid is. Throws a sentence with the file's name for what is damaged, cut short or too large.
 */
export async function readJpeg(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  { channel }: ReadChoice = {},
): Promise<Volume> {
  const bytes = await pictureBytes(file, limits);
  const header = jpegHeader(bytes, file.name);
  const warn = (sentence: string) => context.warn(sentence);
  const plan = planPicture(jpegFacts(header), channel, file.name, limits, warn);
  const { samples, components } = await decodeJpeg(bytes, file.name, limits);
  const voxels = context.allocate(plan.type, header.width * header.height);
  takeChannel(samples, components, plan.channel, voxels, 0);
  context.progress(1);
  const affine = turnedGrid(plan.affine, header.orientation, file.name, warn);
  return { size: plan.size, affine, voxels };
}
