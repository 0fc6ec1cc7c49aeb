import { coloursOf } from './colours.ts';
import type { HeaderFields } from './headerFields.ts';
import { numbersOf, shown } from './headerFields.ts';
import { bytesOf, type ImagePlan, type Packing, planVoxels } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import type { StoredType } from './niftiTypes.ts';
import { nrrdAffine } from './nrrdAffine.ts';
import { parseNrrdHeader } from './nrrdHeader.ts';
import type { ReadChoice } from './readChoice.ts';
import type { Head } from './unpackedHead.ts';

/** The names of the types (http://teem.sourceforge.net/nrrd/format.html, section 5). */
const types: ReadonlyMap<string, StoredType> = new Map(
  Object.entries({
    int8: ['signed char', 'int8', 'int8_t'],
    uint8: ['uchar', 'unsigned char', 'uint8', 'uint8_t'],
    int16: ['short', 'short int', 'signed short', 'signed short int', 'int16', 'int16_t'],
    uint16: ['ushort', 'unsigned short', 'unsigned short int', 'uint16', 'uint16_t'],
    int32: ['int', 'signed int', 'int32', 'int32_t'],
    uint32: ['uint', 'unsigned int', 'uint32', 'uint32_t'],
    int64: ['longlong', 'long long', 'long long int', 'signed long long', 'signed long long int', 'int64', 'int64_t'],
    uint64: ['ulonglong', 'unsigned long long', 'unsigned long long int', 'uint64', 'uint64_t'],
    float32: ['float'],
    float64: ['double'],
  } satisfies Record<StoredType, readonly string[]>).flatMap(([type, names]) =>
    names.map((name) => [name, type as StoredType]),
  ),
);

const packings: ReadonlyMap<string, Packing> = new Map([
  ['raw', 'raw'],
  ['txt', 'text'],
  ['text', 'text'],
  ['ascii', 'text'],
  ['gz', 'gzip'],
  ['gzip', 'gzip'],
]);

/** Along these kinds of axes lie images or positions; along all others the values of one voxel. */
const placeKinds = /^(domain|space|time|list|\?\?\?|none)$/;

/**
 * What an NRRD header declares. `head` is the beginning of the file. Throws, with the values, when it contradicts itself, asks for
 * more than the limits, or is of a kind that is not read. Three or four bytes a voxel along the first axis are a colour.
 */
export function nrrdPlan(
  head: Head,
  limits: Limits,
  warn: (sentence: string) => void,
  { frame, channel }: ReadChoice = {},
): ImagePlan {
  const { name } = head;
  const { fields, end } = parseNrrdHeader(head.bytes, name);
  const sizes = numbersOf(required(fields, 'sizes', name), 'sizes', name);
  const dimension = numbersOf(required(fields, 'dimension', name), 'dimension', name)[0];
  if (sizes.length !== dimension) {
    throw new Error(`${name} declares ${dimension} axes and the sizes ${sizes.join(', ')}: the header is damaged`);
  }
  const kinds = (fields.get('kinds') ?? '').split(/\s+/).filter(Boolean);
  const values = sizes.findIndex((n, axis) => n > 1 && kinds[axis] && !placeKinds.test(kinds[axis].toLowerCase()));
  const stored = typeOf(fields, name);
  const isColour = values === 0 && stored === 'uint8' && (sizes[0] === 3 || sizes[0] === 4);
  if (values !== -1 && !isColour) {
    throw new Error(
      `${name} holds ${sizes[values]} values a voxel (${shown(kinds[values])}): convert it to one number a voxel first`,
    );
  }
  const colours = coloursOf(isColour ? (sizes[0] === 3 ? 3 : 4) : 1, channel, name);
  const packing = packingOf(fields, name);
  const axes = imageAxes(fields, sizes).filter((axis) => !isColour || axis > 0);
  const times = axes.slice(0, 3).find((axis) => sizes[axis] > 1 && /^(list|time)$/i.test(kinds[axis] ?? ''));
  if (times !== undefined) {
    throw new Error(
      `${name} has ${sizes[times]} values a voxel (${shown(kinds[times])}, axis ${times}): convert it to one number a voxel first`,
    );
  }
  const layout = planVoxels(
    axes.map((axis) => sizes[axis]),
    stored,
    name,
    limits,
    frame,
    colours,
  );
  const skip = skipOf(fields, name, packing, limits);
  const dataFile = dataFileOf(fields, name);
  if (dataFile === undefined && end === undefined) {
    throw new Error(`${name} is cut short: its header has no end and names no data file. Copy or download it again`);
  }
  return {
    ...layout,
    ...skip,
    start: skip.start + layout.start,
    affine: nrrdAffine(fields, axes.slice(0, 3), sizes.length, name, warn),
    littleEndian: isLittleEndian(fields, stored, packing, name),
    packing,
    offset: dataFile === undefined ? (end ?? 0) : 0,
    dataFile,
  };
}

