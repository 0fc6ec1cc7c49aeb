import { useMemo } from 'react';
import { mosaicBoxes, type ViewBox } from './mosaicLayout.ts';
import type { SliceGeometry } from './sliceGeometry.ts';
import type { SlicePlace } from './slicePlace.ts';
import type { SliceTransform } from './sliceTransform.ts';
import type { ShownSlice, SlicePicture } from './useSlicePicture.ts';
import type { ViewSize } from './useViewSize.ts';
import { transformOf, type ViewState } from './viewState.ts';

/** Where the pictures of a view lie in it. */
export interface SliceLayout {
  readonly tiles: readonly ShownSlice[];
  readonly boxes: readonly ViewBox[];
  /** Of a picture in its box, the same for all; undefined while there is none. */
  readonly transform: SliceTransform | undefined;
  readonly places: readonly SlicePlace[];
}

const nowhere: SliceLayout = { tiles: [], boxes: [], transform: undefined, places: [] };

/** Lays the pictures of a view out in it: one in the whole view, or a mosaic of `count`. */
export function useSliceLayout(
  { shown, tiles }: SlicePicture,
  state: ViewState,
  count: number,
  size: ViewSize | undefined,
  fitting: readonly SliceGeometry[] | undefined,
): SliceLayout {
  return useMemo(() => {
    if (!shown || !size) return nowhere;
    const all = count > 1 && tiles ? tiles : [shown];
    const boxes = boxesOf(shown.geometry, count, size);
    const transform = transformOf(state, shown.geometry, boxes[0].width, boxes[0].height, fitting);
    const ratio = size.pixelWidth / size.width;
    const places = all.map(
      (tile): SlicePlace => ({
        shown: tile,
        transform: { ...transform, geometry: tile.geometry },
        size:
          boxes.length === 1
            ? size
            : {
                width: transform.width,
                height: transform.height,
                pixelWidth: Math.round(transform.width * ratio),
                pixelHeight: Math.round(transform.height * ratio),
              },
      }),
    );
    return { tiles: all, boxes, transform, places };
  }, [shown, tiles, state, count, size, fitting]);
}

/** The boxes of the pictures of a view. */
export function boxesOf({ grid, spacing }: SliceGeometry, count: number, size: ViewSize): readonly ViewBox[] {
  const aspect = (grid.size[0] * spacing[0]) / (grid.size[1] * spacing[1]);
  return mosaicBoxes(count, size.width, size.height, aspect);
}
