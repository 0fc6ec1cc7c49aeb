import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { referenceData } from '../referenceData.ts';
import { type Stage, setStage } from './browser.ts';
import { chooseFile, openPanel, soon } from './hands.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const root = join(import.meta.dirname, '..', '..');

/** What the command line writes for a graph and an image. */
function byCommandLine(image: string): { name: string; bytes: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-cli-'));
  const run = ['run', 'graphs/brain-mask.json', '--set', `LocalImage.name=${image}`, '--out', folder];
  execFileSync(process.execPath, [join(root, 'bin', 'voxgraph.js'), ...run], { cwd: root });
  const [name] = readdirSync(folder);
  return { name, bytes: readFileSync(join(folder, name)) };
}

/** What a user gets who opens the same graph, chooses the same image and presses Save. */
async function byHand(image: string): Promise<{ name: string; bytes: Buffer }> {
  const { page, expectClean } = await stage.open();
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByText('Open example').hover();
  await page.getByRole('menuitem', { name: 'Brain mask' }).click();
  await page.getByTestId('node-SaveImage').waitFor();
  await chooseFile(page, 'LocalImage', image);
  await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain(basename(image));
  await openPanel(page, 'SaveImage');
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByTestId('panel-SaveImage').getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await download;
  expectClean();
  return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}

/** A head phantom with noise, so that the test runs without the reference data too. */
function phantomFile(): string {
  const phantom = sheppLogan({ size: [61, 74, 53], spacing: [2, 2, 2.5], type: 'int16', noise: 20, seed: 7 });
  const path = join(mkdtempSync(join(tmpdir(), 'voxgraph-phantom-')), 'phantom.nii');
  writeFileSync(path, writeNifti(phantom));
  return path;
}

const head = referenceData('volumes/t1-head-small.nii.gz');

describe('the command line and the editor', () => {
  it.each([['a phantom', phantomFile()], ...(head ? [['a real head', head]] : [])])(
    'write the same bytes under the same name for %s',
    async (_what, image) => {
      const hand = await byHand(image);
      const command = byCommandLine(image);
      expect(hand.name).toBe(command.name);
      expect(hand.name).toBe(`${basename(image).replace(/\.nii(\.gz)?$/, '')}_brain_mask.nii.gz`);
      expect(hand.bytes.equals(command.bytes)).toBe(true);
      const a = gunzipSync(hand.bytes);
      expect(a.length).toBeGreaterThan(352);
      // An empty mask would be equal too.
      expect(a.subarray(352).some((voxel) => voxel === 1)).toBe(true);
    },
  );
});
