import { toolTexts } from '#src/app/texts/tools.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './tools.css';
import { useState } from 'react';
import { useNodeParams } from '#src/app/store.ts';
import { useGrid, useNodeInput } from '#src/app/useOutput.ts';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import type { Plane } from '#src/app/viewers/slicePlanes.ts';
import { BrushLayer } from './BrushLayer.tsx';
import { BrushTools } from './BrushTools.tsx';
import { DrawMaskPlanes } from './DrawMaskPlanes.tsx';
import { DrawMaskSlices } from './DrawMaskSlices.tsx';
import { type DrawnPlanes, drawnPlanesOf } from './drawnPlanes.ts';
import { liveStroke } from './liveStroke.ts';
import { useStrokes } from './useStrokes.ts';

const planeOf: Readonly<Partial<Record<DrawnPlanes, Plane>>> = {
  AXIAL: 'axial',
  CORONAL: 'coronal',
  SAGITTAL: 'sagittal',
};

/** The window of a DrawMask: its image with the mask over it, in one plane or in three, brush and eraser. */
export function DrawMaskView({ node }: { readonly node: string }) {
  const source = useNodeInput(node, 'input0');
  const start = useNodeInput(node, 'input1');
  const grid = useGrid(source).value;
  const strokes = useStrokes(node);
  const planes = drawnPlanesOf(useNodeParams(node).planes);
  const [live] = useState(liveStroke);
  if (source === undefined) return <p className="viewer-message">{viewerTexts.connect(`${node}.input0`)}</p>;
  const drawing = (place: SlicePlace) =>
    grid && <BrushLayer node={node} place={place} grid={grid} start={start} strokes={strokes} live={live} />;
  return (
    <div className="tool-frame">
      <BrushTools node={node} planes={planes} source={source} strokes={strokes} />
      {planes === 'ALL' ? (
        <DrawMaskPlanes node={node} source={source}>
          {drawing}
        </DrawMaskPlanes>
      ) : (
        <DrawMaskSlices node={node} source={source} plane={planeOf[planes]} name={toolTexts.mask.slices(node)}>
          {drawing}
        </DrawMaskSlices>
      )}
    </div>
  );
}
