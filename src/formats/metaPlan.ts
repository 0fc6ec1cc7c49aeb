import type { Affine, Vec3 } from '#src/image/volume.ts';
import { coloursOf } from './colours.ts';
import { gridAffine, lps } from './gridAffine.ts';
import { type HeaderFields, numbersOf, shown } from './headerFields.ts';
import { bytesOf, type ImagePlan, planVoxels } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import { parseMetaHeader } from './metaHeader.ts';
import type { StoredType } from './niftiTypes.ts';
import type { ReadChoice } from './readChoice.ts';
import type { Head } from './unpackedHead.ts';

/** The names of the element types, with the widths that MetaIO gives them on every machine. */
const types: ReadonlyMap<string, StoredType> = new Map([
  ['MET_CHAR', 'int8'],
  ['MET_UCHAR', 'uint8'],
  ['MET_SHORT', 'int16'],
  ['MET_USHORT', 'uint16'],
  ['MET_INT', 'int32'],
  ['MET_UINT', 'uint32'],
  ['MET_LONG', 'int32'],
  ['MET_ULONG', 'uint32'],
  ['MET_LONG_LONG', 'int64'],
  ['MET_ULONG_LONG', 'uint64'],
  ['MET_FLOAT', 'float32'],
  ['MET_DOUBLE', 'float64'],
]);

/**
 * What a MetaImage header declares. The affine is ITK's: the rows of TransformMatrix are the directions of i, j and k, times
 * ElementSpacing (ElementSize where there is none, else 1), from Offset, in LPS; AnatomicalOrientation and CenterOfRotation say
 * nothing, as in ITK. Throws, with the values, when it contradicts itself, asks for more than the limits, or is of a kind that is
 * not read. Three or four bytes a voxel are a colour.
 */
export function metaPlan(
  head: Head,
  limits: Limits,
  warn: (sentence: string) => void,
  { frame, channel }: ReadChoice = {},
): ImagePlan {
  const { name } = head;
  const { fields, end } = parseMetaHeader(head.bytes, name);
  const object = fields.get('ObjectType');
  if (object !== undefined && object !== 'Image') {
    throw new Error(`${name} holds a MetaIO object of type "${shown(object)}", and only images are read`);
  }
  const axes = integer(fields, 'NDims', undefined, name);
  const declared = numbersOf(required(fields, 'DimSize', name), 'DimSize', name);
  if (declared.length !== axes) {
    throw new Error(`${name} declares NDims = ${axes} and DimSize = ${declared.join(' ')}: the header is damaged`);
  }
  const channels = integer(fields, 'ElementNumberOfChannels', 1, name);
  const typeName = required(fields, 'ElementType', name);
  const stored = types.get(typeName);
  if (!stored)
    throw new Error(`${name} holds voxels of type "${shown(typeName)}": convert it to one number a voxel first`);
  if (channels !== 1 && !(stored === 'uint8' && (channels === 3 || channels === 4))) {
    throw new Error(`${name} holds ${channels} values a voxel (${stored}): convert it to one number a voxel first`);
  }
  const colours = coloursOf(channels === 3 || channels === 4 ? channels : 1, channel, name);
  const layout = planVoxels(declared, stored, name, limits, frame, colours);
  const affine = metaAffine(fields, axes, name);
  const scale = [fields.get('ElementToIntensityFunctionSlope'), fields.get('ElementToIntensityFunctionOffset')];
  if (Number(scale[0] ?? 1) !== 1 || Number(scale[1] ?? 0) !== 0) {
    warn(`${name} gives a slope and an offset for its values, which are not applied, as ITK does not apply them`);
  }
  return { ...layout, affine, ...placeOf(fields, end, bytesOf(stored), limits, name) };
}

/** Where and how the voxels lie. */
function placeOf(fields: HeaderFields, end: number, width: number, limits: Limits, name: string) {
  const file = required(fields, 'ElementDataFile', name);
  if (/^LIST\b/i.test(file) || (/%\d*d/.test(file) && file.includes(' '))) {
    throw new Error(`${name} keeps its voxels in several files ("${shown(file)}"): convert it to one file first`);
  }
  const isLocal = /^local$/i.test(file);
  const isPacked = flag(fields, 'CompressedData', name) ?? false;
  const isText = !(flag(fields, 'BinaryData', name) ?? true);
  const bigEndian = flag(fields, 'BinaryDataByteOrderMSB', name) ?? flag(fields, 'ElementByteOrderMSB', name) ?? false;
  const header = integer(fields, 'HeaderSize', 0, name);
  if (header < -1 || header > limits.headerBytes || (header === -1 && (isPacked || isText))) {
    throw new Error(
      `${name} has a HeaderSize of ${header}; that must be 0 to ${limits.headerBytes}, or -1 for uncompressed voxels: correct it`,
    );
  }
  const length = integer(fields, 'CompressedDataSize', 0, name);
  return {
    littleEndian: isText || width === 1 || !bigEndian,
    packing: isPacked ? ('zlib' as const) : isText ? ('text' as const) : ('raw' as const),
    offset: (isLocal ? end : 0) + Math.max(0, header),
    fromEnd: header === -1,
    length: isPacked && length > 0 ? length : undefined,
    dataFile: isLocal ? undefined : file,
  };
}

function metaAffine(fields: HeaderFields, axes: number, name: string): Affine {
  const several = (names: readonly string[], count: number): number[] | undefined => {
    const field = names.find((candidate) => fields.get(candidate) !== undefined);
    if (field === undefined) return undefined;
    const values = numbersOf(fields.get(field) ?? '', field, name);
    if (values.length === count) return values;
    throw new Error(`The header of ${name} has ${values.length} numbers for ${field} instead of ${count}: correct it`);
  };
  const spacing = several(['ElementSpacing', 'ElementSize'], axes) ?? [];
  const origin = several(['Offset', 'Origin', 'Position'], axes) ?? [];
  const cosines = several(['TransformMatrix', 'Rotation', 'Orientation'], axes * axes);
  const steps = Array.from({ length: Math.min(3, axes) }, (_, axis): Vec3 => {
    const length = spacing[axis] ?? 1;
    const cosine = (row: number) => (row < axes ? (cosines?.[axes * axis + row] ?? (row === axis ? 1 : 0)) : 0);
    return [cosine(0) * length, cosine(1) * length, cosine(2) * length];
  });
  return gridAffine(steps, [origin[0] ?? 0, origin[1] ?? 0, origin[2] ?? 0], lps, name);
}

function required(fields: HeaderFields, field: string, name: string): string {
  const value = fields.get(field);
  if (value !== undefined && value !== '') return value;
  throw new Error(`The header of ${name} has no ${field}: the file is damaged`);
}

function integer(fields: HeaderFields, field: string, missing: number | undefined, name: string): number {
  const text = fields.get(field) ?? (missing === undefined ? required(fields, field, name) : String(missing));
  const values = numbersOf(text, field, name);
  if (values.length === 1 && Number.isSafeInteger(values[0])) return values[0];
  throw new Error(`The header of ${name} reads "${field} = ${shown(text)}" instead of a whole number: correct it`);
}

/** MetaIO takes what starts with T, t, Y, y or 1 for true. */
function flag(fields: HeaderFields, field: string, name: string): boolean | undefined {
  const text = fields.get(field);
  if (text === undefined) return undefined;
  if (/^(true|yes|1|t|y)$/i.test(text)) return true;
  if (/^(false|no|0|f|n)$/i.test(text)) return false;
  throw new Error(`The header of ${name} reads "${field} = ${shown(text)}" instead of True or False: correct it`);
}
