import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { voxgraph } from './voxgraph.ts';

describe('voxgraph list', () => {
  it('names every module, with the genre', async () => {
    const { code, out: text } = await voxgraph('list');
    expect(code).toBe(0);
    for (const { id, genre } of modules.values()) expect(text).toMatch(new RegExp(`^${genre}$[^]*^ {2}${id} `, 'm'));
  });

  it('tells the parameters of one', async () => {
    const { code, out: text } = await voxgraph('list', 'Closing');
    expect(code).toBe(0);
    expect(text).toContain('radius = 3  Radius; at least 0; at most 200');
    expect(text).toContain('shape = "Ball"  Shape; one of Ball, Box');
  });

  it('names inputs that are alike by the first and the last of them', async () => {
    const { out } = await voxgraph('list', 'OverlayView');
    expect(out).toContain('overlay2 to overlay255  each like the one before, once that is connected');
    expect(out).toContain('visible2, colors2, color2, opacity2, outline2 and so on for each further input');
    expect(out).not.toContain('overlay3');
  });

  it('tells what a field is for, what its options mean, when it counts, and what others call the module', async () => {
    const { out: text } = await voxgraph('list', 'Closing');
    expect(text).toContain('  Also called: binary_closing,');
    expect(text).toContain(
      `  radius = 3  Radius; at least 0; at most 200
      From the centre of the middle voxel to the outermost centres; fractions are allowed.
      Only while perAxis is false.
`,
    );
    expect(text).toContain('\n      Ignore: Does not count | Background: Is background (0)');
    expect(text.split('\n').filter((line) => line.length > 100 && !line.includes('one of'))).toEqual([]);
  });

  it('gives the definitions as JSON', async () => {
    const all = JSON.parse((await voxgraph('list', '--json')).out);
    expect(all.map(({ id }: { id: string }) => id)).toEqual([...modules.keys()]);
    expect(JSON.parse((await voxgraph('list', 'Mask', '--json')).out)).toMatchObject({
      id: 'Mask',
      params: { background: { default: 0 } },
    });
  });

  it('ends with 2 for a module that is none, and names those near', async () => {
    expect(await voxgraph('list', 'otsu')).toEqual({
      code: 2,
      out: '',
      err: 'There is no module otsu: near are OtsuThreshold',
    });
  });
});

describe('voxgraph called wrongly', () => {
  it.each([[[]], [['run']], [['frob']], [['run', 'a.json', '--frob']], [['run', 'a.json', 'b.json']]])(
    'ends with 2: %j',
    async (args) => {
      const result = await voxgraph(...args);
      expect(result).toMatchObject({ code: 2, out: '' });
      expect(result.err).not.toBe('');
    },
  );

  it.each(['--help', '--version'])('ends with 0 for %s', async (flag) => {
    expect(await voxgraph(flag)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/\S/) });
  });
});
