import { sliceTexts } from '#src/app/texts/slices.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import type { WorldSystem } from './viewerDisplay.ts';

/** What lies under a point of a view. */
export interface Readout {
  readonly voxel: Vec3;
  readonly value: number;
}

/**
 * The voxel of a volume that holds a position in voxel coordinates of `volume`, and its value; undefined outside of the volume.
 * A voxel reaches half its spacing to each side.
 */
export function readoutAt(volume: Volume, [i, j, k]: Vec3): Readout | undefined {
  const voxel: Vec3 = [Math.round(i), Math.round(j), Math.round(k)];
  const [ni, nj, nk] = volume.size;
  const [x, y, z] = voxel;
  if (!(x >= 0 && x < ni && y >= 0 && y < nj && z >= 0 && z < nk)) return undefined;
  // + 0 turns the -0 of rounding into 0.
  return { voxel: [x + 0, y + 0, z + 0], value: volume.voxels[x + ni * (y + nj * z)] };
}

/** "(42 0 37): 48", with the unit where the image has one; "(- - -)" outside. */
export function readoutText(readout: Readout | undefined, unit?: string): string {
  if (!readout) return '(- - -)';
  return `(${readout.voxel.join(' ')}): ${valueText(readout.value)}${unit ? ` ${unit}` : ''}`;
}

/** "-12.5 3.0 40.2 mm RAS" of a position in RAS; in LPS the first two have the other sign. */
export function worldText([x, y, z]: Vec3, system: WorldSystem = 'RAS'): string {
  const shown = system === 'LPS' ? [-x, -y, z] : [x, y, z];
  return sliceTexts.annotations.world(shown.map((mm) => (Math.abs(mm) < 0.05 ? 0 : mm).toFixed(1)).join(' '), system);
}

/** A voxel value as it is worth reading: whole numbers in full as far as they are exact, others to six digits, NaN as "nan". */
export function valueText(value: number): string {
  if (Number.isNaN(value)) return sliceTexts.annotations.notANumber;
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(6)));
}
