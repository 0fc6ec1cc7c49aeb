import { useMemo, useRef, useState } from 'react';
import { notify } from '#src/app/store.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import { useSlab } from '#src/app/useOutput.ts';
import { type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { flatStrokes, maxStrokeNumbers } from '#src/graph/strokes.ts';
import { invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';
import { type Brush, brushSession, steppedRadius } from './brushSession.ts';
import { copiedSlice, type MaskSlice } from './maskSlice.ts';
import { type DrawnStroke, lastPiece, withPathPoint } from './strokePath.ts';
import { ToolCursor } from './ToolCursor.tsx';
import { useKeyCursor } from './useKeyCursor.ts';
import { useMaskPainter } from './useMaskPainter.ts';
import { useMaskSlice } from './useMaskSlice.ts';
import { usePictureTool } from './usePictureTool.ts';
import type { ToolParam } from './useToolParam.ts';

interface BrushLayerProps {
  readonly node: string;
  readonly place: SlicePlace;
  /** Of the whole image, whose stored slices are drawn on. */
  readonly grid: Grid;
  /** The mask that the drawing begins with. */
  readonly start: OutputRef | undefined;
  readonly strokes: ToolParam;
}

/**
 * The drawn mask over a slice, and the brush. The slice is painted here from the strokes as the module does it, so that it follows the hand;
 * the engine computes the whole mask for others when the hand lets go.
 */
export function BrushLayer({ node, place, grid, start, strokes }: BrushLayerProps) {
  const layer = useRef<SVGSVGElement>(null);
  const brush = brushSession.use(node);
  const cursor = useKeyCursor(place);
  const [pointer, setPointer] = useState<readonly [x: number, y: number]>();
  const drawing = useRef<{ readonly stroke: DrawnStroke; readonly slice: MaskSlice }>(undefined);
  const inverse = useMemo(() => invert(grid.affine), [grid]);
  const voxelAt = (world: Vec3) => toWorld(inverse, world);
  const slice = Math.round(voxelAt(worldAt(place, place.size.width / 2, place.size.height / 2))[2]);

  const base = useSlab(start, { start: slice, end: slice + 1 });
  const flat = strokes.value;
  // While the slice is computed there is none: that of another slice would lie wrongly.
  const startVoxels = base.status === 'ready' ? base.value?.voxels : undefined;
  const done = useMaskSlice(grid, slice, startVoxels, flat);
  const { canvas, repaint } = useMaskPainter(place, done, () =>
    drawing.current?.slice.slice === slice ? drawing.current.slice : undefined,
  );

  const begin = (world: Vec3) => {
    const stroke = {
      axis: 2,
      slice,
      radius: brush.radius,
      value: brush.tool === 'eraser' ? 0 : brush.label,
      path: [],
    } as const;
    drawing.current = { stroke, slice: copiedSlice(done) };
    goOn(world);
  };
  const goOn = (world: Vec3) => {
    if (!drawing.current) return;
    const [i, j] = voxelAt(world);
    const spacing = Math.min(...spacingOf(grid.affine).slice(0, 2));
    const stroke = withPathPoint(drawing.current.stroke, i, j, Math.max(0.25, (0.1 * brush.radius) / spacing));
    if (!stroke) return;
    drawing.current = { ...drawing.current, stroke };
    paintStroke(drawing.current.slice, lastPiece(stroke));
    repaint();
  };
  const finish = () => {
    const finished = drawing.current;
    drawing.current = undefined;
    if (!finished) return;
    const next = [...flat, ...flatStrokes([finished.stroke])];
    if (next.length > maxStrokeNumbers) {
      const text = toolTexts.mask.full(node, flat.length, maxStrokeNumbers);
      notify('warning', text);
      repaint();
      return;
    }
    strokes.change(next);
    strokes.end();
  };
  const change = (part: Partial<Brush>) => brushSession.change(node, (now) => ({ ...now, ...part }));

  usePictureTool(layer, {
    isFree: brush.tool === 'look',
    press(x, y) {
      cursor.hide();
      begin(worldAt(place, x, y));
    },
    drag: (x, y) => goOn(worldAt(place, x, y)),
    release: finish,
    hover(position) {
      cursor.hover(position);
      setPointer(position);
    },
    key(event) {
      const steps = { '[': -1, ']': 1 }[event.key];
      if (steps) change({ radius: steppedRadius(brush.radius, steps) });
      const tool = ({ b: 'brush', e: 'eraser' } as const)[event.key.toLowerCase()];
      if (tool) change({ tool });
      if (steps || tool) return true;
      if (brush.tool === 'look') return false;
      if (event.key === 'Escape' && drawing.current) {
        drawing.current = undefined;
        repaint();
        return true;
      }
      if (event.key === ' ' || event.key === 'Enter') {
        if (!drawing.current) begin(cursor.world());
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
  });

  const at = cursor.shown ? screenAt(place, cursor.shown) : pointer;
  const isOn = brush.tool !== 'look';
  return (
    <>
      <canvas ref={canvas} className="tool-mask" />
      <svg ref={layer} className="tool-layer" data-active={isOn} role="presentation">
        {isOn && <ToolCursor place={place} world={cursor.shown} />}
        {isOn && at && (
          <g className="tool-brush" transform={`translate(${at[0]} ${at[1]})`} data-testid="brush-circle">
            <circle className="tool-outline" r={Math.max(2, brush.radius * place.transform.scale)} />
            <circle
              className="tool-stroke"
              r={Math.max(2, brush.radius * place.transform.scale)}
              strokeDasharray={brush.tool === 'eraser' ? '4 3' : undefined}
            />
          </g>
        )}
      </svg>
    </>
  );
}
