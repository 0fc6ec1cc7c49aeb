import { type Volume, type Voxels, voxelCount } from '#src/image/volume.ts';
import { holds, voxelTypeOf, widen } from '#src/image/voxelType.ts';
import { takeChannel } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';
import { coloursOf, rgbOf } from './dicomColour.ts';
import type { DicomImage } from './dicomImage.ts';
import { type FrameReader, type FrameSamples, frameReader } from './dicomPixels.ts';
import { dicomPlan } from './dicomPlan.ts';
import { currentLimits, type Limits } from './limits.ts';
import type { Scale } from './niftiLayout.ts';
import { type ReadChoice, warnOfFrames } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';

/** How much of the work is reading headers. */
const headerPart = 0.1;

/**
 * Reads one image from DICOM: a file, or a bundle or archive of files (zipBundle.ts), of which `choice` names the series and, where it
 * has several images, the frame. Slices are in the order of their positions, the affine is that of ITK and dcm2niix in RAS+
 * (dicomStack.ts), values are after rescaling in the type of dicomType.ts. The first slice is decoded before memory for all is asked
 * for. Throws a sentence with names and values for what can not be read.
 */
export async function readDicom(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = currentLimits(),
  choice: ReadChoice = {},
): Promise<Volume> {
  const warn = (sentence: string) => context.warn(sentence);
  const plan = await dicomPlan(file, choice, limits, warn, (part) => context.progress(headerPart * part));
  const { series, planes, palette } = plan;
  const { channel } = choice;
  const size = series.size;
  const plane = size[0] * size[1];
  const readers = new Map<DicomImage, FrameReader>();
  let voxels: Voxels | undefined;
  for (const [k, { image, frame: own }] of planes.entries()) {
    const reader = readers.get(image) ?? frameReader(image, limits);
    readers.set(image, reader);
    const decoded = await reader.frame(own.index);
    requireCount(decoded, image);
    voxels ??= context.allocate(plan.type, voxelCount(size));
    if (palette && channel !== undefined) {
      takeChannel(coloursOf(decoded.samples, palette), 3, channel, voxels, k * plane);
    } else if (image.samples === 3) {
      takeChannel(rgbOf(decoded, image), 3, channel ?? 'luminance', voxels, k * plane);
    } else {
      voxels = putScaled(decoded.samples, own.scale, voxels, k * plane, context);
    }
    context.progress(headerPart + (1 - headerPart) * ((k + 1) / planes.length));
  }
  if (!voxels) throw new Error(`${file.name} holds no picture`);
  warnOfFrames(series.frames, file.name, warn);
  const [{ image }] = planes;
  const meta = {
    modality: series.modality,
    ...(image.unit === undefined ? {} : { unit: image.unit }),
    ...(series.frames > 1 ? { frames: series.frames } : {}),
  };
  return { size, affine: series.stack.affine, voxels, meta };
}

/** Writes the rescaled values from `at` on; into a wider image, which is returned, where a value does not fit the type. */
function putScaled(
  samples: Voxels,
  scale: Scale | undefined,
  voxels: Voxels,
  at: number,
  context: ReadContext,
): Voxels {
  const { slope, intercept } = scale ?? { slope: 1, intercept: 0 };
  const to = widened(samples, slope, intercept, voxels, at, context);
  if (slope === 1 && intercept === 0) {
    to.set(samples, at);
  } else {
    for (let n = 0; n < samples.length; n++) to[at + n] = samples[n] * slope + intercept;
  }
  return to;
}

/** The image itself where every rescaled value fits its type, else one that is wide enough, with what was in it. */
function widened(
  samples: Voxels,
  slope: number,
  intercept: number,
  voxels: Voxels,
  filled: number,
  context: ReadContext,
): Voxels {
  const type = voxelTypeOf(voxels);
  if (type === 'float32' || type === 'float64') return voxels;
  let least = samples[0];
  let most = samples[0];
  for (let n = 1; n < samples.length; n++) {
    if (samples[n] < least) least = samples[n];
    if (samples[n] > most) most = samples[n];
  }
  const ends = [least * slope + intercept, most * slope + intercept];
  if (ends.every((value) => holds(type, value))) return voxels;
  const wider = context.allocate(widen(type, ends), voxels.length);
  wider.set(voxels.subarray(0, filled));
  return wider;
}

function requireCount({ samples }: FrameSamples, { name, rows, columns, samples: each }: DicomImage): void {
  if (samples.length === rows * columns * each) return;
  throw new Error(
    `${name} gave ${samples.length} values for ${columns}×${rows} pixels: it is damaged. Copy or download it again`,
  );
}
