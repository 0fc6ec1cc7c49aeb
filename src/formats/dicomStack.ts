import { spacingOf } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import { type DicomFrame, normalOf } from './dicomFrames.ts';
import type { DicomImage } from './dicomImage.ts';
import { gridAffine, lps } from './gridAffine.ts';

/** One picture of a series: a frame of a file. */
export interface DicomPlane {
  readonly image: DicomImage;
  readonly frame: DicomFrame;
}

/** Pictures of one series that lie on one grid. */
export interface DicomStack {
  /** The images on that grid, time points for instance, each from the first slice to the last. */
  readonly volumes: readonly (readonly DicomPlane[])[];
  readonly size: Vec3;
  readonly affine: Affine;
  readonly warnings: readonly string[];
  /** Why it can not be read as an image, with what to do. */
  readonly problem?: string;
}

/** Slices may lie so far from where even steps would put them, as a part of the step: rounded positions do. */
const noticed = 0.01;
const refused = 0.1;
/** Steps may lean so far from the normal, in degrees, before it is called a tilt. */
const tiltNoticed = 0.1;
const tiltRefused = 60;
/** Pictures nearer than this are at the same place, in mm. */
const samePlace = 1e-3;

/**
 * Puts pictures of one orientation and size in order: by their position along the normal, never by name or number. Pictures at the
 * same place are images of their own, in the order of time. The affine follows from positions and directions, as in ITK and
 * dcm2niix, from LPS to RAS+; a leaning step (gantry tilt) stays in it as a shear. Uneven steps beyond a tenth of a step are a problem.
 */
export function stackOf(planes: readonly DicomPlane[]): DicomStack {
  const [{ image, frame }] = planes;
  const warnings: string[] = [];
  const flat: Vec3 = [image.columns, image.rows, 1];
  if (!frame.spacing) warnings.push('The header does not say how large pixels are: they are taken for 1 mm');
  if (!frame.position || !frame.orientation) {
    const ordered = inOrder(planes);
    warnings.push(
      'The header does not say where the image lies in the patient: rows are taken for right to left, columns for front to back',
    );
    return { volumes: ordered.map((plane) => [plane]), size: flat, affine: unplacedAffine(frame), warnings };
  }
  const places = placesOf(planes, normalOf(frame.orientation));
  const size: Vec3 = [image.columns, image.rows, places.length];
  const counts = places.map(({ length }) => length);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const least = counts.reduce((a, b) => Math.min(a, b), most);
  const volumes = Array.from({ length: least }, (_, n) => places.map((place) => place[n]));
  const steps = stepsOf(volumes[0]);
  warnings.push(...steps.warnings);
  const affine = placedAffine(frame, steps.origin, steps.step);
  const stack = { volumes, size, affine, warnings };
  if (most > least) {
    const few = counts.filter((count) => count < most).length;
    const problem = `of its ${places.length} slices ${few} have fewer pictures than the ${most} of the others: pictures are missing, or some do not belong to it`;
    return { ...stack, problem };
  }
  return steps.problem === undefined ? stack : { ...stack, problem: steps.problem };
}

/** The pictures at each place, in the order of the normal; at one place in the order of time. */
function placesOf(planes: readonly DicomPlane[], normal: Vec3): DicomPlane[][] {
  const along = planes.map((plane) => ({ plane, at: dot(positionOf(plane), normal) })).sort((a, b) => a.at - b.at);
  const places: { readonly at: number; readonly planes: DicomPlane[] }[] = [];
  for (const { plane, at } of along) {
    const last = places.at(-1);
    if (last && at - last.at < samePlace && distance(positionOf(plane), positionOf(last.planes[0])) < 0.01) {
      last.planes.push(plane);
    } else {
      places.push({ at, planes: [plane] });
    }
  }
  return places.map((place) => inOrder(place.planes));
}

