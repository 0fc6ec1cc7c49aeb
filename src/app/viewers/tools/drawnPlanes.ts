import DrawMask from '#modules/DrawMask/index.ts';
import type { ParamValue } from '#src/graph/module.ts';

/** Which slices a drawing is made on: those that are stored, those of one anatomical plane, or of all three. */
export type DrawnPlanes = keyof typeof DrawMask.params.planes.options;

export const drawnPlanes = Object.keys(DrawMask.params.planes.options) as readonly DrawnPlanes[];

/** The choice that a parameter holds; the stored slices where it holds none. */
export function drawnPlanesOf(value: ParamValue | undefined): DrawnPlanes {
  return drawnPlanes.find((each) => each === value) ?? 'STORED';
}
