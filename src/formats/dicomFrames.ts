import type { Vec3 } from '#src/image/volume.ts';
import { type DicomElements, itemsOf, tagText } from './dicomElements.ts';
import { decimal, decimals, double, textValue, textValues, ulongs, ushort } from './dicomValues.ts';
import { shown } from './headerFields.ts';
import type { Scale } from './niftiLayout.ts';

/** One frame of a DICOM file: where it lies, in LPS and mm, what its values mean, and what tells it from others at the same place. */
export interface DicomFrame {
  /** Its number in the file. */
  readonly index: number;
  readonly position: Vec3 | undefined;
  /** The directions of rows and of columns, three cosines each. */
  readonly orientation: readonly number[] | undefined;
  /** Between columns and between rows; undefined where the file does not say. */
  readonly spacing: readonly [number, number] | undefined;
  /** Between slices as the file says, or their thickness. */
  readonly step: number | undefined;
  readonly scale: Scale | undefined;
  /** What parts frames of one series that can not be one image: kind of image and echo. */
  readonly kind: string;
  /** The order of frames at the same place: in time, then as they were made. */
  readonly order: readonly number[];
}

/** The shared and the per-frame functional groups of a multi-frame object (PS3.3, C.7.6.16). */
const sharedGroups = 0x52009229;
const frameGroups = 0x52009230;

/** The frames of a file, from the functional groups where it has them, else from the data set itself. */
export function framesOf(elements: DicomElements, count: number): readonly DicomFrame[] {
  const perFrame = itemsOf(elements, frameGroups, count);
  const shared = itemsOf(elements, sharedGroups, 1)[0];
  const offsets = decimals(elements, 0x3004000c);
  const plain = plainFrame(elements);
  return Array.from({ length: count }, (_, index) => {
    const own = perFrame[index];
    if (own || shared) return groupedFrame(elements, own, shared, plain, index);
    return { ...plain, index, position: count > 1 ? offsetPosition(plain, offsets, index, count) : plain.position };
  });
}

function plainFrame(elements: DicomElements): DicomFrame {
  return {
    index: 0,
    position: vec3(decimals(elements, 0x00200032)),
    orientation: orientationOf(decimals(elements, 0x00200037)),
    spacing:
      spacingOf(decimals(elements, 0x00280030)) ??
      spacingOf(decimals(elements, 0x00181164)) ??
      spacingOf(decimals(elements, 0x00182010)),
    step: positive(decimal(elements, 0x00180088)) ?? positive(decimal(elements, 0x00180050)),
    scale: scaleOf(elements) ?? doseScale(elements),
    kind: [textValues(elements, 0x00080008)[2] ?? '', textValue(elements, 0x00180086) ?? ''].join(' '),
    order: [
      decimal(elements, 0x00200100) ?? 0,
      decimal(elements, 0x00181060) ?? 0,
      decimal(elements, 0x00200012) ?? 0,
      decimal(elements, 0x00200013) ?? 0,
    ],
  };
}

function groupedFrame(
  elements: DicomElements,
  own: DicomElements | undefined,
  shared: DicomElements | undefined,
  plain: DicomFrame,
  index: number,
): DicomFrame {
  const group = (tag: number) => (own && itemsOf(own, tag, 1)[0]) ?? (shared && itemsOf(shared, tag, 1)[0]);
  const measures = group(0x00289110);
  const position = group(0x00209113);
  const orientation = group(0x00209116);
  const content = group(0x00209111);
  const echo = group(0x00189114);
  const transformation = group(0x00289145);
  const type = group(0x00189226) ?? group(0x00189329);
  return {
    index,
    position: (position && vec3(decimals(position, 0x00200032))) ?? plain.position,
    orientation: (orientation && orientationOf(decimals(orientation, 0x00200037))) ?? plain.orientation,
    spacing: (measures && spacingOf(decimals(measures, 0x00280030))) ?? plain.spacing,
    step:
      (measures && (positive(decimal(measures, 0x00180088)) ?? positive(decimal(measures, 0x00180050)))) ?? plain.step,
    scale: (transformation && scaleOf(transformation)) ?? plain.scale,
    kind: [
      type ? textValues(type, 0x00089007).slice(2, 4).join(' ') : '',
      type ? (textValue(type, 0x00089208) ?? '') : '',
      echo ? (double(echo, 0x00189082) ?? '') : '',
    ].join(' '),
    order: [
      content ? (ulongs(content, 0x00209128)[0] ?? 0) : 0,
      content ? (ushort(content, 0x00209156) ?? 0) : 0,
      decimal(elements, 0x00200013) ?? 0,
      index,
    ],
  };
}

/** Frames of a dose lie at offsets along the normal from the first one (PS3.3, C.8.8.3.2); others without a place have none. */
function offsetPosition(
  { position, orientation }: DicomFrame,
  offsets: readonly number[],
  index: number,
  count: number,
): Vec3 | undefined {
  if (!position || !orientation || offsets.length !== count || !offsets.every(Number.isFinite)) return undefined;
  const normal = normalOf(orientation);
  // Where the first offset is not 0 they are positions along z.
  const along = offsets[index] - offsets[0];
  return [position[0] + along * normal[0], position[1] + along * normal[1], position[2] + along * normal[2]];
}

/** The direction across the slices: rows times columns. */
export function normalOf([a, b, c, d, e, f]: readonly number[]): Vec3 {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function scaleOf(elements: DicomElements): Scale | undefined {
  const slope = scaleNumber(elements, 0x00281053);
  const intercept = scaleNumber(elements, 0x00281052);
  if (slope === undefined && intercept === undefined) return undefined;
  // A slope of 0 would make all values one: it stands for none.
  return { slope: slope || 1, intercept: intercept ?? 0 };
}

/** A number that changes every value: where it can not be read, the values would be others without a word. */
function scaleNumber(elements: DicomElements, tag: number): number | undefined {
  const number = decimal(elements, tag);
  const text = textValue(elements, tag);
  if (number === undefined && text !== undefined) {
    throw new Error(`it is damaged: its rescaling ${tagText(tag)} is “${shown(text)}”, which is no number`);
  }
  return number;
}

function doseScale(elements: DicomElements): Scale | undefined {
  const slope = positive(scaleNumber(elements, 0x3004000e));
  return slope === undefined ? undefined : { slope, intercept: 0 };
}

/** Two unit vectors at right angles, or nothing that a grid can be made of. */
function orientationOf(numbers: readonly number[]): readonly number[] | undefined {
  if (numbers.length !== 6 || !numbers.every(Number.isFinite)) return undefined;
  const [a, b, c, d, e, f] = numbers;
  const isUnit = (length: number) => Math.abs(length - 1) < 0.01;
  const isRight = Math.abs(a * d + b * e + c * f) < 0.01;
  return isUnit(Math.hypot(a, b, c)) && isUnit(Math.hypot(d, e, f)) && isRight ? numbers : undefined;
}

/** DICOM names the distance between rows first. */
function spacingOf([rows, columns]: readonly number[]): readonly [number, number] | undefined {
  return positive(rows) && positive(columns) ? [columns, rows] : undefined;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && value < 1e6 ? value : undefined;
}

function vec3(numbers: readonly number[]): Vec3 | undefined {
  const [x, y, z] = numbers;
  return numbers.length === 3 && numbers.every((n) => Math.abs(n) < 1e7) ? [x, y, z] : undefined;
}
