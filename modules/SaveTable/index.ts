import { provenanceParam } from '#modules/provenanceParam.ts';
import { writeTableCsv, writeTableJson } from '#src/formats/writeTable.ts';
import { withSuffix } from '#src/graph/fileName.ts';
import { defineModule } from '#src/graph/module.ts';
import type { Table } from '#src/graph/ports.ts';

const formats = { '.csv': 'Comma-separated (.csv)', '.json': 'JSON (.json)' } as const;

export default defineModule({
  id: 'SaveTable',
  version: 1,
  genre: 'File',
  help:
    'Writes a table (statistics, sizes of components, a quality report) as CSV or JSON, every digit of its numbers included. Its button, or the command ' +
    'line, makes the file. CSV is RFC 4180: UTF-8, commas, units in brackets behind the names, NaN and Infinity by these words, ' +
    'which pandas and R read; a text that a spreadsheet would take for a formula gets an apostrophe in front. JSON holds the rows as objects.',
  aliases: ['export', 'CSV', 'JSON', 'spreadsheet', 'to_csv', 'report'],
  inputs: { input0: { type: 'table', label: 'Table' } },
  outputs: { file: { type: 'file', label: 'File' } },
  params: {
    fileName: {
      kind: 'text',
      label: 'File name',
      default: '{prefix}.csv',
      help: '{prefix} stands for the name of the nearest input file, without its suffix.',
      inKey: false,
    },
    format: {
      kind: 'choice',
      label: 'Format',
      default: '.csv',
      options: formats,
    },
    provenance: provenanceParam,
  },

  summary({ fileName, format }) {
    return withSuffix(String(fileName), String(format), Object.keys(formats));
  },

  run({ input0 }, { format }) {
    const bytes = format === '.csv' ? writeTableCsv(withoutFormulas(input0)) : writeTableJson(input0);
    return { file: { parts: [bytes], suffix: format } };
  },
});

/** Some texts come from headers of files, and a spreadsheet runs what begins so; numbers that were written as texts stay. */
function withoutFormulas({ columns, rows }: Table): Table {
  const guarded = (text: string) => (/^[=@\t\r]|^[+-](?![\d.]|Infinity)/.test(text) ? `'${text}` : text);
  return {
    columns,
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guarded(cell) : cell))),
  };
}
