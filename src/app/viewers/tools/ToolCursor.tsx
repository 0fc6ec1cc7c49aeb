import { type SlicePlace, screenAt } from '#src/app/viewers/slicePlace.ts';
import type { Vec3 } from '#src/image/volume.ts';

/** Where a tool works that is used by keys: a cross through the whole picture, open in the middle. */
export function ToolCursor({ place, world }: { readonly place: SlicePlace; readonly world: Vec3 | undefined }) {
  if (!world) return null;
  const [x, y] = screenAt(place, world);
  const { width, height } = place.size;
  const cross = `M0 ${y}H${x - 8}M${x + 8} ${y}H${width}M${x} 0V${y - 8}M${x} ${y + 8}V${height}`;
  return (
    <g className="tool-cursor" data-testid="tool-cursor">
      <path className="tool-outline" d={cross} />
      <path className="tool-stroke" d={cross} />
    </g>
  );
}
