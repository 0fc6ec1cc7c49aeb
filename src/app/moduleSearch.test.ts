import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { matchingAlias, searchModules } from './moduleSearch.ts';

const ids = (text: string, filter = {}) => searchModules(modules, text, filter).map(({ id }) => id);

describe('searchModules', () => {
  it('puts the name itself before names and helps that hold it', () => {
    expect(ids('threshold').slice(0, 2)).toEqual(['Threshold', 'IntervalThreshold']);
    expect(ids('mask')[0]).toBe('Mask');
  });

  it('finds a module by the names of others, by its initials and by its genre', () => {
    expect(ids('binary_fill_holes')[0]).toBe('FillHoles');
    expect(ids('sv2d')).toEqual(['SynchroView2D']);
    expect(ids('visualization')).toEqual(expect.arrayContaining(['View2D', 'SynchroView2D', 'View3D']));
  });

  it('wants every word, and takes words of the help only from their beginning', () => {
    expect(ids('closing zzz')).toEqual([]);
    expect(ids('islands')[0]).toBe('Islands');
    expect(ids('evislab')).toEqual([]);
  });

  it('offers only what fits a connector', () => {
    expect(ids('', { takes: 'image' })).not.toContain('LocalImage');
    expect(ids('', { gives: 'table' })).toEqual(expect.arrayContaining(['Info', 'LargestComponent']));
    expect(ids('', { gives: 'table' })).not.toContain('Mask');
  });
});

describe('matchingAlias', () => {
  it('tells the name under which a module was found, unless it was its own', () => {
    const [found] = searchModules(modules, 'keep largest island');
    expect(matchingAlias(found, 'keep largest island')).toBe('Keep largest island');
    expect(matchingAlias(searchModules(modules, 'largest')[0], 'largest')).toBeUndefined();
    expect(matchingAlias(found, '')).toBeUndefined();
  });
});
