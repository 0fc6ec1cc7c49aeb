import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { identity } from '#src/image/affine.ts';
import { voxgraph } from './voxgraph.ts';

const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-run-memory-'));
const scan = join(temporary, 'scan.nii');
const out = join(temporary, 'out');

/** A network that saves what one module makes of a file, and the file as a mask of 8 bits. */
function graph(name: string, module: string): string {
  const path = join(temporary, `${name}.json`);
  const nodes = {
    LocalImage: { module: 'LocalImage' },
    [module]: { module, inputs: { input0: 'LocalImage.outImage' } },
    Saved: { module: 'SaveImage', inputs: { input0: `${module}.output0` }, params: { format: '.nii' } },
  };
  const full = Object.entries(nodes).map(([id, node]) => [
    id,
    { moduleVersion: 1, position: { x: 0, y: 0 }, params: {}, inputs: {}, ...node },
  ]);
  writeFileSync(path, JSON.stringify({ version: 1, nodes: Object.fromEntries(full) }));
  return path;
}

beforeAll(() => {
  const voxels = new Uint8Array(256 * 256 * 64);
  voxels.fill(1, 0, 2 ** 20);
  writeFileSync(scan, writeNifti({ size: [256, 256, 64], affine: identity, voxels }));
});
afterAll(() => rmSync(temporary, { recursive: true }));

const asked = (command: string, path: string, ...options: readonly string[]) =>
  voxgraph(command, path, '--set', `LocalImage.name=${scan}`, ...options);
const run = (path: string, memory: string) => asked('run', path, '--out', out, '--memory', memory);

describe('the memory of a run', () => {
  it('is foreseen, and more than is allowed is refused with the numbers and the step, before anything is made', async () => {
    const { code, err } = await run(graph('distance', 'Distance'), '150MiB');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Saved: the run would need 164 MiB at this step, and 150 MiB are allowed: raise --memory, or crop the image',
    });
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  });

  it('is enough where the run fits, though a node would be too much if it wrote not over its input', async () => {
    // 8 of 8.5 MiB beside the 96 for the process itself; image, mask and what is needed on the way are 9.
    const { code, err } = await run(graph('fill', 'FillHoles'), '104.5MiB');
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('done in') });
  });

  it('is told by check as run has it', async () => {
    const path = graph('distance', 'Distance');
    expect((await asked('check', path, '--memory', '1GiB')).code).toBe(0);
    const { code, err } = await asked('check', path, '--memory', '150MiB');
    expect(code).toBe(1);
    expect(err).toMatch(/^Saved: .* 164 MiB .* 150 MiB are allowed/);
  });

  it('is a size', async () => {
    expect(await run(graph('distance', 'Distance'), 'much')).toMatchObject({
      code: 2,
      err: '--memory much: a size is expected, for example 2GiB',
    });
  });
});
