import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import entries from '#graphs/gallery/gallery.json';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { nodesOf, outputRef } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import type { FileRef } from '#src/graph/module.ts';

const graphs = resolve(import.meta.dirname, '../graphs');
const samples = resolve(import.meta.dirname, '../public/samples');
const own = readdirSync(resolve(graphs, 'modules')).map((name) => name.replace('.json', ''));
const areThere = ['head-mr', 'ct-thorax'].every((sample) => existsSync(resolve(samples, `${sample}.nii.gz`)));
if (!areThere) console.info('Skipped the results of the modules’ examples: npm run build makes the built-in samples');

async function openFile({ sample }: FileRef): Promise<Blob> {
  return new Blob([readFileSync(resolve(samples, `${sample}.nii.gz`))]);
}
// One engine, so that the images are read once.
const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 30 });

describe('The example networks of modules', () => {
  it('are there for each module, of its own or in the gallery', () => {
    const inGallery = entries.map(({ graph }) => readFileSync(resolve(graphs, graph), 'utf8')).join();
    const missing = [...modules.keys()].filter((id) => !own.includes(id) && !inGallery.includes(`"module": "${id}"`));
    expect(missing).toEqual([]);
    expect(own.filter((name) => !modules.has(name))).toEqual([]);
  });

  it.runIf(areThere).each(own)('%s: the module is in it, and each output is computed without a warning', async (id) => {
    const parsed = parseGraph(readFileSync(resolve(graphs, 'modules', `${id}.json`), 'utf8'), modules);
    if (!parsed.ok) throw new Error(parsed.error);
    const { document } = parsed;
    expect(nodesOf(document).map(([, { module }]) => module)).toContain(id);
    for (const [node, { module }] of nodesOf(document)) {
      for (const output of Object.keys(modules.get(module)?.outputs ?? {})) {
        const result = await engine.evaluate(document, outputRef(node, output));
        expect(result.ok ? undefined : result.error.message, `${node}.${output}`).toBeUndefined();
      }
      const state = engine.state(document, node);
      expect('warnings' in state ? state.warnings : [], node).toEqual([]);
    }
  });
});
