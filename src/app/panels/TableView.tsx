import { csvText } from '#src/app/csvText.ts';
import { numberText } from '#src/app/format.ts';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { tableTexts } from '#src/app/texts/tables.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Table } from '#src/graph/ports.ts';
import { Sheet, type SheetColumn } from './Sheet.tsx';

const maxRows = 500;

interface Row {
  readonly n: number;
  readonly cells: readonly (number | string)[];
}

/** A table, sortable, with a button that saves all of its rows. */
export function TableView({ source, table }: { readonly source: OutputRef; readonly table: Table }) {
  const columns = table.columns.map(({ name, unit }, at): SheetColumn<Row> => {
    const of = ({ cells }: Row) => cells[at] ?? '';
    return {
      id: String(at),
      label: unit ? `${name} (${unit})` : name,
      value: of,
      cell: (row) => {
        const cell = of(row);
        return typeof cell === 'number' ? numberText(cell) : cell;
      },
    };
  });
  const rows = table.rows.slice(0, maxRows).map((cells, n): Row => ({ n, cells }));
  const isCut = table.rows.length > maxRows;
  return (
    <div className="sheet-panel">
      <div className="sheet-bar">
        <span className="panel-muted">
          {isCut ? tableTexts.table.firstRows(maxRows, table.rows.length) : commonTexts.rows(table.rows.length)}
        </span>
        <span className="sheet-space" />
        <button
          type="button"
          className="button"
          onClick={() => downloadBlob(new Blob([csvText(table)], { type: 'text/csv' }), `${source}.csv`)}
        >
          {tableTexts.table.saveCsv}
        </button>
      </div>
      <Sheet
        label={tableTexts.table.of(source)}
        columns={columns}
        rows={rows}
        keyOf={({ n }) => String(n)}
        empty={tableTexts.table.none}
      />
    </div>
  );
}
