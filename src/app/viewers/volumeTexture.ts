import { volumeTexts } from '#src/app/texts/volume.ts';
import { sizeText } from '#src/image/affine.ts';
import { type Volume, voxelCount } from '#src/image/volume.ts';
import { asDoubles } from './asDoubles.ts';
import { cardIsDone } from './cardIsDone.ts';

/** The voxels of an image on the graphics card. */
export interface VolumeTexture {
  readonly texture: WebGLTexture;
  /** The value that the texture holds as 0, and the one that it holds as 1. */
  readonly min: number;
  readonly max: number;
}

/** Beyond this many voxels even large graphics cards have no room for the texture. */
const maxVoxels = 2 ** 29;

/** Voxels of one piece of an upload, between two of which the page may answer. */
const pieceVoxels = 2 ** 19;

/** A sentence why an image does not fit on the graphics card, or undefined when it may. */
export function whyTooLarge(gl: WebGL2RenderingContext, { size }: Volume): string | undefined {
  const longest: number = gl.getParameter(gl.MAX_3D_TEXTURE_SIZE);
  if (size.some((n) => n > longest)) {
    return volumeTexts.scene.tooLong(longest, sizeText(size));
  }
  if (voxelCount(size) > maxVoxels) {
    return volumeTexts.scene.tooMany(maxVoxels / 1e6, sizeText(size));
  }
  return undefined;
}

/**
 * Brings an image to the graphics card: uint8 as it is, all else as half floats between its least and its greatest finite value,
 * which keeps 11 bits. NaN counts as the least value. A mask is 1 where
 * it is neither 0 nor NaN. Large images go in pieces, and undefined comes back when the signal
 * was given meanwhile. Throws a sentence when the image does not fit.
 */
export async function uploadVolume(
  gl: WebGL2RenderingContext,
  volume: Volume,
  signal: AbortSignal,
  isMask = false,
): Promise<VolumeTexture | undefined> {
  const refusal = whyTooLarge(gl, volume);
  if (refusal) throw new Error(refusal);
  const { size, voxels } = volume;
  const [ni, nj, nk] = size;
  const isByte = isMask || voxels instanceof Uint8Array;
  const range = isMask ? { min: 0, max: 1 } : isByte ? { min: 0, max: 255 } : await finiteRange(volume, signal);
  if (!range || signal.aborted) return undefined;
  const { min, max } = range;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_3D, texture);
  gl.texStorage3D(gl.TEXTURE_3D, 1, isByte ? gl.R8 : gl.R16F, ni, nj, nk);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) {
    gl.texParameteri(gl.TEXTURE_3D, name, gl.CLAMP_TO_EDGE);
  }
  gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  // A large texture is cleared first, which can take half a second, and a piece would wait for that.
  await cardIsDone(gl);
  const slices = Math.max(1, Math.floor(pieceVoxels / (ni * nj)));
  const piece = new (isMask ? Uint8Array : Float32Array)(isByte && !isMask ? 0 : ni * nj * Math.min(nk, slices));
  for (let k = 0; k < nk; k += slices) {
    if (k > 0) await cardIsDone(gl);
    if (signal.aborted) {
      gl.deleteTexture(texture);
      return undefined;
    }
    const count = Math.min(slices, nk - k);
    const part = voxels.subarray(ni * nj * k, ni * nj * (k + count));
    // Rows of bytes have any length, and other drawing may have bound another texture meanwhile.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.bindTexture(gl.TEXTURE_3D, texture);
    const put = (type: number, values: Uint8Array | Float32Array) =>
      gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, k, ni, nj, count, gl.RED, type, values);
    if (piece instanceof Uint8Array) {
      maskInto(piece, asDoubles(part));
      put(gl.UNSIGNED_BYTE, piece);
    } else if (part instanceof Uint8Array) put(gl.UNSIGNED_BYTE, part);
    else {
      scaleInto(piece, asDoubles(part), min, max);
      put(gl.FLOAT, piece);
    }
  }
  await cardIsDone(gl);
  if (signal.aborted) {
    gl.deleteTexture(texture);
    return undefined;
  }
  if (hasNoRoom(gl)) {
    gl.deleteTexture(texture);
    throw new Error(volumeTexts.scene.noRoom(sizeText(size)));
  }
  return { texture, min, max };
}

/** Whether the card has run out of memory since this was last asked; other errors are forgotten. */
function hasNoRoom(gl: WebGL2RenderingContext): boolean {
  let isFull = false;
  for (let error = gl.getError(); error !== gl.NO_ERROR && error !== gl.CONTEXT_LOST_WEBGL; error = gl.getError()) {
    if (error === gl.OUT_OF_MEMORY) isFull = true;
  }
  return isFull;
}

function scaleInto(piece: Float32Array, values: Float64Array, min: number, max: number): void {
  const gain = 1 / (max - min);
  for (let p = 0; p < values.length; p++) {
    const part = (values[p] - min) * gain;
    // NaN fails the comparison and becomes 0.
    piece[p] = part > 0 ? Math.min(part, 1) : 0;
  }
}

function maskInto(piece: Uint8Array, values: Float64Array): void {
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    piece[p] = value === 0 || Number.isNaN(value) ? 0 : 255;
  }
}

/**
 * The least and the greatest finite value; 0 and 1 where there is none, and a span of 1 above a single one. Undefined when the signal was
 * given meanwhile.
 */
async function finiteRange(
  { voxels }: Volume,
  signal: AbortSignal,
): Promise<{ readonly min: number; readonly max: number } | undefined> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < voxels.length; start += pieceVoxels) {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return undefined;
    const values = asDoubles(voxels.subarray(start, start + pieceVoxels));
    for (let p = 0; p < values.length; p++) {
      const value = values[p];
      if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
      if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
    }
  }
  if (min > max) return { min: 0, max: 1 };
  return { min, max: max > min ? max : min + 1 };
}
