import type { Table } from '#src/graph/ports.ts';

/**
 * A table as CSV (RFC 4180): a head line with units in brackets, lines end with CR LF, texts with commas, quotes or line ends are quoted,
 * numbers with all their digits.
 */
export function csvText({ columns, rows }: Table): string {
  const head = columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name));
  return [head, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: number | string): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
