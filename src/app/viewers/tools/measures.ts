import { unitTexts } from '#src/app/texts/units.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { type Marker, markersOf } from './markers.ts';

export type MeasureKind = 'distance' | 'angle';

/** Points whose distance is measured, or three and the angle at the second. */
export interface Measure {
  readonly kind: MeasureKind;
  /** The type that its points share: odd for distances, even for angles. */
  readonly type: number;
  readonly points: readonly Vec3[];
  /** Where its points stand in the list. */
  readonly indices: readonly number[];
}

/** The measures of a parameter of kind points: points of one type belong together, in their order. */
export function measuresOf(flat: readonly number[]): readonly Measure[] {
  const byType = new Map<number, { points: Vec3[]; indices: number[] }>();
  for (const [index, { world, type }] of markersOf(flat).entries()) {
    const measure = byType.get(type) ?? { points: [], indices: [] };
    byType.set(type, measure);
    measure.points.push(world);
    measure.indices.push(index);
  }
  return [...byType].map(([type, measure]) => ({ kind: type % 2 === 0 ? 'angle' : 'distance', type, ...measure }));
}

/** How many points a measure needs. */
export const pointsOf: Readonly<Record<MeasureKind, number>> = { distance: 2, angle: 3 };

/** The list with one more point: it goes on with the last measure if that lacks points of this kind, else it begins one. */
export function withPoint(points: readonly Marker[], kind: MeasureKind, world: Vec3): readonly Marker[] {
  const last = measuresOf(points.flatMap((point) => [...point.world, point.type])).at(-1);
  const goesOn = last?.kind === kind && last.points.length < pointsOf[kind];
  return [...points, { world, type: goesOn ? last.type : freeType(points, kind) }];
}

function freeType(points: readonly Marker[], kind: MeasureKind): number {
  const next = 1 + points.reduce((most, { type }) => Math.max(most, type), 0);
  return (next % 2 === 0) === (kind === 'angle') ? next : next + 1;
}

/** The distance of two points, mm. */
export function distanceOf(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The angle at the middle one of three points, degrees, 0 to 180; NaN where two of them are the same. */
export function angleOf(a: Vec3, middle: Vec3, b: Vec3): number {
  const [u, v] = [a, b].map((point) => point.map((mm, axis) => mm - middle[axis]));
  // By the arc tangent, which is exact for small angles too (W. Kahan, "How Futile are Mindless Assessments of Roundoff", 2006).
  const cross = Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]);
  const dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  return cross === 0 && dot === 0 ? Number.NaN : (Math.atan2(cross, dot) * 180) / Math.PI;
}

/** "12.3 mm", "48.2°", and of several pieces the length of all; nothing while points are missing, a dash where two of an angle are one. */
export function measureText({ kind, points }: Measure): string {
  if (points.length < pointsOf[kind]) return '';
  if (kind === 'angle') {
    const angle = angleOf(points[0], points[1], points[2]);
    return Number.isNaN(angle) ? '–' : `${angle.toFixed(1)}°`;
  }
  let length = 0;
  for (let n = 1; n < points.length; n++) length += distanceOf(points[n - 1], points[n]);
  return unitTexts.millimetres(length.toFixed(1));
}
