import { commonTexts } from '#src/app/texts/common.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import './tools.css';
import './brush.css';
import { useState } from 'react';
import { NumberField } from '#src/app/viewers/NumberField.tsx';
import { ViewerIcon } from '#src/app/viewers/ViewerIcon.tsx';
import { type OutputRef, outputRef } from '#src/graph/document.ts';
import { type BrushTool, brushSession, leastRadius, mostRadius } from './brushSession.ts';
import type { DrawnPlanes } from './drawnPlanes.ts';
import { labelColor } from './maskSlice.ts';
import { PlanesChoice } from './PlanesChoice.tsx';
import { RegionText } from './RegionText.tsx';
import type { StrokesField } from './useStrokes.ts';

const tools: readonly (readonly [tool: BrushTool, label: string, title: string])[] = [
  ['look', toolTexts.look.label, toolTexts.look.title],
  ['brush', toolTexts.brush.label, toolTexts.brush.title],
  ['eraser', toolTexts.eraser.label, toolTexts.eraser.title],
];

interface BrushToolsProps {
  readonly node: string;
  readonly planes: DrawnPlanes;
  readonly source: OutputRef;
  readonly strokes: StrokesField;
}

/** The row above a drawing: which slices are drawn on, with what, and what there is so far. */
export function BrushTools({ node, planes, source, strokes }: BrushToolsProps) {
  const brush = brushSession.use(node);
  const [isMeasured, setMeasured] = useState(false);
  const count = strokes.value.length;
  const change = (part: Partial<typeof brush>) => brushSession.change(node, (now) => ({ ...now, ...part }));
  return (
    <div className="tool-row tool-brushes" role="toolbar" aria-label={toolTexts.tools(node)}>
      <span className="tool-choice">
        {tools.map(([tool, label, title]) => (
          <button
            key={tool}
            type="button"
            className="viewer-button"
            aria-label={label}
            aria-pressed={brush.tool === tool}
            title={title}
            onClick={() => change({ tool })}
          >
            <ViewerIcon name={tool} />
            <span className="tool-label">{label}</span>
          </button>
        ))}
      </span>
      <PlanesChoice node={node} planes={planes} />
      <NumberField
        label={toolTexts.mask.radius}
        title={toolTexts.mask.radiusTitle}
        value={brush.radius}
        min={leastRadius}
        onCommit={(radius) => change({ radius: Math.min(mostRadius, radius) })}
      />
      <input
        type="range"
        className="tool-radius"
        aria-label={toolTexts.mask.radiusOf(node)}
        min={leastRadius}
        max={mostRadius}
        step={0.1}
        value={brush.radius}
        onChange={(event) => change({ radius: event.target.valueAsNumber })}
      />
      <NumberField
        label={toolTexts.mask.label}
        title={toolTexts.mask.labelTitle}
        value={brush.label}
        min={1}
        onCommit={(label) => change({ label: Math.round(label) })}
      />
      <span className="tool-swatch" style={{ background: labelColor(brush.label) }} aria-hidden="true" />
      <button
        type="button"
        className="viewer-button"
        aria-label={commonTexts.clear}
        title={toolTexts.mask.removeAll}
        disabled={count === 0}
        onClick={() => strokes.change([])}
      >
        <ViewerIcon name="clear" />
        <span className="tool-label">{commonTexts.clear}</span>
      </button>
      <button
        type="button"
        className="viewer-button"
        aria-label={toolTexts.mask.statistics}
        title={toolTexts.mask.statisticsTitle}
        aria-pressed={isMeasured}
        onClick={() => setMeasured(!isMeasured)}
      >
        <ViewerIcon name="statistics" />
        <span className="tool-label">{toolTexts.mask.statistics}</span>
      </button>
      {isMeasured && <RegionText image={source} mask={outputRef(node, 'output0')} />}
      <output className="tool-said">{toolTexts.mask.strokes(count)}</output>
    </div>
  );
}
