import { identity } from '#src/image/affine.ts';
import { shown, textOf } from './headerFields.ts';
import { type ImagePlan, planVoxels } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import type { StoredType } from './niftiTypes.ts';
import type { Head } from './unpackedHead.ts';

/** numpy's own limit. */
const mostAxes = 64;
const magic = '\x93NUMPY';

/** numpy's codes of types: a letter and the number of bytes. */
const types: ReadonlyMap<string, StoredType> = new Map([
  ['b1', 'uint8'],
  ['u1', 'uint8'],
  ['i1', 'int8'],
  ['u2', 'uint16'],
  ['i2', 'int16'],
  ['u4', 'uint32'],
  ['i4', 'int32'],
  ['u8', 'uint64'],
  ['i8', 'int64'],
  ['f4', 'float32'],
  ['f8', 'float64'],
]);

/** What the codes that are not read stand for. */
const others: Readonly<Partial<Record<string, string>>> = {
  f2: 'float16',
  f16: 'float128',
  c8: 'complex64',
  c16: 'complex128',
  O: 'Python objects',
};

/** A plan, and whether the last index of the array runs slowest (Fortran order). */
export interface NpyPlan extends ImagePlan {
  readonly isFortran: boolean;
}

/** Whether bytes start as a numpy file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return textOf(bytes.subarray(0, 6)) === magic;
}

/**
 * What a numpy file declares (numpy.lib.format, versions 1 to 3). The axes of the array are k, j, i, as in scikit-image: planes,
 * rows, columns; of four axes the first counts images; a 2D array is one plane; leading axes of one entry are left out. Numpy knows of no positions: the affine is the
 * identity, 1 mm, with a warning that says so. Throws, with the values, when it contradicts itself, asks for more than the limits,
 * or is of a kind that is not read.
 */
export function npyPlan(head: Head, limits: Limits, warn: (sentence: string) => void, frame?: number): NpyPlan {
  const { name } = head;
  const { text, end } = dictionary(head);
  const descr = /'descr':\s*(?:'([^']*)'|(\[))/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text);
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text);
  if (!descr || !order || !shape) {
    throw new Error(
      `The header of ${name} reads "${shown(text.trim())}", without a descr, fortran_order or shape: the file is damaged`,
    );
  }
  const { stored, littleEndian } = typeOf(descr[2] ? 'records' : descr[1], name);
  const axes = shape[1].split(',').flatMap((word) => (word.trim() === '' ? [] : [Number(word.replace('L', ''))]));
  if (axes.length > mostAxes) throw new Error(`${name} declares ${axes.length} axes: the file is damaged`);
  const declared = axes.slice(axes.findIndex((n, axis) => n !== 1 || axis === axes.length - 1));
  if (declared.length > 4) {
    throw new Error(
      `3D expected, ${name} has ${axes.length} axes (${axes.join(', ')}): save one of its images as a 3D array first`,
    );
  }
  if (declared.length === 0) throw new Error(`${name} holds a single number, not an image`);
  const layout = planVoxels(declared.toReversed(), stored, name, limits, frame);
  warn(`${name} does not say where its voxels lie: they are placed 1 mm apart, k, j and i along the axes of the array`);
  return {
    ...layout,
    affine: identity,
    littleEndian,
    packing: 'raw',
    offset: 0,
    start: end + (order[1] === 'True' ? 0 : layout.start),
    isFortran: order[1] === 'True',
  };
}

/** The text of the Python dictionary that is the header, and the byte after it. */
function dictionary({ bytes, name }: Head): { readonly text: string; readonly end: number } {
  if (!isNpy(bytes)) throw new Error(`${name} is not a numpy array: it does not start with "\\x93NUMPY"`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6];
  if (!(version >= 1 && version <= 3)) {
    throw new Error(`${name} has version ${version}.${bytes[7]} of the numpy format, and 1 to 3 are read`);
  }
  const start = version === 1 ? 10 : 12;
  const length = bytes.length < start ? Infinity : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (start + length > bytes.length) {
    throw new Error(
      `${name} is cut short: its header takes ${length} bytes, and ${bytes.length} are there. Copy or download it again`,
    );
  }
  return { text: textOf(bytes.subarray(start, start + length)), end: start + length };
}

function typeOf(descr: string, name: string): { readonly stored: StoredType; readonly littleEndian: boolean } {
  const code = descr.replace(/^[<>|=]/, '').replace(/^\?$/, 'b1');
  const stored = types.get(code);
  if (stored) return { stored, littleEndian: !descr.startsWith('>') };
  throw new Error(
    `${name} holds ${others[code] ?? `values of the type "${shown(descr)}"`}: convert it to integers, float32 or float64 first`,
  );
}