function required(fields: HeaderFields, field: string, name: string): string {
  const value = fields.get(field);
  if (value !== undefined && value !== '') return value;
  throw new Error(`The header of ${name} has no "${field}": the file is damaged`);
}

function typeOf(fields: HeaderFields, name: string): StoredType {
  const text = required(fields, 'type', name).toLowerCase().replace(/\s+/g, ' ');
  const type = types.get(text);
  if (type) return type;
  throw new Error(`${name} holds voxels of type "${shown(text)}": convert it to one number a voxel first`);
}

function packingOf(fields: HeaderFields, name: string): Packing {
  const text = required(fields, 'encoding', name).toLowerCase();
  const packing = packings.get(text);
  if (packing) return packing;
  throw new Error(`${name} has the encoding "${shown(text)}", and raw, gzip and ascii are read: convert it first`);
}

function isLittleEndian(fields: HeaderFields, stored: StoredType, packing: Packing, name: string): boolean {
  const endian = fields.get('endian')?.toLowerCase();
  if (packing === 'text' || endian === 'little' || (endian === undefined && bytesOf(stored) === 1)) return true;
  if (endian === 'big') return false;
  throw new Error(
    `The header of ${name} says "endian: ${shown(endian ?? '')}", and ${stored} needs "little" or "big": the file is damaged`,
  );
}

/** The axes of the file that are i, j and k: all but those of one entry that lie in no direction. */
function imageAxes(fields: HeaderFields, sizes: readonly number[]): number[] {
  const directions = (fields.get('space directions') ?? '').match(/\([^)]*\)|none/g) ?? [];
  return sizes.flatMap((n, axis) => (n === 1 && directions[axis] === 'none' ? [] : [axis]));
}

function dataFileOf(fields: HeaderFields, name: string): string | undefined {
  const text = fields.get('data file');
  if (text === undefined) return undefined;
  if (/^LIST( \d+)?$/.test(text) || /%\d*d.* -?\d+ -?\d+ -?\d+/.test(text)) {
    throw new Error(`${name} keeps its voxels in several files ("${shown(text)}"): convert it to one file first`);
  }
  return text;
}

/** Bytes to pass over: before unpacking where the file is raw, after it where it is not. -1 means that the voxels end the file. */
function skipOf(fields: HeaderFields, name: string, packing: Packing, limits: Limits) {
  const [lines] = numbersOf(fields.get('line skip') ?? '0', 'line skip', name);
  const [bytes] = numbersOf(fields.get('byte skip') ?? '0', 'byte skip', name);
  if (lines !== 0) {
    throw new Error(`${name} has a "line skip" of ${lines}, which is not read: give the voxels a file of their own`);
  }
  if (bytes === -1 && packing === 'raw') return { start: 0, fromEnd: true };
  if (Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= limits.headerBytes) return { start: bytes };
  throw new Error(
    `${name} has a "byte skip" of ${bytes}; that must be 0 to ${limits.headerBytes}, or -1 for raw voxels: correct its header`,
  );
}
