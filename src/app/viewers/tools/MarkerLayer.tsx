import { useRef } from 'react';
import { toolTexts } from '#src/app/texts/tools.ts';
import { worldText } from '#src/app/viewers/readout.ts';
import { distanceFromSlice, type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { Handle } from './Handle.tsx';
import { flatMarkers, type Marker, markersOf, withMarkerAt, withoutMarker } from './markers.ts';
import { draggedWorld, steppedWorld } from './planeAxes.ts';
import { ToolCursor } from './ToolCursor.tsx';
import { useKeyCursor } from './useKeyCursor.ts';
import { usePictureTool } from './usePictureTool.ts';
import type { ToolParam } from './useToolParam.ts';

interface MarkerLayerProps {
  readonly place: SlicePlace;
  readonly param: ToolParam;
  /** Whether markers are placed and moved here; else they are only shown. */
  readonly isActive: boolean;
  /** The type of the next marker. */
  readonly type: number;
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  /** Brings the slice with a place into sight. */
  readonly onGoTo: (world: Vec3) => void;
}

/** Markers this many slices away are still seen, faintly. */
const farthest = 3;

/** The markers of a view: a click places one, drags move them, keys do both. */
export function MarkerLayer(props: MarkerLayerProps) {
  const { place, param, isActive, type, selected, onSelect, onGoTo } = props;
  const layer = useRef<SVGSVGElement>(null);
  const dragged = useRef<{ readonly index: number; readonly world: Vec3 }>(undefined);
  const cursor = useKeyCursor(place);
  const markers = markersOf(param.value);
  const set = (next: readonly Marker[]) => param.change(flatMarkers(next));
  const add = (world: Vec3) => {
    set([...markers, { world, type }]);
    onSelect(markers.length);
  };
  const remove = (index: number) => {
    set(withoutMarker(markers, index));
    param.end();
    onSelect(undefined);
    focusPicture(layer.current);
  };
  const step = (by: number) => {
    if (markers.length === 0) return;
    const next = selected === undefined ? (by > 0 ? 0 : markers.length - 1) : selected + by;
    const index = (next + markers.length) % markers.length;
    onSelect(index);
    onGoTo(markers[index].world);
  };
  const onKey = (key: string) => {
    if (key === 'n' || key === 'N') step(key === 'n' ? 1 : -1);
    return key === 'n' || key === 'N';
  };

  usePictureTool(
    layer,
    isActive && !param.fedBy
      ? {
          press(x, y) {
            cursor.hide();
            const world = worldAt(place, x, y);
            dragged.current = { index: markers.length, world };
            add(world);
          },
          drag(x, y) {
            if (dragged.current) set(withMarkerAt(markers, dragged.current.index, worldAt(place, x, y)));
          },
          release() {
            dragged.current = undefined;
            param.end();
          },
          cancel() {
            dragged.current = undefined;
            onSelect(undefined);
            param.takeBack();
          },
          hover: cursor.hover,
          key(event) {
            const isDelete = event.key === 'Delete' || event.key === 'Backspace';
            if (isDelete && selected !== undefined && selected < markers.length) remove(selected);
            if (isDelete) return true;
            if (event.key === 'Enter' || event.key === ' ') {
              add(cursor.world());
              param.end();
              return true;
            }
            if (event.key === 'Escape' && selected !== undefined) {
              onSelect(undefined);
              return true;
            }
            return cursor.key(event) !== undefined || onKey(event.key);
          },
        }
      : undefined,
  );

  const slice = place.shown.geometry.spacing[2];
  return (
    <svg ref={layer} className="tool-layer" data-active={isActive} role="presentation">
      {markers.map((marker, index) => {
        const distance = distanceFromSlice(place, marker.world);
        if (distance > farthest * slice) return null;
        const isHere = distance <= slice / 2 + 1e-6;
        const [x, y] = screenAt(place, marker.world);
        const shape = <MarkerShape index={index} type={marker.type} isSelected={isActive && index === selected} />;
        const key = `marker-${index}`;
        if (!isHere || !isActive || param.fedBy) {
          return (
            <g key={key} transform={`translate(${x} ${y})`} opacity={isHere ? 1 : 0.4} data-marker={index + 1}>
              {shape}
            </g>
          );
        }
        return (
          <Handle
            key={key}
            label={toolTexts.marker.at(index + 1, marker.type, worldText(marker.world))}
            x={x}
            y={y}
            onStart={() => {
              dragged.current = { index, world: marker.world };
            }}
            onFocus={() => onSelect(index)}
            onDrag={(dx, dy) => {
              if (dragged.current)
                set(withMarkerAt(markers, index, draggedWorld(place, dragged.current.world, dx, dy)));
            }}
            onStep={(right, down) => set(withMarkerAt(markers, index, steppedWorld(place, marker.world, right, down)))}
            onEnd={param.end}
            onCancel={param.takeBack}
            onDelete={() => remove(index)}
            onKey={onKey}
          >
            {shape}
          </Handle>
        );
      })}
      {isActive && <ToolCursor place={place} world={cursor.shown} />}
    </svg>
  );
}

/** Numbered in their order; a type other than 0 is written behind the number and has a colour of its own. */
function MarkerShape({ index, type, isSelected }: { index: number; type: number; isSelected: boolean }) {
  return (
    <>
      <circle className="tool-target" r={12} />
      {isSelected && <circle className="tool-selected" r={9} />}
      <path className="tool-outline" d="M-6 0H6M0-6V6" />
      <path className={`tool-stroke tool-color-${Math.abs(type) % 6}`} d="M-6 0H6M0-6V6" />
      <text className="tool-text" x={9} y={-5}>
        {index + 1}
        {type === 0 ? '' : ` (${type})`}
      </text>
    </>
  );
}

/** Where the keys go on after what had the focus is gone. */
function focusPicture(layer: Element | null): void {
  layer?.parentElement?.querySelector('canvas')?.focus({ preventScroll: true });
}
