import { useMemo } from 'react';
import { lookParams, mostLayers } from '#modules/OverlayView/layerParams.ts';
import { useApp } from '#src/app/store.ts';
import { sliceTexts } from '#src/app/texts/slices.ts';
import { useNodeInput } from '#src/app/useOutput.ts';
import { nodeOf, type OutputRef } from '#src/graph/document.ts';
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
  readonly n: number;
  readonly source: OutputRef;
  readonly picture: LayerPicture;
  readonly layer: SliceLayer;
}

/** The numbers of the connected overlays of an OverlayView, the lowest first. */
export function useOverlayNumbers(node: string): readonly number[] {
  const names = useApp((state) => {
    const inputs = Object.keys(nodeOf(state.history.present, node)?.inputs ?? {});
    return inputs.filter((input) => overlayPattern.test(input)).join(' ');
  });
  return useMemo(() => numbersIn(names), [names]);
}

const overlayPattern = /^overlay[1-9]\d{0,2}$/;

function numbersIn(names: string): readonly number[] {
  const numbers = names.split(' ').flatMap((name) => (name === '' ? [] : [Number(name.slice('overlay'.length))]));
  return numbers.filter((n) => n <= mostLayers).sort((a, b) => a - b);
}

/** How many overlays a component can take over, in steps: it is made anew (`key`) where this changes. */
export function overlayPlaces(numbers: readonly number[]): number {
  return Math.max(8, 2 ** Math.ceil(Math.log2(numbers.length)));
}

/**
 * The overlays of the given numbers, the lowest first, each on the grids of the pictures of `base`. `places` is at least as many, and the
 * same for as long as the component lives.
 */
export function useOverlays(
  node: string,
  numbers: readonly number[],
  places: number,
  params: Params,
  base: SlicePicture,
): readonly Overlay[] {
  const all: (Overlay | undefined)[] = [];
  // biome-ignore lint/correctness/useHookAtTopLevel: as many for as long as the component lives, in one order.
  for (let place = 0; place < places; place++) all.push(useOverlay(node, numbers[place], params, base));
  return all.flatMap((overlay) => overlay ?? []);
}

/** The overlay of a number; nothing where there is none. */
function useOverlay(node: string, n: number | undefined, params: Params, base: SlicePicture): Overlay | undefined {
  const source = useNodeInput(node, `overlay${n}`);
  const picture = useLayer(source, base, 'BLEND_MAXIMUM');
  const { volumes, isResampled, meta } = picture;
  const isVisible = params[`visible${n}`] !== false;
  const unit = unitOf(meta);
  const isLabels = params[`colors${n}`] === 'LABELS';
  const text = n === undefined ? '' : String(params[`color${n}`] ?? lookParams(n).color.default);
  const opacity = Math.min(1, Math.max(0, numberOf(params, `opacity${n}`, 0.5)));
  const isOutline = params[`outline${n}`] === true;
  const layer = useMemo((): SliceLayer | undefined => {
    if (source === undefined || n === undefined) return undefined;
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
  return source && n && layer ? { n, source, picture, layer } : undefined;
}
