import { commonTexts } from '#src/app/texts/common.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import './tools.css';
import { useGrid } from '#src/app/useOutput.ts';
import { NumberField } from '#src/app/viewers/NumberField.tsx';
import { ViewerIcon } from '#src/app/viewers/ViewerIcon.tsx';
import type { OutputRef } from '#src/graph/document.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { markersOf } from './markers.ts';
import { RegionText } from './RegionText.tsx';
import { type Tool, toolSession } from './toolSession.ts';
import { type ToolParam, useToolParam } from './useToolParam.ts';
import { boxOfVoxels, boxText, cutAt, voxelBoxOf, wholeBox } from './voxelBox.ts';

const tools: readonly (readonly [tool: Tool, label: string, title: string])[] = [
  ['look', toolTexts.look.label, toolTexts.look.title],
  ['markers', toolTexts.markers.label, toolTexts.markers.title],
  ['box', toolTexts.box.label, toolTexts.box.title],
  ['distance', toolTexts.distance.label, toolTexts.distance.title],
  ['angle', toolTexts.angle.label, toolTexts.angle.title],
];

interface ViewToolsProps {
  readonly node: string;
  /** The image that is shown, to whose voxels the box snaps. */
  readonly source: OutputRef | undefined;
  /** A second image that is shown, and what it is called; what lies in the box is measured in both. */
  readonly second?: { readonly label: string; readonly source: OutputRef | undefined };
  /** The axis of storage across which the slices lie, and the number of the one that is shown; undefined where several are shown. */
  readonly axis?: number;
  readonly slice?: number;
  readonly onGoTo: (world: Vec3) => void;
}

/** The row above a view in which a tool is chosen, with what belongs to it. */
export function ViewTools({ node, source, second, axis, slice, onGoTo }: ViewToolsProps) {
  const { tool } = toolSession.use(node);
  return (
    <div className="tool-row" role="toolbar" aria-label={toolTexts.tools(node)}>
      <span className="tool-choice">
        {tools.map(([each, label, title]) => (
          <button
            key={each}
            type="button"
            className="viewer-button"
            aria-label={label}
            aria-pressed={tool === each}
            title={toolTexts.tool(label, title)}
            onClick={() => toolSession.change(node, (now) => ({ ...now, tool: each }))}
          >
            <ViewerIcon name={each} />
            <span className="tool-label">{label}</span>
          </button>
        ))}
      </span>
      {tool === 'markers' && <MarkerOptions node={node} onGoTo={onGoTo} />}
      {tool === 'box' && <BoxOptions node={node} source={source} second={second} axis={axis} slice={slice} />}
      {(tool === 'distance' || tool === 'angle') && <MeasureOptions node={node} />}
    </div>
  );
}

function MarkerOptions({ node, onGoTo }: { readonly node: string; readonly onGoTo: (world: Vec3) => void }) {
  const param = useToolParam(node, 'markers');
  const { markerType, selected } = toolSession.use(node);
  const markers = markersOf(param.value);
  const go = (by: number) => {
    const from = selected ?? (by > 0 ? -1 : 0);
    const index = (from + by + markers.length) % markers.length;
    toolSession.change(node, (now) => ({ ...now, selected: index }));
    onGoTo(markers[index].world);
  };
  return (
    <>
      {fedText(param)}
      <NumberField
        label={toolTexts.marker.type}
        title={toolTexts.marker.typeTitle}
        value={markerType}
        onCommit={(type) => toolSession.change(node, (now) => ({ ...now, markerType: Math.round(type) }))}
      />
      <ToolButton label="‹" title={toolTexts.marker.previous} isOff={markers.length === 0} onClick={() => go(-1)} />
      <ToolButton label="›" title={toolTexts.marker.next} isOff={markers.length === 0} onClick={() => go(1)} />
      <ClearButton label={toolTexts.marker.removeAll} param={param} />
      <output className="tool-said">{toolTexts.marker.count(markers.length)}</output>
    </>
  );
}

function BoxOptions({ node, source, second, axis, slice }: Omit<ViewToolsProps, 'onGoTo'>) {
  const param = useToolParam(node, 'box');
  const grid = useGrid(source).value;
  const box = grid && voxelBoxOf(grid, param.value);
  const cut = (side: 'first' | 'last') => {
    if (!grid || axis === undefined || slice === undefined) return;
    param.change(boxOfVoxels(grid, cutAt(box ?? wholeBox(grid), axis, side, slice)));
    param.end();
  };
  const isOff = !grid || param.fedBy !== undefined;
  return (
    <>
      {fedText(param)}
      {slice !== undefined && (
        <>
          <ToolButton
            label={toolTexts.region.fromHere}
            title={toolTexts.region.fromHereTitle}
            isOff={isOff}
            onClick={() => cut('first')}
          />
          <ToolButton
            label={toolTexts.region.toHere}
            title={toolTexts.region.toHereTitle}
            isOff={isOff}
            onClick={() => cut('last')}
          />
        </>
      )}
      <ToolButton
        label={toolTexts.region.all}
        title={toolTexts.region.allTitle}
        isOff={isOff}
        onClick={() => {
          if (grid) param.change(boxOfVoxels(grid, wholeBox(grid)));
          param.end();
        }}
      />
      <ClearButton label={toolTexts.region.remove} param={param} />
      {source && grid && box ? (
        <>
          <output className="tool-said">{boxText(grid, box)}</output>
          <RegionText image={source} box={param.value} />
          {second?.source && (
            <span className="tool-said">
              {toolTexts.region.ofImage(second.label)}
              <RegionText image={second.source} box={param.value} />
            </span>
          )}
        </>
      ) : (
        <output className="tool-said">{toolTexts.region.none}</output>
      )}
    </>
  );
}

function MeasureOptions({ node }: { readonly node: string }) {
  const param = useToolParam(node, 'measures');
  return (
    <>
      {fedText(param)}
      <ClearButton label={toolTexts.measure.removeAll} param={param} />
    </>
  );
}

function fedText({ fedBy }: ToolParam) {
  return fedBy && <span className="tool-said">{toolTexts.givenBy(fedBy)}</span>;
}

function ClearButton({ label, param }: { readonly label: string; readonly param: ToolParam }) {
  return (
    <ToolButton
      label={commonTexts.clear}
      title={label}
      isOff={param.value.length === 0 || param.fedBy !== undefined}
      onClick={() => {
        param.change([]);
        param.end();
      }}
    />
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly title: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}

function ToolButton({ label, title, isOff, onClick }: ToolButtonProps) {
  return (
    <button type="button" className="viewer-button" title={title} disabled={isOff} onClick={onClick}>
      {label}
    </button>
  );
}
