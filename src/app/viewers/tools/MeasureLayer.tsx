import { useRef } from 'react';
import { toolTexts } from '#src/app/texts/tools.ts';
import { worldText } from '#src/app/viewers/readout.ts';
import { distanceFromSlice, type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { Handle } from './Handle.tsx';
import { flatMarkers, type Marker, markersOf, withMarkerAt } from './markers.ts';
import { type Measure, type MeasureKind, measuresOf, measureText, withPoint } from './measures.ts';
import { draggedWorld, steppedWorld } from './planeAxes.ts';
import { ToolCursor } from './ToolCursor.tsx';
import { useKeyCursor } from './useKeyCursor.ts';
import { usePictureTool } from './usePictureTool.ts';
import type { ToolParam } from './useToolParam.ts';

interface MeasureLayerProps {
  readonly place: SlicePlace;
  readonly param: ToolParam;
  /** What is measured by the next points; undefined while another tool is in hand. */
  readonly tool: MeasureKind | undefined;
}

/** Distances and angles: points are clicked one after the other, or dragged out; each can be moved afterwards. */
export function MeasureLayer({ place, param, tool }: MeasureLayerProps) {
  const layer = useRef<SVGSVGElement>(null);
  const held = useRef<{ readonly index: number; readonly world: Vec3; readonly x: number; readonly y: number }>(
    undefined,
  );
  const cursor = useKeyCursor(place);
  const points = markersOf(param.value);
  const measures = measuresOf(param.value);
  const set = (next: readonly Marker[]) => param.change(flatMarkers(next));
  const remove = (index: number) => {
    set(points.filter(({ type }) => type !== points[index]?.type));
    param.end();
    layer.current?.parentElement?.querySelector('canvas')?.focus({ preventScroll: true });
  };

  usePictureTool(
    layer,
    tool && !param.fedBy
      ? {
          press(x, y) {
            cursor.hide();
            const world = worldAt(place, x, y);
            held.current = { index: points.length, world, x, y };
            set(withPoint(points, tool, world));
          },
          drag(x, y) {
            const from = held.current;
            if (!from || Math.hypot(x - from.x, y - from.y) < 4) return;
            const world = worldAt(place, x, y);
            const isNew = measures.at(-1)?.points.length === 1;
            // A drag from the first point draws the second one; a click leaves it to the next click.
            if (isNew && points.length === from.index + 1) set(withPoint(points, tool, world));
            else set(withMarkerAt(points, points.length - 1, world));
          },
          release() {
            held.current = undefined;
            param.end();
          },
          cancel() {
            held.current = undefined;
            param.takeBack();
          },
          hover: cursor.hover,
          key(event) {
            if (event.key === 'Enter' || event.key === ' ') {
              set(withPoint(points, tool, cursor.world()));
              param.end();
              return true;
            }
            if (event.key === 'Delete' || event.key === 'Backspace') {
              if (points.length > 0) remove(points.length - 1);
              return true;
            }
            return cursor.key(event) !== undefined;
          },
        }
      : undefined,
  );

  const slice = place.shown.geometry.spacing[2];
  return (
    <svg ref={layer} className="tool-layer" data-active={tool !== undefined} role="presentation">
      {measures.map((measure) => (
        <MeasureShape key={measure.type} place={place} measure={measure} reach={slice / 2 + 1e-6} />
      ))}
      {tool &&
        !param.fedBy &&
        points.map(({ world }, index) => {
          if (distanceFromSlice(place, world) > slice / 2 + 1e-6) return null;
          const [x, y] = screenAt(place, world);
          return (
            <Handle
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the list
              key={index}
              label={toolTexts.measure.point(index + 1, worldText(world))}
              x={x}
              y={y}
              onStart={() => {
                held.current = { index, world, x, y };
              }}
              onDrag={(dx, dy) => {
                if (held.current) set(withMarkerAt(points, index, draggedWorld(place, held.current.world, dx, dy)));
              }}
              onStep={(right, down) => set(withMarkerAt(points, index, steppedWorld(place, world, right, down)))}
              onEnd={param.end}
              onCancel={param.takeBack}
              onDelete={() => remove(index)}
            >
              <circle className="tool-target" r={12} />
              <circle className="tool-knob" r={4} />
            </Handle>
          );
        })}
      {tool && <ToolCursor place={place} world={cursor.shown} />}
    </svg>
  );
}

function MeasureShape({ place, measure, reach }: { place: SlicePlace; measure: Measure; reach: number }) {
  const { points } = measure;
  const isHere = points.some((point) => distanceFromSlice(place, point) <= reach);
  const ends = points.map((point) => screenAt(place, point));
  const line = ends.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const [x, y] = ends[Math.min(1, ends.length - 1)];
  return (
    <g opacity={isHere ? 1 : 0.35} data-measure={measureText(measure)}>
      <path className="tool-outline" d={line} />
      <path className="tool-stroke tool-color-2" d={line} />
      {ends.map(([px, py]) => (
        <path key={`${px} ${py}`} className="tool-stroke tool-color-2" d={`M${px - 3} ${py}h6M${px} ${py - 3}v6`} />
      ))}
      <text className="tool-text" x={x + 8} y={y + 16}>
        {measureText(measure)}
      </text>
    </g>
  );
}
