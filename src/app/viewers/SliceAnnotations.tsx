import './annotations.css';
import { axisCodes, sizeText } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { readoutText, valueText, worldText } from './readout.ts';
import { rulerLength, rulerText } from './rulerLength.ts';
import { voxelToWorld, worldToVoxel } from './sliceGeometry.ts';
import { type SliceTransform, toScreen } from './sliceTransform.ts';
import { usePointerReadout } from './usePointerReadout.ts';
import type { ShownSlice, SlicePicture } from './useSlicePicture.ts';
import type { AnnotationMode } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';

interface SliceAnnotationsProps {
  readonly picture: SlicePicture;
  readonly shown: ShownSlice;
  readonly transform: SliceTransform;
  readonly window: WindowLevel;
  readonly mode: AnnotationMode;
  /** The world position under the pointer, here or in the coupled view. */
  readonly pointer: Vec3 | undefined;
  /** Whether the pointer is over the coupled view, so that its place here is marked. */
  readonly isLinked: boolean;
}

/** The texts over a slice: readout, slice, window, directions of the patient, ruler. */
export function SliceAnnotations(props: SliceAnnotationsProps) {
  const { picture, shown, transform, window, mode, pointer, isLinked } = props;
  const { readout, isPending, isOnSlice } = usePointerReadout(picture, pointer);
  const mark = isLinked && pointer && (
    <PointerMark shown={shown} transform={transform} pointer={pointer} isOnSlice={isOnSlice} />
  );
  if (mode === 'ANNO_HIDE') return mark ?? null;
  const { letters, spacing, plane } = shown.geometry;
  const grid = picture.grid.geometry?.grid ?? shown.volume;
  const { meta, voxels } = shown.volume;
  const isDetailed = mode === 'ANNO_SHOW_DETAILED';
  return (
    <div className="viewer-annotations" aria-hidden="true">
      <div className="viewer-row viewer-row-top">
        <div className="viewer-corner viewer-top-left">
          <span data-readout>{isPending ? '…' : readoutText(readout, meta?.unit)}</span>
          {pointer && <span className="viewer-world">{worldText(pointer)}</span>}
        </div>
        <span className="viewer-letter">{letters.top}</span>
        {isDetailed && (
          <div className="viewer-corner viewer-top-right">
            <span>
              {sizeText(grid.size)}, {voxelTypes[voxelTypeOf(voxels)].label}
            </span>
            <span>{spacing.map((mm) => Number(mm.toFixed(3))).join(' × ')} mm</span>
            <span>
              {plane}, stored {axisCodes(grid.affine).join('')}
            </span>
            {meta?.modality && <span>{meta.modality}</span>}
          </div>
        )}
      </div>
      <div className="viewer-row viewer-row-bottom">
        <div className="viewer-corner viewer-bottom-left">
          <span>Slice: {shown.slice}</span>
        </div>
        <span className="viewer-letter">{letters.bottom}</span>
        <div className="viewer-corner viewer-bottom-right">
          <span>
            <span className="viewer-lut">LUT </span>C/W: {valueText(window.center)} / {valueText(window.width)}
          </span>
        </div>
      </div>
      <span className="viewer-letter viewer-left">{letters.left}</span>
      <span className="viewer-letter viewer-right">{letters.right}</span>
      <Ruler transform={transform} />
      {mark}
    </div>
  );
}

interface PointerMarkProps {
  readonly shown: ShownSlice;
  readonly transform: SliceTransform;
  readonly pointer: Vec3;
  readonly isOnSlice: boolean;
}

/** A cross where the pointer of the coupled view points to; faint where that lies in front of or behind this slice. */
function PointerMark({ shown, transform, pointer, isOnSlice }: PointerMarkProps) {
  const [i, j] = worldToVoxel(shown.geometry, pointer);
  const [x, y] = toScreen(transform, i, j);
  return (
    <span
      className="viewer-mark"
      style={{ transform: `translate(${x}px, ${y}px)`, opacity: isOnSlice ? 1 : 0.5 }}
      aria-hidden="true"
    />
  );
}

function Ruler({ transform }: { readonly transform: SliceTransform }) {
  // Between the text in the corner and the letter in the middle of the edge.
  const room = Math.min(transform.height / 3, transform.height / 2 - 46);
  const mm = room < 24 ? undefined : rulerLength(transform.scale, room);
  if (mm === undefined) return null;
  return (
    <span className="viewer-ruler" style={{ height: mm * transform.scale }}>
      <span>{rulerText(mm)}</span>
    </span>
  );
}

/** The world position under a point of the view. */
export function worldUnder(shown: ShownSlice, [i, j]: readonly [number, number]): Vec3 {
  return voxelToWorld(shown.geometry, [i, j, 0]);
}
