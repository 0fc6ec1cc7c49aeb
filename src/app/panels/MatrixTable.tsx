import { numberText } from '#src/app/format.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';

interface MatrixTableProps {
  readonly label: string;
  readonly caption: string;
  /** Row by row. */
  readonly values: readonly number[];
}

/** A 4 × 4 matrix with the voxel indices over its columns and the world axes beside its rows. */
export function MatrixTable({ label, caption, values }: MatrixTableProps) {
  return (
    <table className="matrix" aria-label={label}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {inspectorTexts.image.indices.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...fieldTexts.axes, ''].map((axis, row) => (
          <tr key={axis}>
            <th scope="row">{axis || <span className="visually-hidden">{inspectorTexts.image.lastRow}</span>}</th>
            {[0, 1, 2, 3].map((column) => (
              <td key={column}>{numberText(values[4 * row + column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
