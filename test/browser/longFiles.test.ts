import { afterAll, expect, test } from 'vitest';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import { byteCount } from '#src/formats/joinBytes.ts';
import { identity } from '#src/image/affine.ts';

const executor = executeInWorker({
  createWorker: () => new Worker(new URL('./appWorker.ts', import.meta.url), { type: 'module' }),
  size: 1,
});
afterAll(() => executor.dispose());

test('a long file comes from its worker in parts, each handed over once, and whole', async () => {
  const voxels = new Uint16Array(200 * 200 * 120);
  for (let n = 0; n < voxels.length; n++) voxels[n] = Math.imul(n, 0x9e3779b1) >>> 16;
  const input0 = { size: [200, 200, 120] as const, affine: identity, voxels };
  const params = { dataType: 'Input', format: '.nii.gz', picture: 'slice', axis: 'k' };
  const outcome = await executor.run(
    { module: 'SaveImage', inputs: { input0 }, params },
    new AbortController().signal,
    () => {},
  );
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  const { file } = outcome.outputs;
  if (typeof file !== 'object' || !('parts' in file)) throw new Error('No file came');
  expect(file.parts.length).toBeGreaterThan(1);
  expect(file.parts.every(({ buffer, byteLength }) => buffer.byteLength === byteLength)).toBe(true);
  // What the page saves, as the browser itself unpacks it.
  const saved = new Blob([...file.parts]);
  expect(saved.size).toBe(byteCount(file.parts));
  const unpacked = await new Response(saved.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  expect(new Uint16Array(unpacked, 352).every((value, n) => value === voxels[n])).toBe(true);
});
