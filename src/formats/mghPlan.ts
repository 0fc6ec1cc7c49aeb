import type { Vec3 } from '#src/image/volume.ts';
import { gridAffine, ras } from './gridAffine.ts';
import { type ImagePlan, planVoxels } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import type { StoredType } from './niftiTypes.ts';
import type { Head } from './unpackedHead.ts';

const voxelsStart = 284;
/** The version of the format, the only one there is. */
const version = 1;

/** FreeSurfer's type codes (mri.h); those that hold no single numbers are refused by their name. */
const types: ReadonlyMap<number, StoredType | { readonly name: string }> = new Map<
  number,
  StoredType | { readonly name: string }
>([
  [0, 'uint8'],
  [1, 'int32'],
  [2, { name: 'long integers' }],
  [3, 'float32'],
  [4, 'int16'],
  [5, { name: 'bits' }],
  [6, { name: 'tensors' }],
  [7, { name: 'complex numbers' }],
  [8, { name: 'RGB colours' }],
  [10, 'uint16'],
]);

/** Whether bytes start as an MGH file does, which has no magic: version 1, then sizes, frames and a type that can be. */
export function isMgh(bytes: Uint8Array): boolean {
  if (bytes.length < 28) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sizes = [4, 8, 12, 16].map((at) => view.getInt32(at));
  return view.getInt32(0) === version && sizes.every((n) => n >= 1) && types.has(view.getInt32(20));
}

/**
 * What the header of an MGH file declares, .mgh or .mgz. The affine is that of FreeSurfer and nibabel: direction cosines times
 * spacing, with `c_ras` at voxel size / 2; where goodRASFlag is not set, their default of coronal slices, 1 mm, centred. Throws,
 * with the values, when it contradicts itself, asks for more than the limits, or is of a kind that is not read.
 */
export function mghPlan(head: Head, limits: Limits, warn: (sentence: string) => void, frame?: number): ImagePlan {
  const { name, bytes } = head;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < voxelsStart) {
    throw new Error(
      `${name} is cut short: it has ${bytes.length} bytes, and the header alone takes ${voxelsStart}. Copy or download it again`,
    );
  }
  if (view.getInt32(0) !== version) {
    throw new Error(
      `${name} is not an MGH image: it starts with ${view.getInt32(0)} instead of the version ${version}`,
    );
  }
  const [i, j, k, frames] = [4, 8, 12, 16].map((at) => view.getInt32(at));
  const code = view.getInt32(20);
  const stored = types.get(code);
  if (stored === undefined) {
    throw new Error(`${name} has the type ${code}, which FreeSurfer does not know: the header is damaged`);
  }
  if (typeof stored === 'object') {
    throw new Error(`${name} holds ${stored.name} (type ${code}): convert it to one number a voxel first`);
  }
  const layout = planVoxels([i, j, k, frames], stored, name, limits, frame);
  const affine = mghAffine(view, layout.size, name, warn);
  return { ...layout, affine, littleEndian: false, packing: 'raw', offset: 0, start: voxelsStart + layout.start };
}

function mghAffine(view: DataView, size: Vec3, name: string, warn: (sentence: string) => void) {
  const vector = (at: number): Vec3 => [view.getFloat32(at), view.getFloat32(at + 4), view.getFloat32(at + 8)];
  const isGood = view.getInt16(28) > 0;
  if (!isGood)
    warn(`${name} does not say where its voxels lie; as FreeSurfer does, coronal slices of 1 mm are assumed`);
  const spacing: Vec3 = isGood ? vector(30) : [1, 1, 1];
  const cosines: readonly Vec3[] = isGood
    ? [vector(42), vector(54), vector(66)]
    : [
        [-1, 0, 0],
        [0, 0, -1],
        [0, 1, 0],
      ];
  const center: Vec3 = isGood ? vector(78) : [0, 0, 0];
  const steps = cosines.map(([x, y, z], n): Vec3 => [x * spacing[n], y * spacing[n], z * spacing[n]]);
  const origin = center.map(
    (c, row) => c - (steps[0][row] * size[0]) / 2 - (steps[1][row] * size[1]) / 2 - (steps[2][row] * size[2]) / 2,
  );
  return gridAffine(steps, [origin[0], origin[1], origin[2]], ras, name);
}
