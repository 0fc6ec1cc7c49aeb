import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import type { FileRef } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';

const samples = resolve(import.meta.dirname, '../public/samples');
const areThere = existsSync(resolve(samples, 'head-mr.nii.gz')) && existsSync(resolve(samples, 'ct-thorax.nii.gz'));
if (!areThere)
  console.info('Skipped the example networks of segmentation: the built-in samples are made by npm run build');

async function openFile({ sample }: FileRef): Promise<Blob> {
  return new Blob([readFileSync(resolve(samples, `${sample}.nii.gz`))]);
}

/** What outputs of an example network give on the samples that it names. */
async function outputsOf(graph: string, ...outputs: readonly OutputRef[]): Promise<readonly PortValue[]> {
  const parsed = parseGraph(readFileSync(resolve(import.meta.dirname, '../graphs', graph), 'utf8'), modules);
  if (!parsed.ok) throw new Error(parsed.error);
  const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 29 });
  return Promise.all(
    outputs.map(async (output) => {
      const result = await engine.evaluate(parsed.document, output);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    }),
  );
}

function foregroundOf(value: PortValue): number {
  if (typeof value !== 'object' || !('voxels' in value)) throw new Error('This is no image');
  let count = 0;
  for (let n = 0; n < value.voxels.length; n++) if (value.voxels[n] !== 0) count++;
  return count;
}

/** The numbers are those of the same steps by scipy.ndimage and skimage.morphology on the samples. */
describe.runIf(areThere)('the example networks of segmentation', () => {
  test('a region grows from the marker of the viewer, and its gaps are closed', async () => {
    const [grown, voxels, closed] = await outputsOf(
      'region-growing.json',
      'RegionGrowing.output0',
      'RegionGrowing.segmentedVoxels',
      'Closing.output0',
    );
    expect([foregroundOf(grown), voxels, foregroundOf(closed)]).toEqual([181091, 181091, 299459]);
  });

  test('the bones of the thorax are what is above 100 in the box without the vessels, in islands of 300 voxels or more', async () => {
    const [cropped, above, vessels, bones] = await outputsOf(
      'thorax-bones.json',
      'SubImage.output0',
      'Threshold.output0',
      'LocalThreshold.output0',
      'Islands.output0',
    );
    expect(cropped).toMatchObject({ size: [256, 178, 133] });
    expect([above, vessels, bones].map(foregroundOf)).toEqual([181926, 83381, 83591]);
  });
});
