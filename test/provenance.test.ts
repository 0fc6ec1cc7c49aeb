import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { provenance, provenanceName, wantsProvenance } from '#src/graph/provenance.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { voxgraph } from './voxgraph.ts';

const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-provenance-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const node = (module: string, params: Record<string, ParamValue>, inputs: GraphNode['inputs'] = {}): GraphNode => {
  return { module, moduleVersion: modules.get(module)?.version ?? 0, position: { x: 0, y: 0 }, params, inputs };
};
const hash = 'ab'.repeat(32);
const document: GraphDocument = {
  version: 1,
  nodes: {
    Scan: { ...node('LocalImage', { name: { name: '/home/jane/JANE DOE/scan.nii.gz', hash } }), group: 'G' },
    Level: node('Threshold', { threshold: 61.5 }, { input0: 'Scan.outImage' }),
    Save: node('SaveImage', { fileName: 'mask', provenance: true }, { input0: 'Level.output0' }),
    Other: node('LocalImage', { name: { name: 'secret.nii', hash } }),
    Plain: node('SaveImage', { provenance: false }, { input0: 'Other.outImage' }),
  },
  groups: { G: { title: 'Jane', colour: 'grey' } },
};
const facts = { version: '1.2.3', time: new Date('2026-11-22T05:00:00Z') };

describe('provenance', () => {
  it('tells what made a file, from what, when, and by which graph', () => {
    expect(JSON.parse(provenance(document, 'Save', facts))).toMatchObject({
      GeneratedBy: [{ Name: 'Voxgraph', Version: '1.2.3' }],
      GeneratedAt: '2026-11-22T05:00:00.000Z',
      Sources: ['scan.nii.gz'],
      Inputs: [{ Field: 'Scan.name', Name: 'scan.nii.gz', SHA256: hash }],
      Node: 'Save',
      Graph: { nodes: { Level: { params: { threshold: 61.5 }, inputs: { input0: 'Scan.outImage' } } } },
    });
  });

  it('holds a graph that opens, of the node and what it depends on alone', () => {
    const { Graph } = JSON.parse(provenance(document, 'Save', facts));
    const parsed = parseGraph(JSON.stringify(Graph), modules);
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
    expect(parsed.ok && Object.keys(parsed.document.nodes)).toEqual(['Scan', 'Level', 'Save']);
  });

  it('tells no folder, and no title or note that somebody wrote', () => {
    expect(provenance(document, 'Save', facts)).not.toMatch(/jane|secret/i);
  });

  it('is asked for by a parameter, and lies beside the file as BIDS has it', () => {
    expect(['Save', 'Plain', 'Scan', 'Nobody'].map((name) => wantsProvenance(document, name))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(provenanceName('sub-01_mask.nii.gz')).toBe('sub-01_mask.json');
    expect(provenanceName('a.b.mha')).toBe('a.b.json');
    // A table that is JSON itself is not overwritten.
    expect(provenanceName('volumes.json')).toBe('volumes_provenance.json');
  });
});

describe('voxgraph run with provenance', () => {
  const convert = resolve(import.meta.dirname, '../graphs/convert.json');
  const scan = join(temporary, 'scan.nii');
  writeFileSync(scan, writeNifti(sheppLogan({ size: [9, 8, 7], spacing: [2, 2, 3], type: 'int16', noise: 20 })));

  it('writes the hash of the input beside the result, only when it is asked for', async () => {
    const out = join(temporary, 'out');
    const args = ['run', convert, '--set', `LocalImage.name=${scan}`, '--out', out];
    expect((await voxgraph(...args)).code).toBe(0);
    expect(readdirSync(out)).toEqual(['scan.nii.gz']);
    expect((await voxgraph(...args, '--set', 'SaveImage.provenance=true')).code).toBe(0);
    expect(readdirSync(out)).toEqual(['scan.json', 'scan.nii.gz']);
    const text = readFileSync(join(out, 'scan.json'), 'utf8');
    const SHA256 = createHash('sha256').update(readFileSync(scan)).digest('hex');
    expect(JSON.parse(text).Inputs).toEqual([{ Field: 'LocalImage.name', Name: 'scan.nii', SHA256 }]);
    expect(text).not.toContain(temporary);
  });

  it('refuses a graph in which it would overwrite another result', async () => {
    const graph = join(temporary, 'graph.json');
    const { nodes, ...rest } = JSON.parse(readFileSync(convert, 'utf8'));
    const saver = (fileName: string) => ({ ...nodes.SaveImage, params: { fileName, provenance: true } });
    const two = { ...nodes, SaveImage: saver('a.nii.gz'), Second: saver('a.nii') };
    two.Second.params.format = '.nii';
    writeFileSync(graph, JSON.stringify({ ...rest, nodes: two }));
    const result = await voxgraph('run', graph, '--set', `LocalImage.name=${scan}`, '--out', join(temporary, 'none'));
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining('would both write a.json') });
  });
});
