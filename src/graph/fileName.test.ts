import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from './document.ts';
import { outputFileName, safeFileName } from './fileName.ts';
import { type AnyModule, moduleSet, type ParamValue } from './module.ts';

const save: AnyModule = {
  id: 'Save',
  version: 1,
  genre: 'File',
  help: '',
  inputs: { input0: { type: 'image', label: '' } },
  outputs: { file: { type: 'file', label: '' } },
  params: {
    fileName: { kind: 'text', label: '', default: '{prefix}.nii.gz', inKey: false },
    format: { kind: 'choice', label: '', default: '.nii.gz', options: { '.nii.gz': '', '.nii': '' } },
  },
  run: () => ({}),
};

/** Two files, Near and Far, and a Save behind a Mask between them. */
function network(params: Record<string, ParamValue>, near = 'scan.v2.nii.gz'): GraphDocument {
  const position = { x: 0, y: 0 };
  const node = (module: string, values: Record<string, ParamValue>, inputs: Record<string, `${string}.${string}`>) => ({
    module,
    moduleVersion: 1,
    position,
    params: values,
    inputs,
  });
  return {
    version: 1,
    nodes: {
      Far: node('Load', { name: { name: 'far.nii', sample: 'far' } }, {}),
      Filter: node('Filter', {}, { input0: 'Far.outImage' }),
      Near: node('Load', { name: { name: near, sample: 'near' } }, {}),
      Mask: node('Mask', {}, { input0: 'Filter.output0', input1: 'Near.outImage' }),
      Save: node('Save', params, { input0: 'Mask.output0' }),
    },
  };
}

describe('outputFileName', () => {
  const modules = moduleSet([save]);

  it('puts the name of the nearest file, without its suffix, for {prefix}', () => {
    expect(outputFileName(network({ fileName: '{prefix}_mask.nii.gz' }), modules, 'Save')).toBe('scan.v2_mask.nii.gz');
  });

  it('takes the default of the module where a file has no name', () => {
    expect(outputFileName(network({}), modules, 'Save')).toBe('scan.v2.nii.gz');
  });

  it('says image where no file is upstream', () => {
    const { Save } = network({}).nodes;
    expect(outputFileName({ version: 1, nodes: { Save } }, modules, 'Save')).toBe('image.nii.gz');
  });

  it('ends with the suffix of the format', () => {
    expect(outputFileName(network({ format: '.nii' }), modules, 'Save')).toBe('scan.v2.nii');
    expect(outputFileName(network({ fileName: 'a.nii', format: '.nii.gz' }), modules, 'Save')).toBe('a.nii.gz');
    expect(outputFileName(network({ fileName: 'result' }), modules, 'Save')).toBe('result.nii.gz');
  });

  it('ends in a network that is a cycle', () => {
    const { Save } = network({}).nodes;
    const looped = {
      version: 1,
      nodes: { Save: Save && { ...Save, inputs: { input0: 'Save.file' as const } } },
    } as const;
    expect(outputFileName(looped, modules, 'Save')).toBe('image.nii.gz');
  });

  it('makes no path of a hostile file name', () => {
    expect(outputFileName(network({}, '../../etc/pass$&wd'), modules, 'Save')).toBe('_.._etc_pass$&wd.nii.gz');
  });
});

describe('safeFileName', () => {
  it.each([
    ['../up.nii', '_up.nii'],
    ['/root.nii', '_root.nii'],
    ['C:\\x\\y.nii', 'C__x_y.nii'],
    ['..', 'image'],
    ['', 'image'],
    ['.hidden', 'hidden'],
    ['a\0b\nc.nii', 'a_b_c.nii'],
    ['CON.nii.gz', '_CON.nii.gz'],
    ['lpt1', '_lpt1'],
    ['console.nii', 'console.nii'],
    ['gnp\u202eiin.nii', 'gnp_iin.nii'],
    ['trailing. ', 'trailing'],
    ['Schädel 3.nii', 'Schädel 3.nii'],
  ])('makes %j to %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps the suffix of a name that is too long', () => {
    const name = safeFileName(`${'ü'.repeat(300)}.nii.gz`);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^ü+\.nii\.gz$/);
  });

  it('gives a base name for any text, and leaves its own results as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeFileName(text);
        expect(name).toMatch(/^[^/\\\0]+$/);
        expect(name).not.toMatch(/^\.|^$/);
        expect(safeFileName(name)).toBe(name);
      }),
      { seed: 1 },
    );
  });
});
