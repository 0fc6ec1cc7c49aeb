import type { Vec3 } from '#src/image/volume.ts';

/** sin 22.5 degrees: a direction nearer to the diagonal than to an axis gets a second letter. */
const noticeable = Math.sin(Math.PI / 8);

/**
 * The anatomical direction of a world vector as letters of R/L, A/P, S/I, the strongest first: "P" for most images, "PI" for an
 * oblique one (as in DICOM's Patient Orientation, PS3.3 C.7.6.1.1.1). Empty for a vector of no length.
 */
export function directionLetters(direction: Vec3): string {
  const length = Math.hypot(...direction);
  return [0, 1, 2]
    .filter((axis) => Math.abs(direction[axis]) > noticeable * length)
    .sort((a, b) => Math.abs(direction[b]) - Math.abs(direction[a]))
    .map((axis) => ['LR', 'PA', 'IS'][axis][direction[axis] > 0 ? 1 : 0])
    .join('');
}
