import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { isVolume } from '#src/engine/result.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { nodesOf, outputRef } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import { outputFileName } from '#src/graph/fileName.ts';
import type { FileRef } from '#src/graph/module.ts';
import type { Volume } from '#src/image/volume.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';
import { fileSource, readContext } from './sources.ts';
import { voxgraph } from './voxgraph.ts';

const folder = resolve(import.meta.dirname, '../graphs');
const samples = resolve(import.meta.dirname, '../public/samples');
const areThere = existsSync(resolve(samples, 'head-mr.nii.gz')) && existsSync(resolve(samples, 'ct-thorax.nii.gz'));
if (!areThere) console.info('Skipped all outputs of the example networks: npm run build makes the built-in samples');

async function openFile({ sample }: FileRef): Promise<Blob> {
  return new Blob([readFileSync(resolve(samples, `${sample}.nii.gz`))]);
}

const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-examples-run-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const examples = readdirSync(folder).flatMap((name) => {
  const text = name.endsWith('.json') ? readFileSync(resolve(folder, name), 'utf8') : undefined;
  const parsed = text === undefined ? undefined : parseGraph(text, modules);
  if (!parsed?.ok) return [];
  // Networks that wait for a file of the user are run on files of their tests.
  const isReady = nodesOf(parsed.document).every(([, { params }]) => params.name !== null);
  return isReady ? [[name, parsed.document] as const] : [];
});

describe.runIf(areThere)('The example networks on their built-in images', () => {
  test.each(examples)(
    '%s: every output can be looked at, and the command line writes what the editor saves or shows',
    async (name, document) => {
      const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 30 });
      const files = new Map<string, Uint8Array>();
      const images = new Map<string, Volume>();
      for (const [node, { module }] of nodesOf(document)) {
        for (const output of Object.keys(modules.get(module)?.outputs ?? {})) {
          const result = await engine.evaluate(document, outputRef(node, output));
          expect(result.ok ? undefined : `${node}: ${result.error.message}`, `${node}.${output}`).toBeUndefined();
          if (!result.ok) continue;
          if (isVolume(result.value)) images.set(node, result.value);
          else if (typeof result.value === 'object' && 'parts' in result.value) {
            const fileName = outputFileName(document, modules, node);
            files.set(fileName, joinBytes(result.value.parts));
            const { sidecar } = result.value;
            if (sidecar) files.set(fileName + sidecar.suffix, sidecar.bytes);
          }
        }
      }
      const out = join(temporary, name);
      const { code, err } = await voxgraph('run', resolve(folder, name), '--out', out);
      if (name === 'clip-plane.json') {
        // It shows a file as it is, and calculates nothing.
        expect(err).toContain('The graph has nothing to write');
        return;
      }
      expect(code, err).toBe(0);
      const written = readdirSync(out);
      expect(written.length).toBeGreaterThan(0);
      for (const file of written) {
        const bytes = files.get(file);
        if (bytes) {
          expect(readFileSync(join(out, file)).equals(bytes), file).toBe(true);
          continue;
        }
        // Without a module that saves it writes what viewers show, under the names of their sources.
        const shown = images.get(file.replace(/^.*_|\.nii\.gz$/g, ''));
        const { voxels } = await readNifti(fileSource(join(out, file)), readContext());
        expect(shown ? whyNotSameVoxels(voxels, shown.voxels) : 'There is no such image', file).toBeUndefined();
      }
    },
  );

  test('background-removal.json: the skin is one part whose slices have no holes, and what is dark lies in it', async () => {
    const document = new Map(examples).get('background-removal.json');
    const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 30 });
    const voxelsOf = async (output: `${string}.${string}`) => {
      const result = document && (await engine.evaluate(document, output));
      if (!result?.ok || !isVolume(result.value)) throw new Error(`${output} gives no image`);
      return result.value.voxels;
    };
    const [image, skin, kept, low] = [
      await voxelsOf('LocalImage.outImage'),
      await voxelsOf('Skin.output0'),
      await voxelsOf('WithoutBackground.output0'),
      await voxelsOf('LowInside.output0'),
    ];
    let inside = 0;
    let dark = 0;
    let wrong = 0;
    for (let n = 0; n < image.length; n++) {
      if (skin[n] !== 0) inside++;
      if (low[n] !== 0) dark++;
      if (kept[n] !== (skin[n] === 0 ? 0 : image[n])) wrong++;
      if ((low[n] !== 0) !== (skin[n] !== 0 && image[n] < 150)) wrong++;
    }
    expect(wrong).toBe(0);
    // The numbers of scipy.ndimage and skimage for threshold_otsu, the largest component, closing with ball(4), and binary_fill_holes of each slice.
    expect([inside, dark]).toEqual([570_859, 93_149]);
  });
});
