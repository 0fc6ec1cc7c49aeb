import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import './rowEditors.css';
import { modules } from '#modules/index.ts';
import { endGesture, setParams, useApp } from '#src/app/store.ts';
import { useGrid } from '#src/app/useOutput.ts';
import { NumberField } from '#src/app/viewers/NumberField.tsx';
import { boxOfVoxels, boxText, voxelBoxOf, wholeBox } from '#src/app/viewers/tools/voxelBox.ts';
import { nodeOf, type OutputRef, sourceOf } from '#src/graph/document.ts';
import type { BoxParam } from '#src/graph/module.ts';
import { AsText } from './PointsEditor.tsx';

interface BoxEditorProps {
  readonly node: string;
  readonly name: string;
  readonly param: BoxParam;
  readonly value: readonly number[];
}

/** A box in the world: its two fieldTexts.box.corners to be typed, its size in the voxels of the node's image, none, or all of that image. */
export function BoxEditor({ node, name, param, value }: BoxEditorProps) {
  const image = useApp((state) => imageOf(state.history.present, node));
  const grid = useGrid(image).value;
  const box = grid && voxelBoxOf(grid, value);
  const set = (next: readonly number[]) => {
    setParams(node, { [name]: next });
    endGesture();
  };
  return (
    <div className="row-editor">
      {value.length === 6 && (
        <div className="row-editor-corner row-editor-heads" aria-hidden="true">
          {fieldTexts.axes.map((axis) => (
            <span key={axis}>{axis}</span>
          ))}
        </div>
      )}
      {value.length === 6 &&
        fieldTexts.box.corners.map((corner, row) => (
          <div key={corner} className="row-editor-corner">
            {fieldTexts.axes.map((axis, n) => (
              <NumberField
                key={axis}
                label=""
                title={fieldTexts.box.coordinate(corner, commonTexts.fieldOf(param.label, node), axis)}
                value={value[3 * row + n]}
                onCommit={(mm) => set(value.map((old, index) => (index === 3 * row + n ? mm : old)))}
              />
            ))}
          </div>
        ))}
      <div className="row-editor-row">
        <button
          type="button"
          className="button"
          disabled={!grid}
          title={grid ? undefined : fieldTexts.box.connectFirst}
          onClick={() => grid && set(boxOfVoxels(grid, wholeBox(grid)))}
        >
          {fieldTexts.box.wholeImage}
        </button>
        <button type="button" className="button" disabled={value.length === 0} onClick={() => set([])}>
          {commonTexts.clear}
        </button>
        <span className="panel-muted">{sayBox(value, grid && box ? boxText(grid, box) : undefined)}</span>
      </div>
      <AsText node={node} name={name} param={param} value={value} />
    </div>
  );
}

function sayBox(value: readonly number[], size: string | undefined): string {
  if (value.length === 0) return fieldTexts.box.none;
  return size ?? '';
}

/** What feeds the first image input of a node that has a source. */
function imageOf(document: Parameters<typeof nodeOf>[0], name: string): OutputRef | undefined {
  const node = nodeOf(document, name);
  const module = node && modules.get(node.module);
  if (!node || !module) return undefined;
  for (const [input, port] of Object.entries(module.inputs)) {
    const source = port.type === 'image' ? sourceOf(node, input) : undefined;
    if (source) return source;
  }
  return undefined;
}
