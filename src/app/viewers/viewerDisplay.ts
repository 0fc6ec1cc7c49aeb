import { sliceViewerParams } from '#modules/sliceViewerParams.ts';
import type { ParamValue } from '#src/graph/module.ts';

/** Amounts of text over a picture, in the order in which the A key steps through them. */
export const annotationModes = ['ANNO_SHOW_DETAILED', 'ANNO_SHOW_SHORT', 'ANNO_HIDE'] as const;
export type AnnotationMode = (typeof annotationModes)[number];

type Choice<Name extends keyof typeof sliceViewerParams> = (typeof sliceViewerParams)[Name] extends {
  readonly options: infer Options;
}
  ? keyof Options & string
  : never;

export type ColorMap = Choice<'colorMap'>;
/** Which side of the patient is on the left of the picture. */
export type Convention = Choice<'convention'>;
/** What becomes of the slices of a slab. */
export type SlabMode = Choice<'blendMode'>;
/** Which way the axes of world positions grow: to the right, anterior and superior, or to the left, posterior and superior. */
export type WorldSystem = Choice<'annoCoords'>;

/** How a 2D view draws, as the fields of the viewer modules name it. */
export interface ViewerDisplay {
  readonly filterMode: Choice<'filterMode'>;
  readonly annotationSizeMode: AnnotationMode;
  readonly colorMap: ColorMap;
  readonly invertLUT: boolean;
  /** Percentiles between which an automatic window lies. */
  readonly autoLow: number;
  readonly autoHigh: number;
  readonly convention: Convention;
  readonly annoCoords: WorldSystem;
  readonly showCrosshair: boolean;
  /** Slices in a mosaic, 1 to 9. */
  readonly numSlices: number;
  /** Slices of a slab. */
  readonly slab: number;
  readonly blendMode: SlabMode;
  /** Slices a second. */
  readonly cineSpeed: number;
}

export const initialDisplay: ViewerDisplay = displayOf({});

/** The display that the parameters of a viewer's node describe; what is missing or out of range is as it begins. */
export function displayOf(params: Readonly<Record<string, ParamValue>>): ViewerDisplay {
  const display: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(sliceViewerParams)) {
    const value = params[name];
    display[name] = param.default;
    if (param.kind === 'choice' && typeof value === 'string' && Object.hasOwn(param.options, value))
      display[name] = value;
    if (param.kind === 'boolean' && typeof value === 'boolean') display[name] = value;
    if ((param.kind === 'number' || param.kind === 'integer') && typeof value === 'number' && Number.isFinite(value)) {
      const within = Math.min(param.max, Math.max(param.min, value));
      display[name] = param.kind === 'integer' ? Math.round(within) : within;
    }
  }
  // Every field has got a value of its kind above, from the list of the parameters itself.
  return display as unknown as ViewerDisplay;
}

/** The parameters by which a display differs from that of others. */
export function changedParams(before: ViewerDisplay, after: ViewerDisplay): Readonly<Record<string, ParamValue>> {
  const names = Object.keys(sliceViewerParams) as (keyof ViewerDisplay)[];
  return Object.fromEntries(names.flatMap((name) => (before[name] === after[name] ? [] : [[name, after[name]]])));
}

/** The display with interpolation turned on or off. */
export function toggledFilter(display: ViewerDisplay): ViewerDisplay {
  return { ...display, filterMode: display.filterMode === 'FILTER_LINEAR' ? 'FILTER_NEAREST' : 'FILTER_LINEAR' };
}

/** The display with the next amount of text. */
export function nextAnnotation(display: ViewerDisplay): ViewerDisplay {
  return { ...display, annotationSizeMode: nextOf(annotationModes, display.annotationSizeMode) };
}

/** The display with the next colour table. */
export function nextColorMap(display: ViewerDisplay): ViewerDisplay {
  const maps = Object.keys(sliceViewerParams.colorMap.options) as ColorMap[];
  return { ...display, colorMap: nextOf(maps, display.colorMap) };
}

/** The display with left and right exchanged. */
export function toggledConvention(display: ViewerDisplay): ViewerDisplay {
  return { ...display, convention: display.convention === 'RADIOLOGICAL' ? 'NEUROLOGICAL' : 'RADIOLOGICAL' };
}

/** The display with a slab of so many slices more; of one at least. */
export function thickened(display: ViewerDisplay, slices: number): ViewerDisplay {
  const { min, max } = sliceViewerParams.slab;
  return { ...display, slab: Math.min(max, Math.max(min, display.slab + slices)) };
}

function nextOf<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length];
}

/** A number among the parameters, or the given one where there is none. */
export function numberOf(params: Readonly<Record<string, ParamValue>>, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}

/** Whether a display interpolates between voxels; labels never are. */
export function isSmoothed({ filterMode, colorMap }: ViewerDisplay): boolean {
  return filterMode === 'FILTER_LINEAR' && colorMap !== 'labels';
}
