import type { Vec3 } from '#src/image/volume.ts';
import { distanceFromSlice, type SlicePlace, screenAt } from './slicePlace.ts';

/** The linked cross-hair on the slice that it lies on, with a gap around the place it points to; nothing on other slices. */
export function CrosshairLines({ place, world }: { readonly place: SlicePlace; readonly world: Vec3 }) {
  const { spacing } = place.shown.geometry;
  if (distanceFromSlice(place, world) > spacing[2] * 0.51) return null;
  const [x, y] = screenAt(place, world);
  const { width, height } = place.transform;
  if (!(x >= 0 && x <= width && y >= 0 && y <= height)) return null;
  const gap = 8;
  const lines = [
    [0, y, x - gap, y],
    [x + gap, y, width, y],
    [x, 0, x, y - gap],
    [x, y + gap, x, height],
  ];
  return (
    <svg className="viewer-crosshair" width={width} height={height} aria-hidden="true" data-crosshair={`${x} ${y}`}>
      {['viewer-crosshair-edge', 'viewer-crosshair-line'].map((name) => (
        <path key={name} className={name} d={lines.map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join('')} />
      ))}
    </svg>
  );
}
