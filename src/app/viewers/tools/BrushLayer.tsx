import { memo, useEffect, useMemo, useRef } from 'react';
import { notify } from '#src/app/store.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import { type SlicePlace, worldAt } from '#src/app/viewers/slicePlace.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { maxStrokeNumbers, type Stroke, strokeNumbers, withStroke } from '#src/graph/strokes.ts';
import { invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { BrushOutline, type OutlineHandle } from './BrushOutline.tsx';
import { type Brush, brushSession, steppedRadius } from './brushSession.ts';
import type { LiveStroke } from './liveStroke.ts';
import { axesIn } from './maskSlice.ts';
import { withPathPoint } from './strokePath.ts';
import { ToolCursor } from './ToolCursor.tsx';
import { useKeyCursor } from './useKeyCursor.ts';
import { useMaskPainter } from './useMaskPainter.ts';
import { useMaskSlice } from './useMaskSlice.ts';
import { usePictureTool } from './usePictureTool.ts';
import { useStartSlice } from './useStartSlice.ts';
import type { StrokesField } from './useStrokes.ts';

interface BrushLayerProps {
  readonly node: string;
  readonly place: SlicePlace;
  /** Of the whole image, whose slices across any axis are drawn on. */
  readonly grid: Grid;
  /** The mask that the drawing begins with. */
  readonly start: OutputRef | undefined;
  readonly strokes: StrokesField;
  /** The stroke under the hand, here or in another view of the mask. */
  readonly live: LiveStroke;
}

/**
 * The drawn mask over a slice, and the brush. The slice is painted here from the strokes as the module does it, so that it follows the hand;
 * the engine computes the whole mask for others when the hand lets go.
 */
export const BrushLayer = memo(function BrushLayer({ node, place, grid, start, strokes, live }: BrushLayerProps) {
  const layer = useRef<SVGSVGElement>(null);
  const outline = useRef<OutlineHandle>(null);
  const isMine = useRef(false);
  const brush = brushSession.use(node);
  const cursor = useKeyCursor(place);
  const inverse = useMemo(() => invert(grid.affine), [grid]);
  const axis = axisOf(place);
  const { slice } = place.shown;
  const [u, v] = axesIn(axis);

  const startVoxels = useStartSlice(start, axis, slice);
  const done = useMaskSlice(grid, axis, slice, startVoxels, strokes.value);
  const canvas = useMaskPainter(place, done, live);

  const begin = (world: Vec3) => {
    isMine.current = true;
    const value = brush.tool === 'eraser' ? 0 : brush.label;
    live.set({ axis, slice, radius: brush.radius, value, path: [] });
    goOn(world);
  };
  const goOn = (world: Vec3) => {
    const stroke = isMine.current ? live.get() : undefined;
    if (!stroke || stroke.axis !== axis) return;
    const voxel = toWorld(inverse, world);
    const spacing = spacingOf(grid.affine);
    const least = Math.max(0.25, (0.1 * brush.radius) / Math.min(spacing[u], spacing[v]));
    const longer = withPathPoint(stroke, voxel[u], voxel[v], least);
    if (longer) live.set(longer);
  };
  const cancel = () => {
    if (isMine.current) live.set(undefined);
    isMine.current = false;
  };
  const finish = () => {
    const finished = isMine.current ? live.get() : undefined;
    if (finished) {
      const next = withStroke(strokes.value, finished);
      if (strokeNumbers(next) > maxStrokeNumbers) {
        notify('warning', toolTexts.mask.full(node, strokeNumbers(strokes.value), maxStrokeNumbers));
      } else {
        strokes.change(next);
      }
    }
    cancel();
  };
  const change = (part: Partial<Brush>) => brushSession.change(node, (now) => ({ ...now, ...part }));
  const resize = (steps: number) => change({ radius: steppedRadius(brush.radius, steps) });

  usePictureTool(layer, {
    isFree: brush.tool === 'look',
    press(x, y) {
      cursor.hide();
      begin(worldAt(place, x, y));
    },
    drag: (x, y) => goOn(worldAt(place, x, y)),
    release: finish,
    cancel,
    hover(position) {
      cursor.hover(position);
      outline.current?.moveTo(position);
    },
    wheel: resize,
    key(event) {
      const steps = { '[': -1, ']': 1 }[event.key];
      if (steps) resize(steps);
      const tool = ({ b: 'brush', e: 'eraser' } as const)[event.key.toLowerCase()];
      if (tool) change({ tool });
      if (steps || tool) return true;
      if (brush.tool === 'look') return false;
      if (event.key === 'Escape' && isMine.current) {
        cancel();
        return true;
      }
      if (event.key === ' ' || event.key === 'Enter') {
        if (!isMine.current) begin(cursor.world());
        return true;
      }
      const moved = cursor.key(event);
      // While a key paints, the stroke follows the cursor.
      if (moved) goOn(moved);
      return moved !== undefined;
    },
    keyUp(event) {
      if (event.key === ' ' || event.key === 'Enter') finish();
    },
    blur: finish,
  });

  useEffect(
    () => () => {
      if (isMine.current) live.set(undefined);
    },
    [live],
  );

  const isOn = brush.tool !== 'look';
  return (
    <>
      <canvas ref={canvas} className="tool-mask" />
      <svg ref={layer} className="tool-layer" data-active={isOn} role="presentation">
        {isOn && <ToolCursor place={place} world={cursor.shown} />}
        {isOn && (
          <BrushOutline ref={outline} place={place} brush={brush} grid={grid} axis={axis} world={cursor.shown} />
        )}
      </svg>
    </>
  );
});

/** The axis of storage that the slice in sight is across. */
function axisOf({ shown }: SlicePlace): Stroke['axis'] {
  const across = shown.geometry.axes[2];
  return across === 0 ? 0 : across === 1 ? 1 : 2;
}
