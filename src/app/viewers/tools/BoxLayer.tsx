import { useRef } from 'react';
import { toolTexts } from '#src/app/texts/tools.ts';
import { type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { Handle } from './Handle.tsx';
import { type PlaneAxes, planeAxes } from './planeAxes.ts';
import { usePictureTool } from './usePictureTool.ts';
import type { ToolParam } from './useToolParam.ts';
import { boxOfVoxels, boxText, movedBox, type VoxelBox, voxelBoxOf, wholeBox, withSide } from './voxelBox.ts';

interface BoxLayerProps {
  readonly place: SlicePlace;
  /** Of the whole image, to whose voxels the box snaps. */
  readonly grid: Grid;
  readonly param: ToolParam;
  readonly isActive: boolean;
}

/** The eight handles: -1 the left or upper side of the picture, 1 the right or lower one, 0 neither. */
const sides: readonly (readonly [right: number, down: number, name: string, cursor: string])[] = [
  [-1, -1, toolTexts.region.upperLeft, 'nwse-resize'],
  [0, -1, toolTexts.region.upper, 'ns-resize'],
  [1, -1, toolTexts.region.upperRight, 'nesw-resize'],
  [1, 0, toolTexts.region.right, 'ew-resize'],
  [1, 1, toolTexts.region.lowerRight, 'nwse-resize'],
  [0, 1, toolTexts.region.lower, 'ns-resize'],
  [-1, 1, toolTexts.region.lowerLeft, 'nesw-resize'],
  [-1, 0, toolTexts.region.left, 'ew-resize'],
];

/** The box of a view: drawn by a drag over the picture, then changed by its corners, edges and inside. */
export function BoxLayer({ place, grid, param, isActive }: BoxLayerProps) {
  const layer = useRef<SVGSVGElement>(null);
  const started = useRef<{ readonly box: VoxelBox; readonly x: number; readonly y: number }>(undefined);
  const inverse = invert(grid.affine);
  const axes = planeAxes(place, inverse);
  const box = voxelBoxOf(grid, param.value);
  const set = (next: VoxelBox) => param.change(boxOfVoxels(grid, next));
  const voxelAt = (x: number, y: number) => toWorld(inverse, worldAt(place, x, y));

  usePictureTool(
    layer,
    isActive && !param.fedBy
      ? {
          press(x, y) {
            started.current = { box: box ?? wholeBox(grid), x, y };
          },
          drag(x, y) {
            if (!started.current) return;
            const from = voxelAt(started.current.x, started.current.y);
            set(drawn(grid, axes, started.current.box, from, voxelAt(x, y)));
          },
          release() {
            started.current = undefined;
            param.end();
          },
          cancel() {
            started.current = undefined;
            param.takeBack();
          },
          key(event) {
            if ((event.key === 'Enter' || event.key === ' ') && !box) {
              set(middlePart(grid, axes, voxelAt(place.size.width / 2, place.size.height / 2)));
              param.end();
              return true;
            }
            if (event.key === 'Delete' || event.key === 'Backspace') {
              param.change([]);
              param.end();
              return true;
            }
            return false;
          },
        }
      : undefined,
  );

  if (!box) return <svg ref={layer} className="tool-layer" data-active={isActive} role="presentation" />;
  const rect = rectOf(place, grid, box);
  const depth = Math.round(voxelAt(rect.x + rect.width / 2, rect.y + rect.height / 2)[axes.normal]);
  const isHere = depth >= box.first[axes.normal] && depth <= box.last[axes.normal];
  const hold = () => {
    started.current = { box, x: 0, y: 0 };
  };
  /** The change of the indices that a drag on the screen is. */
  const indicesOf = (dx: number, dy: number): Vec3 => {
    const [from, to] = [voxelAt(0, 0), voxelAt(dx, dy)];
    return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  };
  const stepOf = (right: number, down: number): Vec3 => {
    const by: [number, number, number] = [0, 0, 0];
    by[axes.across] = right * axes.acrossSign;
    by[axes.down] = down * axes.downSign;
    return by;
  };
  return (
    <svg ref={layer} className="tool-layer" data-active={isActive} role="presentation">
      <g data-box={boxText(grid, box)} opacity={isHere ? 1 : 0.5}>
        <rect className="tool-outline" {...rect} />
        <rect className="tool-stroke tool-color-1" {...rect} strokeDasharray={isHere ? undefined : '6 4'} />
      </g>
      {isActive && !param.fedBy && (
        <>
          <Handle
            label={toolTexts.region.inside(boxText(grid, box))}
            x={rect.x + rect.width / 2}
            y={rect.y + rect.height / 2}
            onStart={hold}
            onDrag={(dx, dy) => started.current && set(movedBox(grid, started.current.box, indicesOf(dx, dy)))}
            onStep={(right, down) => set(movedBox(grid, box, stepOf(right, down)))}
            onEnd={param.end}
            onCancel={param.takeBack}
          >
            <circle className="tool-target" r={12} />
            <circle className="tool-knob" r={5} />
          </Handle>
          {sides.map(([right, down, name, cursor]) => (
            <Handle
              key={name}
              label={toolTexts.region.part(name, boxText(grid, box))}
              cursor={cursor}
              x={rect.x + (rect.width * (right + 1)) / 2}
              y={rect.y + (rect.height * (down + 1)) / 2}
              onStart={hold}
              onDrag={(dx, dy) => {
                if (started.current) set(resized(grid, axes, started.current.box, right, down, indicesOf(dx, dy)));
              }}
              onStep={(r, d) => set(resized(grid, axes, box, right, down, stepOf(r, d)))}
              onEnd={param.end}
              onCancel={param.takeBack}
            >
              <rect className="tool-target" x={-12} y={-12} width={24} height={24} />
              <rect className="tool-knob" x={-4} y={-4} width={8} height={8} />
            </Handle>
          ))}
        </>
      )}
    </svg>
  );
}

/** Where the outer edges of a box lie in the picture. */
function rectOf(place: SlicePlace, grid: Grid, { first, last }: VoxelBox) {
  const [a, b] = [
    screenAt(place, toWorld(grid.affine, [first[0] - 0.5, first[1] - 0.5, first[2] - 0.5])),
    screenAt(place, toWorld(grid.affine, [last[0] + 0.5, last[1] + 0.5, last[2] + 0.5])),
  ];
  return {
    x: Math.min(a[0], b[0]),
    y: Math.min(a[1], b[1]),
    width: Math.abs(a[0] - b[0]),
    height: Math.abs(a[1] - b[1]),
  };
}

/** A box whose sides in the picture are where a drag began and is, and whose other side is kept. */
function drawn(grid: Grid, { across, down }: PlaneAxes, before: VoxelBox, from: Vec3, to: Vec3): VoxelBox {
  let box = before;
  for (const axis of [across, down]) {
    box = { first: withIndex(box.first, axis, 0), last: withIndex(box.last, axis, grid.size[axis] - 1) };
    box = withSide(grid, box, axis, 'first', Math.min(from[axis], to[axis]));
    box = withSide(grid, box, axis, 'last', Math.max(from[axis], to[axis]));
  }
  return box;
}

/** Half of the slice around a place, through all slices: what keys begin with. */
function middlePart(grid: Grid, axes: PlaneAxes, middle: Vec3): VoxelBox {
  const quarter = grid.size.map((n) => n / 4);
  return drawn(
    grid,
    axes,
    wholeBox(grid),
    [middle[0] - quarter[0], middle[1] - quarter[1], middle[2] - quarter[2]],
    [middle[0] + quarter[0], middle[1] + quarter[1], middle[2] + quarter[2]],
  );
}

/** The box with the sides of a handle moved: on the side of the picture where an axis grows lies the last voxel. */
function resized(grid: Grid, axes: PlaneAxes, box: VoxelBox, right: number, down: number, by: Vec3): VoxelBox {
  const { across, acrossSign, down: downAxis, downSign } = axes;
  const move = (now: VoxelBox, axis: number, side: number) => {
    const which = side > 0 ? 'last' : 'first';
    return side === 0 ? now : withSide(grid, now, axis, which, box[which][axis] + by[axis]);
  };
  return move(move(box, across, right * acrossSign), downAxis, down * downSign);
}

function withIndex(indices: Vec3, axis: number, index: number): Vec3 {
  return [axis === 0 ? index : indices[0], axis === 1 ? index : indices[1], axis === 2 ? index : indices[2]];
}
