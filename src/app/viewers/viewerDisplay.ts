import type { ParamValue } from '#src/graph/module.ts';

/** Amounts of text over a picture, in the order in which the A key steps through them. */
export const annotationModes = ['ANNO_SHOW_DETAILED', 'ANNO_SHOW_SHORT', 'ANNO_HIDE'] as const;
export type AnnotationMode = (typeof annotationModes)[number];

/** How a 2D view draws, as the fields of the viewer modules name it. */
export interface ViewerDisplay {
  readonly filterMode: 'FILTER_LINEAR' | 'FILTER_NEAREST';
  readonly annotationSizeMode: AnnotationMode;
}

export const initialDisplay: ViewerDisplay = { filterMode: 'FILTER_LINEAR', annotationSizeMode: 'ANNO_SHOW_SHORT' };

/** The display that the parameters of a viewer's node describe. */
export function displayOf(params: Readonly<Record<string, ParamValue>>): ViewerDisplay {
  return {
    filterMode: params.filterMode === 'FILTER_NEAREST' ? 'FILTER_NEAREST' : 'FILTER_LINEAR',
    annotationSizeMode:
      annotationModes.find((mode) => mode === params.annotationSizeMode) ?? initialDisplay.annotationSizeMode,
  };
}

/** The display with interpolation turned on or off. */
export function toggledFilter(display: ViewerDisplay): ViewerDisplay {
  return { ...display, filterMode: display.filterMode === 'FILTER_LINEAR' ? 'FILTER_NEAREST' : 'FILTER_LINEAR' };
}

/** The display with the next amount of text. */
export function nextAnnotation(display: ViewerDisplay): ViewerDisplay {
  const next = (annotationModes.indexOf(display.annotationSizeMode) + 1) % annotationModes.length;
  return { ...display, annotationSizeMode: annotationModes[next] };
}

/** A number among the parameters, or the given one where there is none. */
export function numberOf(params: Readonly<Record<string, ParamValue>>, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}
