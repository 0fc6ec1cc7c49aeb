import type { Cell } from './cell.ts';
import { digits, type Verdict } from './goals.ts';
import type { Column } from './row.ts';

/** What the columns of `longTable` mean. */
export const legend = [
  'ms, CPU: wall and processor time of Voxgraph, medians. /copy: how many plain copies of the same bytes that takes.',
  'Single steps and copies write into memory that was used before, as numpy does for all but large arrays; processes have fresh memory.',
  'plain, naive, other, Python: how many times as long as Voxgraph they take (Python by wall and by processor time).',
  'plain: without WebAssembly; naive: by the book; other: see below. differ: voxels that are not equal, of all results.',
];

/** All figures, a line a cell, in Markdown. */
export function longTable(cells: readonly Cell[]): string {
  const head = [
    '#',
    'work',
    'volume',
    'ms',
    'CPU',
    '/copy',
    'plain',
    'naive',
    'other',
    'Python',
    'CPU',
    'differ',
    'goals',
  ];
  return markdown(
    head,
    cells.map((cell) => {
      const { ours, copy, python } = cell.figures;
      return [
        cell.number,
        cell.name,
        cell.volume,
        ours ? digits(ours.wall) : '',
        ours ? digits(ours.cpu) : '',
        ours && copy ? digits(ours.wall / copy.wall) : '',
        ratio(cell, 'plain'),
        ratio(cell, 'naive'),
        ratio(cell, 'other'),
        ratio(cell, 'python'),
        ours && python && ours.cpu > 0 ? `${digits(python.cpu / ours.cpu)}x` : '',
        differing(cell),
        cell.verdicts.map(verdictText).join('; '),
      ];
    }),
  );
}

/** What has a goal, a line a cell, in Markdown: the README's table. */
export function shortTable(cells: readonly Cell[]): string {
  const head = ['#', 'work', 'volume', 'Voxgraph', 'Python', 'faster', 'differ', 'goals'];
  return markdown(
    head,
    cells
      .filter(({ verdicts }) => verdicts.length > 0)
      .map((cell) => {
        const { ours, python } = cell.figures;
        return [
          cell.number,
          cell.name,
          cell.volume,
          ours ? time(ours.wall) : '',
          python ? time(python.wall) : '',
          ratio(cell, 'python'),
          differing(cell),
          cell.verdicts.map(verdictText).join('; '),
        ];
      }),
  );
}

/** A cell in one line, for who waits: "head: closing 3: 12.3 ms, plain 4x, python 120x; differ 0". */
export function cellText(cell: Cell): string {
  const ratios = (['plain', 'naive', 'other', 'python'] as const)
    .filter((column) => cell.figures[column])
    .map((column) => `, ${column} ${ratio(cell, column)}`);
  const { ours } = cell.figures;
  return `${cell.volume}: ${cell.name}: ${ours ? time(ours.wall) : ''}${ratios.join('')}; differ ${differing(cell)}`;
}

/** "12.3 ms", "1.23 s". */
export function time(milliseconds: number): string {
  return milliseconds < 1000 ? `${digits(milliseconds)} ms` : `${digits(milliseconds / 1000)} s`;
}

function ratio({ figures }: Cell, column: Column): string {
  const { ours } = figures;
  const of = figures[column];
  return ours && of ? `${digits(of.wall / ours.wall)}x` : '';
}

/** "0" where everything that was compared is equal, else whose voxels differ. */
function differing({ figures }: Cell): string {
  const compared = Object.entries(figures).filter(([, figure]) => figure.differing !== undefined);
  if (compared.length === 0) return '';
  const wrong = compared.filter(([, figure]) => figure.differing !== 0);
  return wrong.length === 0 ? '0' : wrong.map(([column, figure]) => `${column} ${figure.differing}`).join(', ');
}

function verdictText({ number, asked, reached, isReached }: Verdict): string {
  const answer = isReached === undefined ? '' : isReached ? ' yes,' : ' NO,';
  return `${number} ${asked}:${answer} ${reached}`;
}

/** Aligned, so that it reads well as text too. */
function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, n) => Math.max(title.length, ...lines.map((line) => line[n].length)));
  const write = (line: readonly string[]) => `| ${line.map((text, n) => text.padEnd(widths[n])).join(' | ')} |`;
  return [write(head), write(widths.map((width) => '-'.repeat(width))), ...lines.map(write)].join('\n');
}
