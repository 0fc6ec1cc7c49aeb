import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type SlicePlace, screenAt } from '#src/app/viewers/slicePlace.ts';
import type { Vec3 } from '#src/image/volume.ts';
import type { Brush } from './brushSession.ts';

/** How the circle of a brush follows the pointer, at every move of it and so without React. */
export interface CircleHandle {
  /** CSS pixels from the top left corner of the layer; undefined where there is no pointer. */
  moveTo(position: readonly [x: number, y: number] | undefined): void;
}

interface BrushCircleProps {
  readonly ref: Ref<CircleHandle>;
  readonly place: SlicePlace;
  readonly brush: Brush;
  /** Where the brush is while it is moved by keys. */
  readonly world: Vec3 | undefined;
}

/** What the brush would paint, in true size: a picture has the same scale along both axes, whatever the voxels. */
export function BrushCircle({ ref, place, brush, world }: BrushCircleProps) {
  const group = useRef<SVGGElement>(null);
  const pointer = useRef<readonly [x: number, y: number]>(undefined);
  const show = () => {
    const at = world ? screenAt(place, world) : pointer.current;
    const { current } = group;
    const moved = current?.ownerSVGElement?.createSVGTransform();
    if (!current || !moved) return;
    current.setAttribute('visibility', at ? 'visible' : 'hidden');
    if (!at) return;
    moved.setTranslate(at[0], at[1]);
    current.transform.baseVal.initialize(moved);
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
  const r = Math.max(2, brush.radius * place.transform.scale);
  return (
    <g ref={group} className="tool-brush" data-testid="brush-circle">
      <circle className="tool-outline" r={r} />
      <circle className="tool-stroke" r={r} strokeDasharray={brush.tool === 'eraser' ? '4 3' : undefined} />
    </g>
  );
}
