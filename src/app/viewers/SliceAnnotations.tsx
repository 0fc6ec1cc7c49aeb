import { sliceTexts } from '#src/app/texts/slices.ts';
import { unitTexts } from '#src/app/texts/units.ts';
import './annotations.css';
import { axisCodes, sizeText } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { ColorBar } from './ColorBar.tsx';
import type { ViewBox } from './mosaicLayout.ts';
import { readoutAt, readoutText, valueText, worldText } from './readout.ts';
import { rulerLength, rulerText } from './rulerLength.ts';
import { worldToVoxel } from './sliceGeometry.ts';
import { runsOf, type SliceLayer } from './sliceLayers.ts';
import type { Colors } from './slicePainter.ts';
import { screenAt } from './slicePlace.ts';
import type { SliceTransform } from './sliceTransform.ts';
import { usePointerReadout } from './usePointerReadout.ts';
import type { ShownSlice, SlicePicture } from './useSlicePicture.ts';
import type { ViewSize } from './useViewSize.ts';
import type { ViewerDisplay } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';
import { unitOf } from './windowPresets.ts';

interface SliceAnnotationsProps {
  readonly picture: SlicePicture;
  readonly tiles: readonly ShownSlice[];
  readonly boxes: readonly ViewBox[];
  readonly layers: readonly SliceLayer[];
  readonly transform: SliceTransform;
  readonly size: ViewSize;
  readonly window: WindowLevel;
  readonly colors: Colors;
  readonly display: ViewerDisplay;
  /** The world position under the pointer, here or in the coupled view. */
  readonly pointer: Vec3 | undefined;
  /** Whether the pointer is over the coupled view, so that its place here is marked. */
  readonly isLinked: boolean;
}

/** The texts over slices: readout, slice, window, directions of the patient, colour bar, ruler. */
export function SliceAnnotations(props: SliceAnnotationsProps) {
  const { picture, tiles, boxes, transform, size, window, display, pointer, isLinked } = props;
  const { readout, isPending, isOnSlice, tile } = usePointerReadout(picture, pointer);
  const mode = display.annotationSizeMode;
  const [shown] = tiles;
  const [x, y] = pointer ? screenAt({ shown, transform, size }, pointer) : [0, 0];
  const mark = isLinked && pointer && (
    // A cross where the pointer of the coupled view points to; faint where that lies in front of or behind this slice.
    <span
      className="viewer-mark"
      style={{ transform: `translate(${x}px, ${y}px)`, opacity: isOnSlice ? 1 : 0.5 }}
      aria-hidden="true"
    />
  );
  if (mode === 'ANNO_HIDE') return mark || null;
  const { letters, spacing, plane } = shown.geometry;
  const grid = picture.grid.output.value ?? shown.volume;
  const { meta, voxels } = shown.volume;
  const isDetailed = mode === 'ANNO_SHOW_DETAILED';
  return (
    <div className="viewer-annotations" aria-hidden="true">
      <div className="viewer-row viewer-row-top">
        <div className="viewer-corner viewer-top-left">
          <span data-readout data-none={!readout || undefined}>
            {isPending ? '…' : readoutText(readout, unitOf(meta))}
          </span>
          {pointer && <span className="viewer-world">{worldText(pointer, display.annoCoords)}</span>}
          {tile !== undefined && pointer && (
            <LayerValues layers={props.layers} tile={tile} shown={tiles[tile]} at={pointer} />
          )}
        </div>
        <span className="viewer-letter">{letters.top}</span>
        <div className="viewer-corner viewer-top-right">
          <span>
            {display.convention === 'RADIOLOGICAL'
              ? sliceTexts.annotations.radiological
              : sliceTexts.annotations.neurological}
          </span>
          {isDetailed && (
            <>
              <span>
                {sizeText(grid.size)}, {voxelTypes[voxelTypeOf(voxels)].label}
              </span>
              <span>{unitTexts.millimetres(spacing.map((mm) => Number(mm.toFixed(3))).join(' × '))}</span>
              <span>{sliceTexts.annotations.plane(sliceTexts.planes[plane], axisCodes(grid.affine).join(''))}</span>
              {meta?.modality && <span>{meta.modality}</span>}
            </>
          )}
        </div>
      </div>
      <div className="viewer-row viewer-row-bottom">
        <div className="viewer-corner viewer-bottom-left">
          {boxes.length === 1 && <span>{sliceTexts.annotations.slice(shown.slice, slabText(display))}</span>}
        </div>
        <span className="viewer-letter">{letters.bottom}</span>
        <div className="viewer-corner viewer-bottom-right">
          <Ruler transform={transform} height={size.height} />
          <span>
            <span className="viewer-lut">{sliceTexts.annotations.lut}</span>
            <span className="viewer-lut-names">{sliceTexts.annotations.lutNames}</span>
            {windowText(window.center)} / {windowText(window.width)}
          </span>
        </div>
      </div>
      <span className="viewer-letter viewer-left">{letters.left}</span>
      <span className="viewer-letter viewer-right">{letters.right}</span>
      <ColorBar window={window} colors={props.colors} isAlways={isDetailed} unit={unitOf(meta)} height={size.height} />
      {boxes.length > 1 &&
        tiles.map(({ slice }, n) => (
          <span
            key={slice}
            className="viewer-tile"
            // Beside the colour bar, and over the window in the corner.
            data-left={boxes[n].x === 0 || undefined}
            data-corner={isCorner(boxes[n], size) || undefined}
            style={{ left: boxes[n].x, top: boxes[n].y, width: boxes[n].width, height: boxes[n].height }}
          >
            <span>
              {slice}
              {slabText(display)}
            </span>
          </span>
        ))}
      {mark}
    </div>
  );
}

