import { tableTexts } from '#src/app/texts/tables.ts';
import './sheet.css';
import { type ReactNode, useState } from 'react';

/** A column of a table that can be sorted. */
export interface SheetColumn<Row> {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  /** What rows are sorted by; without it the column is not sortable. Numbers are set to the right, largest first. */
  readonly value?: (row: Row) => number | string;
  readonly cell: (row: Row) => ReactNode;
}

interface SheetProps<Row> {
  readonly label: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The column by which the rows are sorted at first; without it they stay as they come. */
  readonly sortedBy?: string;
  readonly isSelected?: (row: Row) => boolean;
  readonly empty: string;
}

interface Sorting {
  readonly column: string;
  readonly isDescending: boolean;
}

/** A table that fills its panel: the heads stay in sight and sort it, by mouse and by keyboard. */
export function Sheet<Row>({ label, columns, rows, keyOf, sortedBy, isSelected, empty }: SheetProps<Row>) {
  const [chosen, setChosen] = useState<Sorting>();
  const sorting = chosen ?? (sortedBy === undefined ? undefined : { column: sortedBy, isDescending: true });
  const column = columns.find(({ id }) => id === sorting?.column);
  const sorted = sorting && column?.value ? sortedRows(rows, column.value, sorting.isDescending) : rows;
  const isNumeric = ({ value }: SheetColumn<Row>) => rows.length > 0 && typeof value?.(rows[0]) === 'number';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section of this name would be a second landmark.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="sheet" role="group" aria-label={tableTexts.rowsOf(label)} tabIndex={0}>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((each) => {
              const isSorted = sorting?.column === each.id;
              const order = isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined;
              return (
                <th key={each.id} scope="col" title={each.title} data-numeric={isNumeric(each)} aria-sort={order}>
                  {each.value ? (
                    <button
                      type="button"
                      className="sheet-sort"
                      onClick={() =>
                        setChosen({
                          column: each.id,
                          isDescending: isSorted ? !sorting.isDescending : isNumeric(each),
                        })
                      }
                    >
                      {each.label}
                      <span aria-hidden="true" className="sheet-order">
                        {order === undefined ? '' : order === 'descending' ? '▾' : '▴'}
                      </span>
                    </button>
                  ) : (
                    <span className="sheet-label">{each.label}</span>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)} data-selected={isSelected?.(row)}>
              {columns.map((each) => (
                <td key={each.id} data-numeric={isNumeric(each)}>
                  {each.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="sheet-empty">{empty}</p>}
    </div>
  );
}

function sortedRows<Row>(rows: readonly Row[], value: (row: Row) => number | string, isDescending: boolean): Row[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
    return sign * String(x).localeCompare(String(y), undefined, { numeric: true });
  });
}
