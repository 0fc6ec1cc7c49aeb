import type { OutputRef } from '#src/graph/document.ts';
import type { Volume, VolumeMeta } from '#src/image/volume.ts';
import type { OverlayStyle } from './paintOverlay.ts';
import type { ValueRange } from './valueRange.ts';
import type { SlabMode } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';

/** The part of a view that a second image takes. */
export type LayerPart =
  /** What lies to the right of this part of the view's width, 0 to 1. */
  | { readonly kind: 'swipe'; readonly at: number }
  /** Every second square of so many CSS pixels. */
  | { readonly kind: 'checkerboard'; readonly square: number };

/** How a layer is painted: as a mask or labels over the image, or as an image in part of the view. */
export type LayerStyle =
  | { readonly kind: 'overlay'; readonly overlay: OverlayStyle }
  | { readonly kind: 'image'; readonly window: WindowLevel; readonly part: LayerPart };

/** An image that is drawn over the one of a view. */
export interface SliceLayer {
  /** What it is called in the readout. */
  readonly name: string;
  /** Its number where it is one of many alike, whose values stand in one line. */
  readonly number?: number;
  /** On the grids of the view's pictures, by their order; none while it is computed. */
  readonly volumes: readonly Volume[];
  /** Whether its voxels lie elsewhere and are taken from the nearest place. */
  readonly isResampled: boolean;
  readonly unit?: string;
  /** Undefined for a layer that is read and not drawn. */
  readonly style?: LayerStyle;
  /** Whether the picture is that of the image less this layer. */
  readonly isSubtracted?: boolean;
  /** The whole image of which `volumes` are what is in sight, and how several slices of it become one. */
  readonly whole?: { readonly source: OutputRef; readonly mode: SlabMode };
}

/** A layer as its view learns of it. */
export interface LayerPicture {
  readonly volumes: readonly Volume[];
  readonly isResampled: boolean;
  readonly isRunning: boolean;
  readonly error?: { readonly node: string; readonly message: string };
  readonly range?: ValueRange;
  readonly meta?: VolumeMeta;
}

/** Numbers that follow each other with one text, from the first to the last of them, in their order. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** The runs of equal texts; `numbers` rise, and a gap in them does not end a run. */
export function runsOf(numbers: readonly number[], texts: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [n, text] of texts.entries()) {
    const before = runs.at(-1);
    if (before?.text === text) runs[runs.length - 1] = { ...before, last: numbers[n] };
    else runs.push({ first: numbers[n], last: numbers[n], text });
  }
  return runs;
}
