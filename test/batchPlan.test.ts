import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { voxgraph } from './voxgraph.ts';

const graphs = resolve(import.meta.dirname, '../graphs');
const brainMask = join(graphs, 'brain-mask.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-plan-'));
let folder = '';
let count = 0;

beforeEach(() => {
  folder = join(temporary, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(temporary, { recursive: true }));

function file(path: string, text = ''): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

/** What a batch would write, by item; both as paths from the folder. */
async function planned(...args: string[]) {
  const out = args.includes('--out') ? [] : ['--out', join(folder, 'out')];
  const result = await voxgraph('batch', ...args, ...out, '--dry-run');
  const lines = result.out.replaceAll(`${folder}/`, '').split('\n');
  return { ...result, err: result.err.replaceAll(`${folder}/`, ''), lines };
}

describe('voxgraph batch --dry-run', () => {
  it('tells what each item would write, and runs and writes nothing', async () => {
    const { code, lines, err } = await planned(brainMask, file('a.nii'), file('b.nii.gz'));
    expect({ code, lines }).toEqual({
      code: 0,
      lines: ['a.nii -> a_brain_mask.nii.gz', 'b.nii.gz -> b_brain_mask.nii.gz'],
    });
    expect(err).toBe('2 items would run; nothing was run');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('puts the name of the item before a name without {prefix}, and what viewers show has it too', async () => {
    const named = await planned(brainMask, file('a.nii'), '--set', 'SaveImage.fileName=mask');
    expect(named.lines).toEqual(['a.nii -> a_mask.nii.gz']);
    const shown = await planned(join(graphs, 'masking-images.json'), join(folder, 'a.nii'));
    expect(shown.lines).toEqual(['a.nii -> a_Mask.nii.gz']);
  });

  it('names results by a pattern, also in folders of their own', async () => {
    const paths = [file('s1/t1.nii'), file('s2/t1.nii')];
    const { lines } = await planned(brainMask, ...paths, '--name', '{folder}/{number}_{file}');
    expect(lines).toEqual(['s1/t1.nii -> s1/1_t1_brain_mask.nii.gz', 's2/t1.nii -> s2/2_t1_brain_mask.nii.gz']);
  });

  it.each([
    ['{name}', /^--name \{name\}: \{file\} must be in it/],
    ['../{file}', /^--name .*: it leaves the folder for results/],
    ['/{file}', /^--name .*: it leaves the folder for results/],
    ['{file}{subject}', /\{subject\} stands for nothing: there are \{file\}, \{name\}, \{folder\} and \{number\}/],
  ])('refuses the pattern %s', async (pattern, sentence) => {
    const { code, err } = await planned(brainMask, file('a.nii'), '--name', pattern);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(sentence) });
  });

  it('refuses items that would write one file, also where names differ in case only', async () => {
    const paths = [file('s1/T1.nii'), file('s2/t1.nii'), file('x.nii'), join(folder, 'x.nii')];
    const { code, err } = await planned(brainMask, ...paths);
    expect(code).toBe(2);
    expect(err).toContain('s1/T1.nii and s2/t1.nii would both write t1_brain_mask.nii.gz\nx.nii is given twice\n');
    expect(err).toContain('Nothing was run: choose names with --name');
  });

  it('refuses names in a folder that is called like a file of the summary', async () => {
    const { code, err } = await planned(brainMask, file('a.nii'), '--name', 'Batch-failures.txt/{file}');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining(
        'a.nii would write Batch-failures.txt/a_brain_mask.nii.gz, but batch-failures.txt is a file of the summary and no folder',
      ),
    });
    expect(err).toContain('Nothing was run');
  });

  it('refuses to overwrite an input of another item, or its own summary', async () => {
    const paths = [file('a.nii'), file('a_brain_mask.nii.gz')];
    const { code, err } = await planned(brainMask, ...paths, '--out', folder);
    expect(code).toBe(2);
    expect(err).toContain('a_brain_mask.nii.gz is an input, and a.nii would overwrite it');
  });

  it('asks which node gets the file where several open one', async () => {
    const { nodes, ...rest } = JSON.parse(readFileSync(brainMask, 'utf8'));
    const two = file('two.JSON', JSON.stringify({ ...rest, nodes: { ...nodes, Atlas: nodes.LocalImage } }));
    const unsaid = await planned(two, file('a.nii'));
    expect(unsaid).toMatchObject({
      code: 2,
      err: expect.stringContaining('opens files in LocalImage, Atlas: say with --input'),
    });
    expect((await planned(two, join(folder, 'a.nii'), '--input', 'LocalImage')).code).toBe(0);
    const wrong = await planned(two, join(folder, 'a.nii'), '--input', 'Closing');
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining('no node Closing opens a file: there is LocalImage, Atlas'),
    });
  });

  it.each([
    [['--jobs', '0'], '--jobs 0: a whole number from 1 to 256 is expected'],
    [['--jobs', 'two'], '--jobs two: a whole number'],
    [['--memory', 'much'], '--memory much: a size is expected, for example 2GiB'],
    [['--set', 'Closing.radios=1'], 'Closing has no parameter radios'],
  ])('refuses %j', async (args, sentence) => {
    const { code, err } = await planned(brainMask, file('a.nii'), ...args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(sentence) });
  });
});

