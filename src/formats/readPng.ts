import type { Volume, Voxels } from '#src/image/volume.ts';
import { takeChannel } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';
import { inflateZlib } from './inflateZlib.ts';
import { joinedSource } from './joinedSource.ts';
import { bytesText, currentLimits, type Limits } from './limits.ts';
import { type PictureFacts, type PicturePlan, planPicture } from './picture.ts';
import { pictureBytes } from './pictureBytes.ts';
import { type PngChunks, pngChunks } from './pngChunks.ts';
import { type PngHeader, pngHeader } from './pngHeader.ts';
import { type PngPass, pngPasses, pngRows, unpackBits } from './pngRows.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';

/** Deflate data unpacks to at most so many times its size (zlib's own figure). */
const mostInflation = 1032;

/** What a PNG header declares of the picture that is read. Without a channel, the numbers of the colours of a palette. */
export function pngFacts({ width, height, depth, kind, samples }: PngHeader, { channel }: ReadChoice): PictureFacts {
  const components = kind === 'palette' && channel ? 4 : samples;
  return { size: [width, height, 1], components, stored: depth === 16 ? 'uint16' : 'uint8' };
}

/**
 * Reads a PNG picture: 8 and 16 bits as they are stored, 1 bit as 0 and 1, 2 and 4 bits of grey spread over 0 to 255 as Pillow has
 * them. Of a palette the numbers of the colours are read, with a warning, unless a channel of the colours is chosen: then they are
 * those of the palette. Grid and channels see picture.ts; the size of a pixel is taken where pHYs has it in metres. Row by row, so that no more
 * than the image itself is in memory. Throws a sentence with the file's name for what is damaged, cut short or too large.
 */
export async function readPng(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  choice: ReadChoice = {},
): Promise<Volume> {
  const bytes = await pictureBytes(file, limits);
  const header = pngHeader(bytes, file.name);
  const chunks = pngChunks(bytes, file.name);
  const warn = (sentence: string) => context.warn(sentence);
  const facts = { ...pngFacts(header, choice), spacing: chunks.spacing };
  const plan = planPicture(facts, choice.channel, file.name, limits, warn);
  const total = pngPasses(header).reduce((sum, { height, rowBytes }) => sum + height * (1 + rowBytes), 0);
  const packed = joinedSource(file.name, chunks.data);
  if (packed.size * mostInflation < total) {
    throw new Error(
      `${file.name} is cut short: ${header.width}×${header.height} pixels cannot be in the ${bytesText(packed.size)} that are ` +
        'there. Copy or download it again',
    );
  }
  if (header.kind === 'palette' && !choice.channel) {
    warn(
      `${file.name} has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours`,
    );
  }
  if (chunks.frames > 1) warn(`${file.name} has ${chunks.frames} pictures (an animation), of which the first is read`);
  const colours = facts.components > header.samples ? coloursOf(chunks, file.name) : undefined;
  const voxels = context.allocate(plan.type, header.width * header.height);
  for await (const { row, pass, j } of pngRows(inflateZlib(packed), header, file.name)) {
    const samples = samplesOf(row, pass.width, header, colours, file.name);
    placeRow(samples, plan, pass, j, voxels);
    context.progress((pass.start[1] + j * pass.step[1] + 1) / header.height);
  }
  return { size: plan.size, affine: plan.affine, voxels };
}

/** Red, green, blue and alpha of each colour of the palette. */
function coloursOf({ palette, paletteAlpha }: PngChunks, name: string): Uint8Array {
  if (!palette || palette.length % 3 !== 0 || palette.length > 768) {
    throw new Error(`${name} is damaged: its palette has ${palette?.length ?? 0} bytes. Copy or download it again`);
  }
  const colours = new Uint8Array((palette.length / 3) * 4).fill(255);
  for (let n = 0; n < palette.length; n++) colours[4 * Math.floor(n / 3) + (n % 3)] = palette[n];
  for (let n = 0; n < (paletteAlpha?.length ?? 0) && 4 * n < colours.length; n++) {
    colours[4 * n + 3] = paletteAlpha?.[n] ?? 255;
  }
  return colours;
}

/** The samples of a row as numbers, the components of a pixel side by side. */
function samplesOf(
  row: Uint8Array,
  width: number,
  { depth, samples, kind }: PngHeader,
  colours: Uint8Array | undefined,
  name: string,
): Voxels {
  const count = width * samples;
  if (depth === 16) {
    const words = new Uint16Array(count);
    for (let n = 0; n < count; n++) words[n] = 256 * row[2 * n] + row[2 * n + 1];
    return words;
  }
  let bytes = row;
  if (depth < 8) {
    bytes = new Uint8Array(count);
    // One bit is a mask: 0 and 1.
    unpackBits(row, depth, kind === 'palette' || depth === 1 ? 1 : depth === 2 ? 85 : 17, bytes);
  }
  if (!colours) return bytes;
  const pixels = new Uint8Array(4 * width);
  for (let n = 0; n < width; n++) {
    if (4 * bytes[n] >= colours.length) {
      throw new Error(`${name} is damaged: a pixel has colour ${bytes[n]} of a palette of ${colours.length / 4}`);
    }
    for (let m = 0; m < 4; m++) pixels[4 * n + m] = colours[4 * bytes[n] + m];
  }
  return pixels;
}

/** Puts the channel of a row into its place in the image. */
function placeRow(samples: Voxels, plan: PicturePlan, pass: PngPass, j: number, voxels: Voxels): void {
  const at = plan.size[0] * (pass.start[1] + j * pass.step[1]) + pass.start[0];
  if (pass.step[0] === 1) {
    takeChannel(samples, plan.components, plan.channel, voxels, at);
    return;
  }
  const part = new Float64Array(pass.width);
  takeChannel(samples, plan.components, plan.channel, part, 0);
  for (let n = 0; n < part.length; n++) voxels[at + n * pass.step[0]] = part[n];
}
