import { sizeText } from '#src/image/affine.ts';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { channelType } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';
import { type DicomPalette, paletteOf } from './dicomColour.ts';
import type { SkippedFile } from './dicomFiles.ts';
import { whyNotSyntax } from './dicomPixels.ts';
import { type DicomSeries, type StackedSeries, seriesText, stackedSeries } from './dicomSeries.ts';
import type { DicomPlane } from './dicomStack.ts';
import { dicomType } from './dicomType.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';
import { requireChannel } from './picture.ts';
import { chosenFrame, type ReadChoice } from './readChoice.ts';

/** What of a DICOM file or bundle is read, and as what. */
export interface DicomPlan {
  readonly series: StackedSeries;
  /** From the first slice to the last. */
  readonly planes: readonly DicomPlane[];
  readonly type: VoxelType;
  /** The colours of stored numbers, where a channel of them is read. */
  readonly palette?: DicomPalette;
}

/** More than this need not be listed to be understood. */
const mostListed = 30;

/**
 * What is read of a DICOM file, bundle or archive: the chosen series, or the only one. Throws a sentence, with what there is to
 * choose from and why others are not read, when there is no one image to read or it asks for more than the limits.
 */
export async function dicomPlan(
  file: ByteSource,
  choice: ReadChoice,
  limits: Limits,
  warn: (sentence: string) => void,
  progress?: (fraction: number) => void,
): Promise<DicomPlan> {
  const { series: all, skipped } = await stackedSeries(file, progress, limits);
  const series = chosenSeries(all, skipped, file.name, choice.series);
  if (series.problem !== undefined)
    throw new Error(`${seriesText(series)} of ${file.name} can not be read: ${series.problem}${oddText(skipped)}`);
  const { size, stack, frames } = series;
  const frame = chosenFrame(frames, [...size, frames], choice.frame, file.name);
  const planes = stack.volumes[frame];
  const [{ image }] = planes;
  for (const { image } of planes) {
    const why = whyNotSyntax(image.transferSyntax);
    if (why !== undefined) throw new Error(`${image.name} ${why}`);
  }
  const isPalette = image.photometric === 'PALETTE COLOR';
  const { channel } = choice;
  let type = dicomType(planes);
  let palette: DicomPalette | undefined;
  if (isPalette && channel !== undefined) {
    requireChannel(channel, 3, file.name);
    palette = await paletteOf(image);
    type = channelType(channel, palette.colours instanceof Uint8Array ? 'uint8' : 'uint16');
  } else if (isPalette) {
    warn(
      `${file.name} has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours`,
    );
  } else {
    if (image.samples === 3) type = channelType(channel ?? 'luminance', type);
    if (channel !== undefined) requireChannel(channel, image.samples, file.name);
  }
  const bytes = size[0] * size[1] * size[2] * voxelTypes[type].bytes;
  if (!Number.isSafeInteger(bytes) || bytes > limits.imageBytes) {
    throw new Error(
      `${file.name} declares ${sizeText(size)} voxels, ${bytesText(bytes)} as ${type}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: crop or downsample it first${orRaise('imageBytes', bytes)}`,
    );
  }
  for (const sentence of series.warnings) warn(sentence);
  warnOfSkipped(skipped, warn);
  const plan = { series, planes, type };
  return palette ? { ...plan, palette } : plan;
}

function chosenSeries<S extends DicomSeries>(
  all: readonly S[],
  skipped: readonly SkippedFile[],
  name: string,
  id: string | undefined,
): S {
  const found = id ? all.find((series) => series.id === id) : all.length === 1 ? all[0] : undefined;
  if (found) return found;
  if (all.length === 0) {
    const [{ name: own, reason } = { name: '', reason: '' }] = skipped;
    if (skipped.length === 1 && own === name) throw new Error(`${name} ${reason.replace(/^it /, '')}`);
    throw new Error(`${name} holds no DICOM image that is read: ${reasonsOf(skipped)}`);
  }
  const list = all.slice(0, mostListed).map((series) => `${series.id} (${seriesText(series)})`);
  const more = all.length > mostListed ? `, and ${all.length - mostListed} more` : '';
  const what = id ? `has no series ${id}` : `has ${all.length} series`;
  throw new Error(
    `${name} ${what}: choose one (Series in its panel, or --set NODE.series=ID), of ${list.join(', ')}${more}`,
  );
}

/** Why files were passed over, in one sentence. */
function reasonsOf(skipped: readonly SkippedFile[]): string {
  if (skipped.length === 0) return 'there is no file in it';
  const [first] = skipped;
  const others = skipped.length > 1 ? `, and ${skipped.length - 1} more files are passed over` : '';
  return `of ${first.name}, ${first.reason}${others}`;
}

function warnOfSkipped(skipped: readonly SkippedFile[], warn: (sentence: string) => void): void {
  const text = oddText(skipped);
  if (text !== '') warn(text.slice(2));
}

/** Made by no scanner: ".gitkeep". */
function isHidden(name: string): boolean {
  return name.slice(name.lastIndexOf('/') + 1).startsWith('.');
}

/** "; 1 files were passed over; of …": those that should have been read; empty where there is none. */
function oddText(skipped: readonly SkippedFile[]): string {
  const odd = skipped.filter(
    ({ name, reason }) => /damaged|cut short|same image|^it is empty$/.test(reason) && !isHidden(name),
  );
  return odd.length > 0 ? `; ${odd.length} files were passed over; of ${odd[0].name}, ${odd[0].reason}` : '';
}
