/** A table as the writers take it: rows of numbers and texts under named columns. */
export interface TableData {
  readonly columns: readonly { readonly name: string; readonly unit?: string }[];
  readonly rows: readonly (readonly (number | string)[])[];
}

/**
 * The table as CSV (RFC 4180): UTF-8, commas, lines that end in CR LF, a first line of the columns' names with their units in
 * brackets. Numbers to the last digit, NaN and infinities as "NaN" and "Infinity", which pandas and R read as such. Throws when a
 * row has not as many entries as there are columns.
 */
export function writeTableCsv(table: TableData): Uint8Array<ArrayBuffer> {
  requireRows(table);
  const head = table.columns.map(({ name, unit }) => cell(unit ? `${name} [${unit}]` : name));
  const lines = [head, ...table.rows.map((row) => row.map(cell))];
  return new TextEncoder().encode(lines.map((line) => `${line.join(',')}\r\n`).join(''));
}

/**
 * The table as JSON: the columns, and the rows as objects by the columns' names, so that a program need not count. JSON knows of no
 * NaN and no infinities: they are written as texts of these names. Throws when a row has not as many entries as there are columns,
 * or two columns have one name.
 */
export function writeTableJson(table: TableData): Uint8Array<ArrayBuffer> {
  requireRows(table);
  const names = table.columns.map(({ name }) => name);
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw new Error(`Two columns are called ${JSON.stringify(twice)}: rename one of them`);
  const entry = (value: number | string) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  const rows = table.rows.map((row) => Object.fromEntries(row.map((value, n) => [names[n], entry(value)])));
  return new TextEncoder().encode(`${JSON.stringify({ columns: table.columns, rows }, null, 2)}\n`);
}

function requireRows({ columns, rows }: TableData): void {
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd === -1) return;
  throw new Error(`Row ${odd} of the table has ${rows[odd].length} entries, and there are ${columns.length} columns`);
}

function cell(value: number | string): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
