import { invert } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import type { NiftiHeader } from './niftiHeader.ts';

/**
 * Voxel index to world in mm, RAS+, by nibabel's policy: the sform if its code is above 0, else the qform if its code is above 0,
 * else a grid of the spacing alone, centred on the origin, its first axis pointing left. A matrix that cannot be inverted is
 * passed over with a warning, where nibabel would return it. Lengths stand as in the file; a unit other than mm gives a warning.
 */
export function niftiAffine(header: NiftiHeader, size: Vec3, name: string, warn: (sentence: string) => void): Affine {
  const unit = header.units & 7;
  if (unit === 1 || unit === 3) {
    warn(
      `${name} gives its lengths in ${unit === 1 ? 'metres' : 'micrometres'}; the numbers are read as mm, unchanged`,
    );
  }
  if (header.sformCode > 0) {
    const sform = [...header.sform, 0, 0, 0, 1];
    if (canInvert(sform)) return sform;
    const next = header.qformCode > 0 ? 'its qform' : 'its spacing alone';
    warn(`The sform of ${name} [${header.sform.join(', ')}] cannot be inverted: ${next} places the voxels instead`);
  }
  const spacing = spacingOf(header, name, warn);
  if (header.qformCode > 0) {
    const qform = qformOf(header);
    if (canInvert(qform)) return qform;
    warn(`The qform of ${name} (quaternion ${header.quaternion.join(', ')}) is no rotation: its spacing alone is used`);
  }
  const [x, y, z] = spacing;
  return [
    -x, 0, 0, (x * (size[0] - 1)) / 2,
    0, y, 0, (-y * (size[1] - 1)) / 2,
    0, 0, z, (-z * (size[2] - 1)) / 2,
    0, 0, 0, 1,
  ]; // biome-ignore format: a matrix reads in rows
}

function canInvert(affine: Affine): boolean {
  try {
    return affine.every(Number.isFinite) && invert(affine).every(Number.isFinite);
  } catch {
    return false;
  }
}

/** A length of pixdim, mended as nibabel does: without its sign, and 1 where it is 0; NaN and infinity become 1 as well. */
function mend(length: number): number {
  return !Number.isFinite(length) || length === 0 ? 1 : Math.abs(length);
}

/** pixdim[1..3], mended, of the axes that the image has; 1 along the others. */
function spacingOf(header: NiftiHeader, name: string, warn: (sentence: string) => void): Vec3 {
  const stored = header.pixdim.slice(1, 4);
  const axes = Math.min(3, header.dim[0]);
  const mended = stored.map((length, axis) => (axis >= axes ? 1 : mend(length)));
  if (mended.some((length, axis) => axis < axes && length !== stored[axis])) {
    warn(`The spacing of ${name} reads ${stored.join(', ')} mm, which cannot be; ${mended.join(', ')} mm is used`);
  }
  return [mended[0], mended[1], mended[2]];
}

/**
 * The rotation of the unit quaternion (a, b, c, d) with a >= 0, times the spacing (nifti1.h, "METHOD 2"): of all three axes, so a single
 * slice has the thickness that the header gives it.
 */
function qformOf(header: NiftiHeader): Affine {
  const [b, c, d] = header.quaternion;
  const rest = 1 - (b * b + c * c + d * d);
  // Three float32 roundings may push the length just above 1; beyond that the numbers are no rotation.
  if (!(rest > -3 * 1.1920929e-7)) return Array(16).fill(0);
  const a = Math.sqrt(Math.max(0, rest));
  const qfac = header.pixdim[0] === -1 ? -1 : 1;
  const [x, y, z] = header.pixdim.slice(1, 4).map((length, axis) => mend(length) * (axis === 2 ? qfac : 1));
  return [
    (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, header.qoffset[0],
    2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, header.qoffset[1],
    2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - b * b - c * c) * z, header.qoffset[2],
    0, 0, 0, 1,
  ]; // biome-ignore format: a matrix reads in rows
}
