import { sizeText } from '#src/image/affine.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { componentOf, takeChannel } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';
import { isGzip } from './gzip.ts';
import { joinedSource } from './joinedSource.ts';
import { currentLimits, type Limits } from './limits.ts';
import { type PicturePlan, planPicture, turnedGrid } from './picture.ts';
import { pictureBytes } from './pictureBytes.ts';
import { chosenFrame, type ReadChoice, warnOfFrames } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { mostValuesInAll, type TiffDirectories, tiffDirectories } from './tiffDirectory.ts';
import { isAside, type TiffPage, tiffPage } from './tiffPage.ts';
import { contiguousImages, tiffStack } from './tiffStack.ts';
import { readTile, requireTiles, tileRowBytes, tilesOf } from './tiffTile.ts';

/** What a TIFF file declares of the image that is read. */
export interface TiffPlan {
  readonly plan: PicturePlan;
  /** The pictures that are its slices. */
  readonly pages: readonly TiffPage[];
  readonly littleEndian: boolean;
  readonly frames: number;
}

/** Reads what the directories of a TIFF file declare, judged against the limits and the choice. Throws what `readTiff` throws of them. */
export async function tiffPlan(
  file: ByteSource,
  limits: Limits,
  choice: ReadChoice,
  warn: (sentence: string) => void,
): Promise<TiffPlan> {
  const read = await tiffDirectories(file);
  const all = withContiguous(pagesOf(read, file.name), file.name);
  const [first] = all;
  const stack = tiffStack(first.description, all.length, first.resolution);
  const axes = [first.width, first.height, stack.slices, ...stack.axes];
  const frame = chosenFrame(stack.frames, axes, choice.frame, file.name);
  const pages = Array.from({ length: stack.slices }, (_, k) => all[stack.page(frame, k)]);
  for (const [k, page] of pages.entries()) requireAlike(page, first, k, file.name);
  const components = first.palette && choice.channel ? 3 : first.samples;
  const facts = {
    size: [first.width, first.height, stack.slices] as const,
    components,
    stored: first.palette && choice.channel ? ('uint8' as const) : first.stored,
    spacing: [0, 1, 2].map((axis) => stack.spacing[axis] ?? first.spacing[axis]),
  };
  const plan = planPicture(facts, choice.channel, file.name, limits, warn);
  return { plan, pages, littleEndian: read.littleEndian, frames: stack.frames };
}

/**
 * Reads a TIFF or BigTIFF file: its pictures are slices, in their order; strips and tiles, plain or packed by deflate, LZW or PackBits, in
 * both byte orders, grey, palette or RGB, of 1 to 64 bits. Values are as they are stored. ImageJ and OME say how far slices lie
 * apart, and which pictures are channels and times: each of those is an image of its own, to be chosen. Smaller copies and masks
 * are passed over. Grid and channels see picture.ts. Throws a sentence with the file's name for all else, before memory is asked for.
 */
export async function readTiff(
  source: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  choice: ReadChoice = {},
): Promise<Volume> {
  const file = await unzipped(source, limits);
  const warn = (sentence: string) => context.warn(sentence);
  const { plan, pages, littleEndian, frames } = await tiffPlan(file, limits, choice, warn);
  for (const page of pages) requireTiles(page, file.size, file.name, limits);
  const [first] = pages;
  if (first.palette && !choice.channel) {
    warn(
      `${file.name} has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours`,
    );
  }
  if (first.whiteIsZero) warn(`${file.name} says that 0 is white: its values are read as they are stored`);
  warnOfFrames(frames, file.name, warn);
  const [ni, nj, nk] = plan.size;
  const voxels = context.allocate(plan.type, ni * nj * nk);
  for (const [k, page] of pages.entries()) {
    await readPage(file, page, littleEndian, plan, voxels, k * ni * nj);
    context.progress((k + 1) / nk);
  }
  const affine = turnedGrid(plan.affine, first.orientation, file.name, warn);
  const image = { size: plan.size, affine, voxels };
  return frames > 1 ? { ...image, meta: { frames } } : image;
}

