import { useMemo } from 'react';
import type { LayerNumber } from '#modules/OverlayView/layerParams.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { parseColor } from './colorTables.ts';
import type { OverlayStyle } from './paintOverlay.ts';
import type { LayerPicture, SliceLayer } from './sliceLayers.ts';
import { useLayer } from './useLayer.ts';
import type { SlicePicture } from './useSlicePicture.ts';
import { numberOf } from './viewerDisplay.ts';
import { unitOf } from './windowPresets.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** What is connected to one of the overlay inputs of an OverlayView. */
export interface Overlay {
  readonly n: LayerNumber;
  readonly source: OutputRef;
  readonly picture: LayerPicture;
  readonly layer: SliceLayer;
}

/** The overlays that are connected to an OverlayView, the lowest first, each on the grids of the pictures of `base`. */
export function useOverlays(node: string, params: Params, base: SlicePicture): readonly Overlay[] {
  // Hooks are called in one order whatever is connected, and those of an input without a source do nothing.
  const all = [
    useOverlay(node, 1, params, base),
    useOverlay(node, 2, params, base),
    useOverlay(node, 3, params, base),
    useOverlay(node, 4, params, base),
    useOverlay(node, 5, params, base),
    useOverlay(node, 6, params, base),
    useOverlay(node, 7, params, base),
    useOverlay(node, 8, params, base),
    useOverlay(node, 9, params, base),
    useOverlay(node, 10, params, base),
    useOverlay(node, 11, params, base),
    useOverlay(node, 12, params, base),
    useOverlay(node, 13, params, base),
    useOverlay(node, 14, params, base),
    useOverlay(node, 15, params, base),
    useOverlay(node, 16, params, base),
  ];
  return all.flatMap((overlay) => overlay ?? []);
}

function useOverlay(node: string, n: LayerNumber, params: Params, base: SlicePicture): Overlay | undefined {
  const source = useNodeInput(node, `overlay${n}`);
  const picture = useLayer(source, base, 'BLEND_MAXIMUM');
  const { volumes, isResampled, meta } = picture;
  const isVisible = params[`visible${n}`] !== false;
  const unit = unitOf(meta);
  const isLabels = params[`colors${n}`] === 'LABELS';
  const text = `${params[`color${n}`]}`;
  const opacity = Math.min(1, Math.max(0, numberOf(params, `opacity${n}`, 0.5)));
  const isOutline = params[`outline${n}`] === true;
  const layer = useMemo((): SliceLayer | undefined => {
    if (source === undefined) return undefined;
    const overlay: OverlayStyle = { color: isLabels ? 'labels' : (parseColor(text) ?? [1, 0, 0]), opacity, isOutline };
    return {
      name: sliceTexts.overlays.name(n),
      number: n,
      volumes,
      isResampled,
      unit,
      whole: { source, mode: 'BLEND_MAXIMUM' },
      style: isVisible ? { kind: 'overlay', overlay } : undefined,
    };
  }, [source, n, volumes, isResampled, unit, isVisible, isLabels, text, opacity, isOutline]);
  return source && layer && { n, source, picture, layer };
}