/** The first position and the mean step from slice to slice, LPS, and what is uneven about the steps. */
function stepsOf(slices: readonly DicomPlane[]) {
  const [first] = slices;
  const origin = positionOf(first);
  const normal = normalOf(first.frame.orientation ?? []);
  const warnings: string[] = [];
  if (slices.length === 1) {
    const step = first.frame.step ?? 1;
    return { origin, step: scaled(normal, step), warnings, problem: undefined };
  }
  const last = positionOf(slices[slices.length - 1]);
  const step = scaled(minus(last, origin), 1 / (slices.length - 1));
  const length = Math.hypot(...step);
  let worst = 0;
  for (let k = 0; k < slices.length; k++) {
    const even: Vec3 = [origin[0] + k * step[0], origin[1] + k * step[1], origin[2] + k * step[2]];
    worst = Math.max(worst, distance(positionOf(slices[k]), even) / length);
  }
  let problem: string | undefined;
  if (worst > refused) {
    const gaps = slices.slice(1).map((slice, k) => distance(positionOf(slice), positionOf(slices[k])));
    const least = gaps.reduce((a, b) => Math.min(a, b), Infinity);
    const most = gaps.reduce((a, b) => Math.max(a, b), 0);
    const missing = gaps.reduce((sum, gap) => sum + Math.round(gap / least) - 1, 0);
    problem =
      `its slices are not evenly spaced, the steps are ${millimetres(least)} to ${millimetres(most)}` +
      (most > 1.5 * least ? `: about ${missing} slices are missing, or slices of another scan are among them` : '');
  } else if (worst > noticed) {
    warnings.push(
      `Slices lie up to ${Math.round(100 * worst)} % of a step from even steps of ${millimetres(length)}, which are taken`,
    );
  }
  const tilt = (Math.acos(Math.min(1, Math.abs(dot(step, normal)) / length)) * 180) / Math.PI;
  if (tilt > tiltRefused) {
    problem ??= 'its slices lie beside one another instead of one above another';
    return { origin, step: normal, warnings, problem };
  }
  if (tilt > tiltNoticed) {
    warnings.push(
      `Slices are tilted by ${tilt.toFixed(1)}° (gantry tilt): positions are right, the grid is oblique-angled, and filters and distances in voxels take it for right-angled`,
    );
  }
  return { origin, step, warnings, problem };
}

function placedAffine({ orientation = [], spacing = [1, 1] }: DicomFrame, origin: Vec3, step: Vec3): Affine {
  const [a, b, c, d, e, f] = orientation;
  return gridAffine([scaled([a, b, c], spacing[0]), scaled([d, e, f], spacing[1]), step], origin, lps, 'The series');
}

function unplacedAffine({ spacing = [1, 1], step = 1 }: DicomFrame): Affine {
  return gridAffine(
    [
      [spacing[0], 0, 0],
      [0, spacing[1], 0],
      [0, 0, step],
    ],
    [0, 0, 0],
    lps,
    'The image',
  );
}

/** The spacing of the grid, in mm. */
export function stackSpacing({ affine }: DicomStack): Vec3 {
  return spacingOf(affine);
}

function inOrder(planes: readonly DicomPlane[]): DicomPlane[] {
  return [...planes].sort((a, b) => compare(a.frame.order, b.frame.order) || compareText(a, b));
}

/** What says nothing else is put in one order all the same, whatever order the files came in. */
function compareText(a: DicomPlane, b: DicomPlane): number {
  const [x, y] = [a.image.instanceUid || a.image.name, b.image.instanceUid || b.image.name];
  return x < y ? -1 : x > y ? 1 : a.frame.index - b.frame.index;
}

/** The order of two lists of numbers, the first that differs deciding. */
function compare(a: readonly number[], b: readonly number[]): number {
  const n = a.findIndex((value, at) => value !== b[at]);
  return n === -1 ? 0 : a[n] - b[n];
}

function positionOf({ frame }: DicomPlane): Vec3 {
  return frame.position ?? [0, 0, 0];
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function minus(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function scaled(a: Vec3, by: number): Vec3 {
  return [a[0] * by, a[1] * by, a[2] * by];
}

function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function millimetres(length: number): string {
  return `${Number(length.toFixed(3))} mm`;
}
