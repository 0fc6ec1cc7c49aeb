/**
 * @typedef {{
 *   rows: number, columns: number,
 *   position: number[], orientation: number[],
 *   spacing: number[], pixels: Int16Array,
 * }} Slice spacing: between rows, between columns (mm); position and orientation in LPS
 */

/** Value representations whose length takes four bytes, after two that are reserved (DICOM PS3.5, 7.1.2). */
const longForms = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

const pixelData = '7FE00010';

/**
 * Reads one uncompressed slice of signed 16-bit pixels in Explicit VR Little Endian without sequences, up to its pixels, which is all that the sample
 * needs. Throws for anything else.
 * @param {Buffer} file
 * @param {string} name
 * @returns {Slice}
 */
export function readSlice(file, name) {
  if (file.toString('latin1', 128, 132) !== 'DICM') throw new Error(`${name} is no DICOM file`);
  /** @type {Map<string, Buffer>} */
  const elements = new Map();
  for (let at = 132; at + 8 <= file.length && !elements.has(pixelData); ) {
    const tag = hex(file.readUInt16LE(at)) + hex(file.readUInt16LE(at + 2));
    const representation = file.toString('latin1', at + 4, at + 6);
    const isLong = longForms.has(representation);
    const length = isLong ? file.readUInt32LE(at + 8) : file.readUInt16LE(at + 6);
    at += isLong ? 12 : 8;
    if (!/^[A-Z]{2}$/.test(representation) || at + length > file.length) {
      throw new Error(
        `${name} is not read: element ${tag} (${representation}, ${length} bytes) is of a kind not expected`,
      );
    }
    elements.set(tag, file.subarray(at, at + length));
    at += length;
  }
  /** @param {string} tag */
  const element = (tag) => {
    const value = elements.get(tag);
    if (!value) throw new Error(`${name} has no element ${tag}`);
    return value;
  };
  /** @param {string} tag */
  const text = (tag) =>
    element(tag)
      .toString('latin1')
      .replace(/[\0 ]+$/, '');
  /** @param {string} tag */
  const numbers = (tag) => text(tag).split('\\').map(Number);
  /** @param {string} tag */
  const short = (tag) => element(tag).readUInt16LE(0);
  const expected = { syntax: '1.2.840.10008.1.2.1', samples: 1, allocated: 16, signed: 1, slope: 1, intercept: 0 };
  const found = {
    syntax: text('00020010'),
    samples: short('00280002'),
    allocated: short('00280100'),
    signed: short('00280103'),
    slope: numbers('00281053')[0],
    intercept: numbers('00281052')[0],
  };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${name} is stored as ${JSON.stringify(found)}, not as ${JSON.stringify(expected)}`);
  }
  const [rows, columns] = [short('00280010'), short('00280011')];
  const data = element(pixelData);
  if (data.length < 2 * rows * columns)
    throw new Error(`${name} has ${data.length} bytes of pixels for ${columns}×${rows}`);
  const pixels = new Int16Array(rows * columns);
  for (let n = 0; n < pixels.length; n++) pixels[n] = data.readInt16LE(2 * n);
  return {
    rows,
    columns,
    position: numbers('00200032'),
    orientation: numbers('00200037'),
    spacing: numbers('00280030'),
    pixels,
  };
}

/** @param {number} value */
function hex(value) {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/**
 * Joins parallel slices to an image: sorted along their normal, the distance between them from their positions (the header's own
 * says something else), the affine turned from DICOM's LPS to RAS+. Throws unless all lie on one regular grid.
 * @param {readonly Slice[]} slices
 * @returns {import('./nifti.mjs').Image}
 */
export function joinSlices(slices) {
  const { rows, columns, orientation, spacing } = slices[0];
  const [row, column] = [orientation.slice(0, 3), orientation.slice(3)];
  const normal = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  /** @param {Slice} slice */
  const height = (slice) => slice.position.reduce((sum, value, axis) => sum + value * normal[axis], 0);
  const sorted = slices.toSorted((a, b) => height(a) - height(b));
  const origin = sorted[0].position;
  const step = (height(sorted[sorted.length - 1]) - height(sorted[0])) / (sorted.length - 1);
  const voxels = new Int16Array(columns * rows * sorted.length);
  for (const [k, slice] of sorted.entries()) {
    const offset = slice.position.map((value, axis) => value - (origin[axis] + k * step * normal[axis]));
    const isOther = slice.rows !== rows || slice.columns !== columns;
    const isTurned = `${slice.orientation};${slice.spacing}` !== `${orientation};${spacing}`;
    // The positions of the sample are rounded to 0.1 mm.
    if (isOther || isTurned || Math.hypot(...offset) > 0.15) {
      throw new Error(
        `Slice ${k} does not lie on the grid of slice 0: it is off by ${offset.map((mm) => mm.toFixed(2))} mm`,
      );
    }
    voxels.set(slice.pixels, columns * rows * k);
  }
  // Index i runs along a row, so its step is the distance between columns; LPS to RAS turns the signs of x and y. The added 0
  // makes 0 of -0.
  const affine = [0, 1, 2].flatMap((axis) => {
    const sign = axis < 2 ? -1 : 1;
    return [row[axis] * spacing[1], column[axis] * spacing[0], normal[axis] * step, origin[axis]].map(
      (v) => sign * v + 0,
    );
  });
  return { size: [columns, rows, sorted.length], affine: [...affine, 0, 0, 0, 1], voxels };
}
