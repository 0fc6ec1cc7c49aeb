import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import './rowEditors.css';
import { endGesture, setParams } from '#src/app/store.ts';
import { NumberField } from '#src/app/viewers/NumberField.tsx';
import { flatMarkers, type Marker, markersOf } from '#src/app/viewers/tools/markers.ts';
import type { PointsParam } from '#src/graph/module.ts';
import { TypedEditor } from './TypedEditor.tsx';

interface PointsEditorProps {
  readonly node: string;
  readonly name: string;
  readonly param: PointsParam;
  readonly value: readonly number[];
}

/** More are edited as text, which the last row unfolds. */
const mostRows = 50;

/** Places in the world, a row each: x, y, z in mm and a type, to be typed, added and removed. */
export function PointsEditor({ node, name, param, value }: PointsEditorProps) {
  const points = markersOf(value);
  const set = (next: readonly Marker[]) => {
    setParams(node, { [name]: flatMarkers(next) });
    endGesture();
  };
  const change = (index: number, part: Partial<Marker>) =>
    set(points.map((point, n) => (n === index ? { ...point, ...part } : point)));
  const last = points.at(-1);
  return (
    <div className="row-editor">
      {points.length > 0 && (
        <div className="row-editor-point row-editor-heads" aria-hidden="true">
          <span />
          {fieldTexts.axes.map((axis) => (
            <span key={axis}>{axis}</span>
          ))}
          <span>{fieldTexts.points.type}</span>
          <span />
        </div>
      )}
      {points.slice(0, mostRows).map(({ world, type }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the list
        <div key={index} className="row-editor-point">
          <span className="row-editor-number">{index + 1}</span>
          {fieldTexts.axes.map((axis, n) => (
            <NumberField
              key={axis}
              label=""
              title={fieldTexts.points.coordinate(axis, index + 1, commonTexts.fieldOf(param.label, node))}
              value={world[n]}
              onCommit={(mm) =>
                change(index, { world: [n === 0 ? mm : world[0], n === 1 ? mm : world[1], n === 2 ? mm : world[2]] })
              }
            />
          ))}
          <NumberField
            label=""
            title={fieldTexts.points.typeOf(index + 1, commonTexts.fieldOf(param.label, node))}
            value={type}
            onCommit={(next) => change(index, { type: Math.round(next) })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={fieldTexts.points.removeOf(index + 1, commonTexts.fieldOf(param.label, node))}
            title={fieldTexts.points.remove(index + 1)}
            onClick={() => set(points.filter((_, n) => n !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="row-editor-row">
        <button
          type="button"
          className="button"
          onClick={() => set([...points, { world: last?.world ?? [0, 0, 0], type: last?.type ?? 0 }])}
        >
          {fieldTexts.points.add}
          <span className="visually-hidden">{fieldTexts.points.addTo(param.label)}</span>
        </button>
        <span className="panel-muted">{countText(points.length)}</span>
      </div>
      <AsText node={node} name={name} param={param} value={value} />
    </div>
  );
}

function countText(count: number): string {
  if (count > mostRows) return fieldTexts.points.firstOf(mostRows, count);
  return fieldTexts.points.count(count);
}

/** All numbers as one text, for those who paste them. */
export function AsText(props: Parameters<typeof TypedEditor>[0]) {
  return (
    <details className="row-editor-text">
      <summary>{fieldTexts.points.asText}</summary>
      <TypedEditor {...props} />
    </details>
  );
}