/** Five digits: the fields of the window have all of them. */
function windowText(value: number): string {
  return valueText(Number.isSafeInteger(value) ? value : Number(value.toPrecision(5)));
}

function slabText({ slab, blendMode }: ViewerDisplay): string {
  if (slab === 1) return '';
  return sliceTexts.annotations.slab(sliceTexts.annotations.slabModes[blendMode], slab);
}

/** Whether a picture of a mosaic lies in the lower right corner, to the pixel that its grid leaves. */
function isCorner({ x, y, width, height }: ViewBox, size: ViewSize): boolean {
  return x + width > size.width - 2 && y + height > size.height - 2;
}

interface LayerValuesProps {
  readonly layers: readonly SliceLayer[];
  readonly tile: number;
  readonly shown: ShownSlice;
  readonly at: Vec3;
}

/** So many layers have a line each. */
const mostLines = 3;

/** The value of every layer at a world position on a slice; of many overlays in one text, those that follow each other with one value together. */
function LayerValues({ layers, tile, shown, at }: LayerValuesProps) {
  const texts = layers.map(({ volumes, unit }) => {
    const [i, j] = worldToVoxel(shown.geometry, at);
    const found = volumes[tile] && readoutAt(volumes[tile], [i, j, 0]);
    const isThere = found && !Number.isNaN(found.value);
    return isThere ? `${valueText(found.value)}${unit ? ` ${unit}` : ''}` : '-';
  });
  const numbers = layers.flatMap(({ number }) => number ?? []);
  if (layers.length > mostLines && numbers.length === layers.length) {
    return <span className="viewer-layer-value">{sliceTexts.overlays.values(runsOf(numbers, texts))}</span>;
  }
  return layers.map(({ name }, n) => (
    <span key={name} className="viewer-layer-value">
      {name}: {texts[n]}
    </span>
  ));
}

function Ruler({ transform, height }: { readonly transform: SliceTransform; readonly height: number }) {
  // Between the text in the corner and the letter in the middle of the edge.
  const room = Math.min(height / 3, height / 2 - 46);
  const mm = room < 24 ? undefined : rulerLength(transform.scale, room);
  if (mm === undefined) return null;
  return (
    <span className="viewer-ruler" style={{ height: mm * transform.scale }}>
      <span>{rulerText(mm)}</span>
    </span>
  );
}
