import { describe, expect, it } from 'vitest';
import { createProgress, durationText, progressLine } from '#src/cli/batch/progress.ts';

const facts = { count: 100, done: 0, skipped: 0, failed: 0, running: [], seconds: 0 };

/** What a batch of two items says, the second of which fails. */
function said(terminal?: { hasResults: boolean }) {
  const [lines, drawn]: [string[], string[]] = [[], []];
  const add = (line: string) => lines.push(line);
  const write = (text: string) => drawn.push(text);
  const console = { out: (line: string) => add(`out ${line}`), err: (line: string) => add(`err ${line}`) };
  const progress = createProgress(2, console, terminal && { ...terminal, columns: () => 40, write });
  progress.began(`${'long/'.repeat(20)}a.nii\u001b[2J`);
  progress.ended('a', 'done', 'a.nii: done in 1.00 s');
  progress.out('out/a.nii.gz');
  progress.ended('b', 'failed', 'b.nii: failed: it is empty');
  progress.close();
  return { lines, drawn };
}

describe('the progress of a batch', () => {
  it('is a line for each item where there is no terminal', () => {
    expect(said()).toEqual({
      lines: ['err [1/2] a.nii: done in 1.00 s', 'out out/a.nii.gz', 'err [2/2] b.nii: failed: it is empty'],
      drawn: [],
    });
  });

  it('is one line that is written over on a terminal, and failures stay', () => {
    expect(said({ hasResults: true }).lines).toEqual(['err b.nii: failed: it is empty']);
    expect(said({ hasResults: false }).lines).toContain('out out/a.nii.gz');
  });

  it('is no wider than the terminal, and no name moves the cursor', () => {
    const [first] = said({ hasResults: true }).drawn;
    const line = first.replace('\r\x1b[K', '');
    expect(line).toMatch(/^0 of 2: long\/.*…$/);
    expect(line).toHaveLength(39);
  });

  it('tells how many are through, and how long the rest will take', () => {
    expect(progressLine({ ...facts, running: ['a', 'b'] })).toBe('0 of 100: a, b');
    expect(progressLine({ ...facts, done: 17, failed: 3, skipped: 40, seconds: 60 })).toBe(
      '60 of 100, 3 failed, 40 were done before, about 2 min left',
    );
    expect([0.1, 89, 90, 5000, 7500].map(durationText)).toEqual(['1 s', '89 s', '2 min', '83 min', '2 h 5 min']);
  });
});
