import { sizeText } from '#src/image/affine.ts';
import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { type Colours, coloursOf } from './colours.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';
import type { NiftiHeader } from './niftiHeader.ts';
import { dataTypeOf, type StoredType } from './niftiTypes.ts';
import { chosenFrame, type ReadChoice } from './readChoice.ts';

/** Value = stored x slope + intercept. */
export interface Scale {
  readonly slope: number;
  readonly intercept: number;
}

/** What a header declares, judged: how many voxels of which type lie where in the file. */
export interface NiftiLayout {
  readonly size: Vec3;
  readonly stored: StoredType;
  readonly scale: Scale | undefined;
  /** The type in memory; a 64-bit integer image starts with a 32-bit one and widens if it must. */
  readonly type: VoxelType;
  /** Present where voxels are colours: `stored` is then the type of each of their numbers. */
  readonly colours?: Colours;
  /** How many images of this size follow one another, and which of them is read. */
  readonly frames: number;
  readonly frame: number;
  /** Bytes of the file before the first voxel of that image. */
  readonly start: number;
  /** Bytes of the file that its voxels take. */
  readonly bytes: number;
}

/** Throws, with the values and `name`, when the header contradicts itself, asks for more than the limits or is of a kind not read. */
export function niftiLayout(
  header: NiftiHeader,
  name: string,
  limits: Limits,
  warn: (sentence: string) => void,
  { frame: chosen, channel }: ReadChoice = {},
): NiftiLayout {
  if (!header.singleFile) {
    throw new Error(
      `${name} is the header of an .hdr/.img pair, without the voxels: convert the pair to one .nii file`,
    );
  }
  const { size, frames, frame } = sizeOf(header, name, chosen);
  const facts = dataTypeOf(header.datatype);
  if (!facts)
    throw new Error(`${name} has datatype ${header.datatype}, which NIfTI does not know: the header is damaged`);
  if (!facts.stored) {
    throw new Error(
      `${name} holds ${facts.name} voxels (datatype ${header.datatype}): convert it to one number a voxel first`,
    );
  }
  if (header.bitpix !== facts.bits) {
    warn(`The header of ${name} says ${header.bitpix} bits a voxel; it is read as ${facts.name}, ${facts.bits} bits`);
  }
  const colours = coloursOf(facts.components ?? 1, channel, name);
  const scale = colours ? undefined : scaleOf(header, name);
  const type = colours?.type ?? typeInMemory(facts.stored, scale);
  const count = size[0] * size[1] * size[2];
  const bytes = (count * facts.bits) / 8;
  const inMemory = count * voxelTypes[type].bytes;
  const most = Math.max(bytes, inMemory);
  if (!Number.isSafeInteger(count * frames * 8) || most > limits.imageBytes) {
    throw new Error(
      `${name} declares ${sizeText(size)} voxels, ${bytesText(most)} as ${type}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: crop or downsample it first${orRaise('imageBytes', most)}`,
    );
  }
  const start = startOf(header, name, limits) + frame * bytes;
  return { size, stored: facts.stored, scale, type, colours, frames, frame, start, bytes };
}

function sizeOf(header: NiftiHeader, name: string, chosen: number | undefined) {
  const axes = header.dim[0];
  if (!(axes >= 1 && axes <= 7)) {
    throw new Error(`${name} declares ${axes} axes (dim[0]), and an image has 1 to 7: the header is damaged`);
  }
  const dim = header.dim.slice(1, axes + 1);
  if (dim.some((n) => n < 1)) {
    throw new Error(
      `${name} declares ${dim.join('×')} voxels, and each number must be at least 1: the header is damaged`,
    );
  }
  const [times = 1, ...further] = dim.slice(3);
  const components = further.reduce((product, n) => product * n, 1);
  if (components > 1 || (times > 1 && chosen === undefined)) {
    const has = [times > 1 ? `${times} time points` : '', components > 1 ? `${components} values a voxel` : ''];
    throw new Error(
      `3D expected, ${name} has ${has.filter(Boolean).join(' and ')} (${dim.join('×')}): ` +
        `${components > 1 ? '' : 'choose the number of one (frame), or '}save one of them as a 3D image first`,
    );
  }
  const size: Vec3 = [dim[0], dim[1] ?? 1, dim[2] ?? 1];
  return { size, frames: times, frame: chosenFrame(times, dim, chosen, name) };
}

/**
 * As nibabel: a slope of 0, NaN or infinity means none, and so does 1 with intercept 0. nibabel adds no intercept of 0, which would take the
 * sign of a zero; adding -0 keeps it.
 */
function scaleOf({ slope, intercept }: NiftiHeader, name: string): Scale | undefined {
  if (!Number.isFinite(slope) || slope === 0 || (slope === 1 && intercept === 0)) return undefined;
  if (Number.isFinite(intercept)) return { slope, intercept: intercept === 0 ? -0 : intercept };
  throw new Error(`${name} has the slope ${slope}, but the intercept ${intercept}: correct scl_inter in its header`);
}

/**
 * The header alone decides the type, so that memory is asked for once. A scaled image is float32 when each value that the stored
 * type can have is exact in float32, which only 8 and 16 bits allow to try; else float64.
 */
function typeInMemory(stored: StoredType, scale: Scale | undefined): VoxelType {
  if (!scale) {
    if (stored === 'int64') return 'int32';
    return stored === 'uint64' ? 'uint32' : stored;
  }
  if (stored === 'int64' || stored === 'uint64') return 'float64';
  const { bytes, min, max } = voxelTypes[stored];
  if (bytes > 2) return 'float64';
  for (let raw = min; raw <= max; raw++) {
    const value = raw * scale.slope + scale.intercept;
    if (Math.fround(value) !== value) return 'float64';
  }
  return 'float32';
}

function startOf(header: NiftiHeader, name: string, limits: Limits): number {
  const first = header.version === 1 ? 352 : 544;
  const start = header.voxOffset === 0 ? first : header.voxOffset;
  if (Number.isInteger(start) && start >= first && start <= limits.headerBytes) return start;
  throw new Error(
    `${name} says that its voxels start at byte ${header.voxOffset} (vox_offset); ` +
      `that must be ${first} to ${limits.headerBytes}: the header is damaged`,
  );
}
