import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Download } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import gallery from '#graphs/gallery/gallery.json';
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

/** A result, and the file beside it that tells where it comes from. */
interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
  readonly told: Record<string, unknown>;
}

/** What the command line writes for a graph and an image. */
function byCommandLine(image: string): Saved {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-cli-'));
  const settings = ['--set', `LocalImage.name=${image}`, '--set', 'SaveImage.provenance=true'];
  const run = ['run', 'graphs/brain-mask.json', ...settings, '--out', folder];
  execFileSync(process.execPath, [join(root, 'bin', 'voxgraph.js'), ...run], { cwd: root });
  return saved(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function saved(files: readonly (readonly [name: string, bytes: Buffer])[]): Saved {
  const [sidecar, image] = ['.json', '.gz'].map((suffix) => files.find(([name]) => name.endsWith(suffix)));
  if (!sidecar || !image || files.length !== 2) throw new Error(`Saved were ${files.map(([name]) => name)}`);
  expect(sidecar[0]).toBe(image[0].replace('.nii.gz', '.json'));
  const { GeneratedAt, ...told } = JSON.parse(sidecar[1].toString());
  expect(Math.abs(Date.parse(GeneratedAt) - Date.now())).toBeLessThan(600_000);
  return { name: image[0], bytes: image[1], told };
}

/** What a user gets who opens the same graph, chooses the same image and presses Save. */
async function byHand(image: string): Promise<Saved> {
  const { page, expectClean } = await stage.open();
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('button', { name: 'Open the example Brain mask', exact: true }).click();
  await page.getByTestId('node-SaveImage').waitFor();
  await chooseFile(page, 'LocalImage', image);
  await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain(basename(image));
  await openPanel(page, 'SaveImage');
  await page.getByTestId('panel-SaveImage').getByRole('checkbox', { name: 'Provenance' }).check();
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByTestId('panel-SaveImage').getByRole('button', { name: 'Save', exact: true }).click();
  await soon(async () => downloads.length).toBe(2);
  expectClean();
  const files = downloads.map(async (download) => {
    return [download.suggestedFilename(), readFileSync(await download.path())] as const;
  });
  return saved(await Promise.all(files));
}

/** A head phantom with noise, so that the test runs without the reference data too. */
function phantomFile(): string {
  const phantom = sheppLogan({ size: [61, 74, 53], spacing: [2, 2, 2.5], type: 'int16', noise: 20, seed: 7 });
  const path = join(mkdtempSync(join(tmpdir(), 'voxgraph-phantom-')), 'phantom.nii');
  writeFileSync(path, writeNifti(phantom));
  return path;
}

const head = referenceData('volumes/t1-head-small.nii.gz');

/** The examples of the gallery that save something, with the nodes that do. */
const examples = gallery.flatMap(({ graph, title }) => {
  const { nodes } = JSON.parse(readFileSync(join(root, 'graphs', graph), 'utf8'));
  const savers = Object.keys(nodes).filter((node) => nodes[node].module.startsWith('Save'));
  return savers.length > 0 ? [{ graph, title, savers }] : [];
});

describe('the command line and the editor', () => {
  // Twenty-odd files, most of a minute: the full count of `npm run soak`.
  it.runIf(process.env.VOXGRAPH_SOAK === '1').each(examples)(
    'save the same bytes of the example $title',
    async ({ graph, title, savers }) => {
      const out = mkdtempSync(join(tmpdir(), 'voxgraph-cli-'));
      execFileSync(process.execPath, [join(root, 'bin', 'voxgraph.js'), 'run', `graphs/${graph}`, '--out', out], {
        cwd: root,
      });
      const { page, expectClean } = await stage.open();
      await page.getByRole('button', { name: 'Learn', exact: true }).click();
      await page.getByRole('button', { name: `Open the example ${title}`, exact: true }).click();
      await page.locator('.canvas[data-fitting="false"]').waitFor();
      const downloads: Download[] = [];
      page.on('download', (download) => downloads.push(download));
      for (const node of savers) {
        await openPanel(page, node);
        await page.getByTestId(`panel-${node}`).getByRole('button', { name: 'Save', exact: true }).click();
      }
      const written = readdirSync(out).sort();
      await soon(async () => downloads.map((download) => download.suggestedFilename()).sort()).toEqual(written);
      for (const download of downloads) {
        const name = download.suggestedFilename();
        expect(readFileSync(await download.path()).equals(readFileSync(join(out, name))), name).toBe(true);
      }
      expectClean();
    },
  );

  // A page and a process each: the head alone where there is one, and the phantom too in the soak.
  const phantom = head && process.env.VOXGRAPH_SOAK !== '1' ? [] : [['a phantom', phantomFile()]];
  it.each([...phantom, ...(head ? [['a real head', head]] : [])])(
    'write the same bytes under the same name for %s',
    async (_what, image) => {
      const hand = await byHand(image);
      const command = byCommandLine(image);
      expect(hand.name).toBe(command.name);
      expect(hand.name).toBe(`${basename(image).replace(/\.nii(\.gz)?$/, '')}_brain_mask.nii.gz`);
      expect(hand.bytes.equals(command.bytes)).toBe(true);
      expect(hand.told).toEqual(command.told);
      const a = gunzipSync(hand.bytes);
      expect(a.length).toBeGreaterThan(352);
      // An empty mask would be equal too.
      expect(a.subarray(352).some((voxel) => voxel === 1)).toBe(true);
    },
  );
});