describe('a table of items', () => {
  it('gives each item its parameters, with paths from where the table lies', async () => {
    const table = file('t/cohort.csv', 'name,LocalImage.name,Closing.radius\nsub-1,../a.nii,2\n,b.nii.gz,\n');
    expect((await planned(brainMask, table)).lines).toEqual([
      'cohort.csv, row 1 (sub-1) -> sub-1_brain_mask.nii.gz',
      'cohort.csv, row 2 (b) -> b_brain_mask.nii.gz',
    ]);
  });

  it('may be JSON, with numbers, texts and lists', async () => {
    const rows = [{ 'LocalImage.name': 'a.nii', 'Closing.radius': 2, 'Closing.shape': 'Box' }, { name: 'only sample' }];
    const { lines } = await planned(brainMask, file('t.json', JSON.stringify(rows)));
    expect(lines).toEqual([
      't.json, row 1 (a) -> a_brain_mask.nii.gz',
      't.json, row 2 (only sample) -> only sample_brain_mask.nii.gz',
    ]);
  });

  it.each([
    ['..', '"image" could'],
    ['../../etc/passwd', 'could'],
    ['/etc/passwd', 'could'],
    ['C:\\x', 'could'],
    ['CON', '"_CON" could'],
    ['a\u0000b', '"a_b" could'],
    ['.hidden', '"hidden" could'],
  ])('refuses the name %j before anything runs', async (name, sentence) => {
    const { code, err } = await planned(
      brainMask,
      file('t.json', JSON.stringify([{ name, 'LocalImage.name': 'a.nii' }])),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^t\.json, row 1: the name .* cannot be part of the name of a file/);
    expect(err).toContain(sentence);
  });

  it('never gives a name outside of the folder, whatever the names of inputs are', async () => {
    const rows = ['../..', '/dev/null', 'a/../../b\u202e.nii', 'nul.nii'].map((path) => ({ 'LocalImage.name': path }));
    const { lines } = await planned(
      brainMask,
      file('t.json', JSON.stringify(rows)),
      '--name',
      '{folder}/{number} {file}',
    );
    for (const line of lines) expect(line).toMatch(/ -> [^./\\][^/\\]*\/\d [^/\\\u202e]+\.nii\.gz$/);
  });

  it.each([
    [
      'Closing.radius\nthree\n',
      /^t\.csv, row 1 \(row1\): Closing\.radius=three: Radius must be a number, not "three"$/,
    ],
    ['LocalImage.name,Closing.radios\na.nii,1\n', /^t\.csv, row 1: there is no parameter Closing\.radios/],
    ['age\n7\n', /^t\.csv, row 1: there is no parameter age: columns are called "name" or NODE\.parameter$/],
    ['name,name\na,b\n', /two columns are called "name"/],
    ['name\na,b\n', /row 1 has 2 cells under 1 columns/],
    ['name\n', /^There is no item: the table has no row$/],
    ['', /it is empty: its first line names the columns/],
  ])('is refused where it does not fit: %j', async (text, sentence) => {
    const { code, err } = await planned(brainMask, file('t.csv', text));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(sentence) });
  });

  it('stands by itself, and is UTF-8', async () => {
    const table = file('t.csv', 'name\na\n');
    expect(await planned(brainMask, table, file('a.nii'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^A table stands by itself/),
    });
    writeFileSync(table, Buffer.from([0x6e, 0xff, 0x0a]));
    expect(await planned(brainMask, table)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no UTF-8 text'),
    });
  });
});
