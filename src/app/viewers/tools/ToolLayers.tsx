import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { BoxLayer } from './BoxLayer.tsx';
import { MarkerLayer } from './MarkerLayer.tsx';
import { MeasureLayer } from './MeasureLayer.tsx';
import { toolSession } from './toolSession.ts';
import { useToolParam } from './useToolParam.ts';

interface ToolLayersProps {
  readonly node: string;
  readonly place: SlicePlace;
  /** Of the whole image. */
  readonly grid: Grid | undefined;
  readonly onGoTo: (world: Vec3) => void;
}

/** What the tools of a viewer have made, over one of its pictures, and the tool in hand at work. */
export function ToolLayers({ node, place, grid, onGoTo }: ToolLayersProps) {
  const { tool, markerType, selected } = toolSession.use(node);
  const markers = useToolParam(node, 'markers');
  const box = useToolParam(node, 'box');
  const measures = useToolParam(node, 'measures');
  return (
    <>
      {grid && <BoxLayer place={place} grid={grid} param={box} isActive={tool === 'box'} />}
      <MeasureLayer place={place} param={measures} tool={tool === 'distance' || tool === 'angle' ? tool : undefined} />
      <MarkerLayer
        place={place}
        param={markers}
        isActive={tool === 'markers'}
        type={markerType}
        selected={selected}
        onSelect={(index) => toolSession.change(node, (now) => ({ ...now, selected: index }))}
        onGoTo={onGoTo}
      />
    </>
  );
}