/** The file, or what is in it where it is gzip as a whole. */
export async function unzipped(file: ByteSource, limits: Limits): Promise<ByteSource> {
  if (!isGzip(await file.bytes(0, Math.min(2, file.size)))) return file;
  return joinedSource(file.name, [await pictureBytes(file, limits)]);
}

function pagesOf({ directories }: TiffDirectories, name: string): readonly TiffPage[] {
  const own = directories.filter((fields) => !isAside(fields));
  if (directories.length === 0) throw new Error(`${name} has no picture: the file is damaged`);
  return (own.length > 0 ? own : directories.slice(0, 1)).map((fields) => tiffPage(fields, name));
}

/** ImageJ writes one directory for stacks above 4 GB: the other pictures follow the first without a gap. */
function withContiguous(pages: readonly TiffPage[], name: string): readonly TiffPage[] {
  const [first] = pages;
  const images = contiguousImages(first.description);
  if (pages.length > 1 || images === 1 || first.packing !== 'none' || first.isTiled) return pages;
  if (images > 2 ** 20 || images * first.offsets.length > mostValuesInAll) {
    const strips = first.offsets.length === 1 ? '' : ` of ${first.offsets.length} strips each`;
    throw new Error(`${name} declares ${images} pictures${strips}: the file is damaged`);
  }
  const bytes = tileRowBytes(first) * first.height;
  return Array.from({ length: images }, (_, n) => ({
    ...first,
    offsets: first.offsets.map((offset) => offset + n * bytes),
  }));
}

function requireAlike(page: TiffPage, first: TiffPage, k: number, name: string): void {
  const told = (one: TiffPage) =>
    `${sizeText([one.width, one.height, one.samples]).replace(/×(\d+)$/, ' pixels of $1 values')} (${one.stored})`;
  if (told(page) === told(first) && Boolean(page.palette) === Boolean(first.palette)) return;
  throw new Error(
    `${name} has pictures of different kinds, the first of ${told(first)}, number ${k} of ${told(page)}: save those of one kind as a file`,
  );
}

/** Puts the channel of a picture into its place in the image, tile by tile. */
async function readPage(
  file: ByteSource,
  page: TiffPage,
  littleEndian: boolean,
  plan: PicturePlan,
  voxels: Voxels,
  start: number,
): Promise<void> {
  const [across, down] = tilesOf(page);
  const [width, height] = page.tile;
  const plane = page.isPlanar ? componentOf(plan.channel, page.samples) : undefined;
  for (let tile = 0; tile < across * down; tile++) {
    const planes = page.isPlanar ? (plane === undefined ? [0, 1, 2] : [plane]) : [0];
    const parts: Voxels[] = [];
    for (const n of planes) parts.push(await readTile(file, page, n * across * down + tile, littleEndian));
    const samples =
      page.palette && plan.components === 3 ? coloured(parts[0], page.palette, file.name) : sideBySide(parts);
    // One plane is the channel itself.
    const components = page.isPlanar ? planes.length : plan.components;
    const channel = plane === undefined ? plan.channel : 'luminance';
    const i = (tile % across) * width;
    const j = Math.floor(tile / across) * height;
    const columns = Math.min(width, page.width - i);
    for (let row = 0; row < Math.min(height, page.height - j); row++) {
      const at = row * width * components;
      takeChannel(
        samples.subarray(at, at + columns * components),
        components,
        channel,
        voxels,
        start + (j + row) * page.width + i,
      );
    }
  }
}

function sideBySide(parts: readonly Voxels[]): Voxels {
  const [first] = parts;
  if (parts.length === 1) return first;
  const joined = new voxelArrays[voxelTypeOf(first)](first.length * parts.length);
  for (const [m, part] of parts.entries()) {
    for (let n = 0; n < part.length; n++) joined[n * parts.length + m] = part[n];
  }
  return joined;
}

function coloured(numbers: Voxels, palette: Uint8Array, name: string): Uint8Array {
  const samples = new Uint8Array(3 * numbers.length);
  for (let n = 0; n < numbers.length; n++) {
    const at = 3 * numbers[n];
    if (at >= palette.length) {
      throw new Error(`${name} is damaged: a pixel has colour ${numbers[n]} of a palette of ${palette.length / 3}`);
    }
    for (let m = 0; m < 3; m++) samples[3 * n + m] = palette[at + m];
  }
  return samples;
}
