import { commonTexts } from '#src/app/texts/common.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import './tools.css';
import { useState } from 'react';
import { useGrid, useNodeInput } from '#src/app/useOutput.ts';
import { NumberField } from '#src/app/viewers/NumberField.tsx';
import { SliceView } from '#src/app/viewers/SliceView.tsx';
import { type OutputRef, outputRef } from '#src/graph/document.ts';
import { strokesOf } from '#src/graph/strokes.ts';
import { BrushLayer } from './BrushLayer.tsx';
import { type BrushTool, brushSession, leastRadius, mostRadius } from './brushSession.ts';
import { labelColor } from './maskSlice.ts';
import { RegionText } from './RegionText.tsx';
import { type ToolParam, useToolParam } from './useToolParam.ts';

const tools: readonly (readonly [tool: BrushTool, label: string, title: string])[] = [
  ['look', toolTexts.look.label, toolTexts.look.title],
  ['brush', toolTexts.brush.label, toolTexts.brush.title],
  ['eraser', toolTexts.eraser.label, toolTexts.eraser.title],
];

/** The window of a DrawMask: its image with the mask over it, brush and eraser. */
export function DrawMaskView({ node }: { readonly node: string }) {
  const source = useNodeInput(node, 'input0');
  const start = useNodeInput(node, 'input1');
  const grid = useGrid(source).value;
  const strokes = useToolParam(node, 'strokes');
  if (source === undefined) return <p className="viewer-message">{viewerTexts.connect(`${node}.input0`)}</p>;
  return (
    <div className="tool-frame">
      <BrushTools node={node} source={source} strokes={strokes} />
      <SliceView source={source} name={toolTexts.mask.slices(node)}>
        {(place) => grid && <BrushLayer node={node} place={place} grid={grid} start={start} strokes={strokes} />}
      </SliceView>
    </div>
  );
}

interface BrushToolsProps {
  readonly node: string;
  readonly source: OutputRef;
  readonly strokes: ToolParam;
}

function BrushTools({ node, source, strokes }: BrushToolsProps) {
  const brush = brushSession.use(node);
  const [isMeasured, setMeasured] = useState(false);
  const count = strokesOf(strokes.value).length;
  const change = (part: Partial<typeof brush>) => brushSession.change(node, (now) => ({ ...now, ...part }));
  return (
    <div className="tool-row" role="toolbar" aria-label={toolTexts.tools(node)}>
      <span className="tool-choice">
        {tools.map(([tool, label, title]) => (
          <button
            key={tool}
            type="button"
            className="viewer-button"
            aria-pressed={brush.tool === tool}
            title={title}
            onClick={() => change({ tool })}
          >
            {label}
          </button>
        ))}
      </span>
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
        title={toolTexts.mask.removeAll}
        disabled={count === 0}
        onClick={() => {
          strokes.change([]);
          strokes.end();
        }}
      >
        {commonTexts.clear}
      </button>
      <button
        type="button"
        className="viewer-button"
        title={toolTexts.mask.statisticsTitle}
        aria-pressed={isMeasured}
        onClick={() => setMeasured(!isMeasured)}
      >
        {toolTexts.mask.statistics}
      </button>
      {isMeasured && <RegionText image={source} mask={outputRef(node, 'output0')} />}
      <output className="tool-said">{toolTexts.mask.strokes(count)}</output>
    </div>
  );
}
