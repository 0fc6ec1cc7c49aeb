import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import { type SlicePlace, worldAt } from '#src/app/viewers/slicePlace.ts';
import { pixelsPerVoxel, type SliceTransform, toScreen } from '#src/app/viewers/sliceTransform.ts';
import type { Stroke } from '#src/graph/strokes.ts';
import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import type { Brush } from './brushSession.ts';
import { axesIn } from './maskSlice.ts';
import { spotOutline } from './spotOutline.ts';
import { shortIndex } from './strokePath.ts';

/** How the outline of a brush follows the pointer, at every move of it and so without React. */
export interface OutlineHandle {
  /** CSS pixels from the top left corner of the layer; undefined where there is no pointer. */
  moveTo(position: readonly [x: number, y: number] | undefined): void;
}

interface BrushOutlineProps {
  readonly ref: Ref<OutlineHandle>;
  readonly place: SlicePlace;
  readonly brush: Brush;
  /** Of the whole image, and the axis that the slice in sight is across. */
  readonly grid: Grid;
  readonly axis: Stroke['axis'];
  /** Where the brush is while it is moved by keys. */
  readonly world: Vec3 | undefined;
}

/** What the brush would paint: round where voxels are small, and their very edges where they are not, or their axes not perpendicular. */
export function BrushOutline({ ref, place, brush, grid, axis, world }: BrushOutlineProps) {
  const group = useRef<SVGGElement>(null);
  const pointer = useRef<readonly [x: number, y: number]>(undefined);
  const inverse = useMemo(() => invert(grid.affine), [grid]);
  const show = () => {
    const { current } = group;
    const at = world ?? (pointer.current && worldAt(place, ...pointer.current));
    if (!current) return;
    current.setAttribute('visibility', at ? 'visible' : 'hidden');
    if (!at) return;
    const voxel = toWorld(inverse, at);
    const [u, v] = axesIn(axis);
    const path = spotOutline(grid, axis, brush.radius, shortIndex(voxel[u]), shortIndex(voxel[v]));
    current.setAttribute('transform', voxelMatrix(place.transform, u));
    for (const line of current.children) line.setAttribute('d', path);
  };
  const latest = useRef(show);
  const frame = useRef(0);
  useImperativeHandle(
    ref,
    () => ({
      moveTo(position) {
        pointer.current = position;
        // Not at once: whoever asks next where something lies would have all laid out again within the same frame.
        frame.current ||= requestAnimationFrame(() => {
          frame.current = 0;
          latest.current();
        });
      },
    }),
    [],
  );
  useLayoutEffect(() => {
    latest.current = show;
    show();
  });
  return (
    <g ref={group} className="tool-brush" data-testid="brush-outline">
      <path className="tool-outline" />
      <path className="tool-stroke" strokeDasharray={brush.tool === 'eraser' ? '4 3' : undefined} />
    </g>
  );
}

/** Where voxel indices along the two axes of storage in a slice, the first of which is `u`, lie on the screen. */
function voxelMatrix(transform: SliceTransform, u: number): string {
  const [perI, perJ] = pixelsPerVoxel(transform);
  const [x, y] = toScreen(transform, 0, 0);
  // The rows of a picture lie along either of the two.
  const turned = transform.geometry.axes[0] === u ? [perI, 0, 0, perJ] : [0, perJ, perI, 0];
  return `matrix(${[...turned, x, y].join(' ')})`;
}
