import type { Volume } from '#src/image/volume.ts';
import { takeChannel } from '#src/kernels/colourChannel.ts';
import { type BmpHeader, bmpHeader } from './bmpHeader.ts';
import type { ByteSource } from './byteSource.ts';
import { bytesText, currentLimits, type Limits } from './limits.ts';
import { type PictureFacts, pixelDistance, planPicture } from './picture.ts';
import { pictureBytes } from './pictureBytes.ts';
import { unpackBits } from './pngRows.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';

/** What the header of a BMP file declares of the picture that is read. Without a channel, the numbers of the colours of a palette. */
export function bmpFacts(header: BmpHeader, { channel }: ReadChoice): PictureFacts {
  const { width, height, bits, masks, isGrey, perMetre } = header;
  const isNumbers = bits <= 8 && (isGrey || !channel);
  const components = isNumbers ? 1 : masks[3] ? 4 : 3;
  return {
    size: [width, height, 1],
    components,
    stored: 'uint8',
    spacing: perMetre.map((pixels) => pixelDistance(pixels, 1000)),
  };
}

/**
 * Reads a BMP picture that is not packed, of 1 to 32 bits a pixel; colours of 5 and 6 bits are spread over 0 to 255 as Pillow has them. Of
 * a palette the numbers of the colours are read unless a channel of the colours is chosen, with a warning where they are no greys.
 * Grid and channels see picture.ts. Throws a sentence with the file's name for what is damaged, cut short, packed or too large.
 */
export async function readBmp(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  choice: ReadChoice = {},
): Promise<Volume> {
  const bytes = await pictureBytes(file, limits);
  const header = bmpHeader(bytes, file.name);
  const warn = (sentence: string) => context.warn(sentence);
  const facts = bmpFacts(header, choice);
  const plan = planPicture(facts, choice.channel, file.name, limits, warn);
  const { width, height, rowBytes, start } = header;
  if (start + rowBytes * height > bytes.length) {
    throw new Error(
      `${file.name} is cut short: ${width}×${height} pixels take ${bytesText(rowBytes * height)} from byte ${start} on, and ` +
        `${bytesText(bytes.length)} are there in all. Copy or download it again`,
    );
  }
  if (header.palette && !header.isGrey && !choice.channel) {
    warn(
      `${file.name} has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours`,
    );
  }
  const voxels = context.allocate(plan.type, width * height);
  const samples = new Uint8Array(width * facts.components);
  for (let j = 0; j < height; j++) {
    const at = start + rowBytes * (header.bottomUp ? height - 1 - j : j);
    takeRow(bytes.subarray(at, at + rowBytes), header, facts.components, samples, file.name);
    takeChannel(samples, facts.components, plan.channel, voxels, j * width);
  }
  context.progress(1);
  return { size: plan.size, affine: plan.affine, voxels };
}

/** The samples of a row, the components of a pixel side by side. */
function takeRow(row: Uint8Array, header: BmpHeader, components: number, to: Uint8Array, name: string): void {
  const { width, bits, palette, masks } = header;
  if (palette) {
    const numbers = components === 1 ? to : new Uint8Array(width);
    unpackBits(row, bits, 1, numbers);
    if (components === 1) return;
    for (let n = 0; n < width; n++) {
      if (3 * numbers[n] >= palette.length) {
        throw new Error(`${name} is damaged: a pixel has colour ${numbers[n]} of a palette of ${palette.length / 3}`);
      }
      for (let m = 0; m < 3; m++) to[3 * n + m] = palette[3 * numbers[n] + m];
    }
    return;
  }
  const width8 = bits / 8;
  for (let m = 0; m < components; m++) {
    const shift = 31 - Math.clz32(masks[m] & -masks[m]);
    const most = masks[m] >>> shift;
    for (let n = 0; n < width; n++) {
      let pixel = 0;
      for (let byte = 0; byte < width8; byte++) pixel |= row[width8 * n + byte] << (8 * byte);
      to[components * n + m] = Math.floor((((pixel & masks[m]) >>> shift) * 255) / most);
    }
  }
}
