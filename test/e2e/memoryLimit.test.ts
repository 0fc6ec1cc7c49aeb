import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { identity } from '#src/image/affine.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, openNetwork, soon } from './hands.ts';

const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-limit-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A block in an image of 512×512 voxels a slice. */
function scan(slices: number): string {
  const voxels = new Uint8Array(512 * 512 * slices);
  voxels.fill(1, 512 * 512 * 10, 512 * 512 * 20);
  const path = join(temporary, `scan${slices}.nii`);
  writeFileSync(path, writeNifti({ size: [512, 512, slices], affine: identity, voxels }));
  return path;
}

/** Distances are doubles: eight times the image, and a quarter of it on the way. */
const network = {
  LocalImage: { module: 'LocalImage', at: [0, 0] },
  Inside: { module: 'Distance', at: [250, 0], inputs: { input0: 'LocalImage.outImage' } },
  Outside: {
    module: 'Distance',
    at: [250, 200],
    params: { direction: 'Outside' },
    inputs: { input0: 'LocalImage.outImage' },
  },
} as const;

describe('the memory limit', () => {
  const at = editorPage();
  const forecast = () => at().getByTestId('network-forecast');
  const text = (node: string) => at().getByTestId(`node-${node}`).textContent();
  const limit = () => at().getByLabel('Memory budget');
  /** What the status bar says is held, in MiB. */
  const held = async () => {
    const [, value, unit] =
      /Memory ([\d.]+) (\w+) of/.exec((await at().locator('.statusbar').textContent()) ?? '') ?? [];
    return Number(value) * ({ GiB: 1024, MiB: 1, KiB: 1 / 1024 }[unit] ?? 0);
  };

  it('refuses what is above it, on its node and with the numbers, before anything is read', async () => {
    const page = at();
    await limit().selectOption(String(2 ** 28));
    await openNetwork(page, network);
    // Nothing is told of no file, nor of the network before.
    await soon(() => forecast().count()).toBe(0);
    await soon(held).toBe(0);
    await chooseFile(page, 'LocalImage', scan(112));
    await forecast().getByText('Inside needs 259 MiB of 256 MiB').waitFor();
    await page.getByTestId('output-Inside.output0').click();
    await soon(() => text('Inside')).toContain(
      'Distance would need 259 MiB, 256 MiB are allowed: raise the memory limit or crop the image',
    );
    expect(await text('LocalImage')).toContain('not run');
    expect(await held()).toBeLessThan(1);
    // What was refused runs when it fits.
    await limit().selectOption(String(2 ** 29));
    await soon(() => text('Inside')).toContain('224 MiB');
    await forecast()
      .getByText(/^Needs 48\d MiB$/)
      .waitFor();
  });

  it('lets run what is just below it, and is never passed', async () => {
    const page = at();
    await limit().selectOption(String(2 ** 28));
    await openNetwork(page, network);
    await chooseFile(page, 'LocalImage', scan(100));
    await forecast()
      .getByText(/^Needs 2\d\d MiB$/)
      .waitFor();
    const seen: number[] = [];
    const watch = setInterval(async () => seen.push(await held()), 30);
    for (const node of ['Inside', 'Outside', 'Inside']) {
      await page.getByTestId(`output-${node}.output0`).click();
      await soon(() => page.getByTestId('inspector-facts').textContent()).toMatch(/double.* 0 to \d/);
      await soon(() => text(node)).toContain('200 MiB');
    }
    clearInterval(watch);
    expect(seen.length).toBeGreaterThan(10);
    expect(Math.max(...seen)).toBeGreaterThan(200);
    expect(Math.max(...seen)).toBeLessThanOrEqual(256);
  });
});
