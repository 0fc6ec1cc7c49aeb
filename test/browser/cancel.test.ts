import { expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import type { Volume } from '#src/image/volume.ts';
import { changed, network } from '../network.ts';
import { phantoms } from '../phantoms.ts';

const times = import.meta.env.VOXGRAPH_SOAK === '1' ? 1000 : 30;
const appWorker = () => new Worker(new URL('./appWorker.ts', import.meta.url), { type: 'module' });

const openFile = async () => new Blob([writeNifti(phantoms['signed integers']().image)]);
const source = network(
  {
    File: { module: 'LocalImage', params: { name: { name: 'phantom.nii', hash: 'f'.repeat(64) } } },
    Above: { module: 'Threshold', params: { threshold: 20 }, inputs: { input0: 'File.outImage' } },
    Masked: { module: 'Mask', inputs: { input0: 'File.outImage', input1: 'Above.output0' } },
    Closed: { module: 'Closing', params: { radius: 1 }, inputs: { input0: 'Masked.output0' } },
    Filled: { module: 'FillHoles', inputs: { input0: 'Closed.output0' } },
    Largest: { module: 'LargestComponent', inputs: { input0: 'Filled.output0' } },
    Depth: { module: 'Distance', inputs: { input0: 'Above.output0' } },
  },
  modules,
);
const outputs: OutputRef[] = ['Masked.output0', 'Closed.output0', 'Filled.output0', 'Largest.output0', 'Depth.output0'];

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('cancelling real workers at random moments leaves no worker, no memory and no wrong result', {
  timeout: 600_000,
}, async () => {
  const random = seededRandom(7);
  let live = 0;
  const executor = executeInWorker({
    size: 3,
    leastBytes: 0,
    pieceBytes: 1,
    createWorker() {
      const worker = appWorker();
      const terminate = worker.terminate.bind(worker);
      live++;
      worker.terminate = () => {
        live--;
        terminate();
      };
      return worker;
    },
  });
  const engine = createEngine({ modules, executor, openFile, budget: 2 ** 24, keptBetween: 0 });
  let cancelledCount = 0;
  for (let n = 0; n < times; n++) {
    const document = changed(source, 'Above', { threshold: n });
    const ref = outputs[Math.floor(random() * outputs.length)];
    const controller = new AbortController();
    const answer = engine.evaluate(document, ref, { signal: controller.signal });
    await after(15 * random() * random());
    if (random() < 0.2) engine.stop();
    else controller.abort();
    const result = await answer;
    if (!result.ok) {
      expect(result.error.isCancelled).toBe(true);
      cancelledCount++;
    }
    expect(live).toBeLessThanOrEqual(3);
    await expect.poll(() => engine.memory().running, { interval: 5 }).toBe(0);
    if (n % 6 > 0) continue;
    const here = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 24 });
    const [found, expected] = await Promise.all([engine.evaluate(document, ref), here.evaluate(document, ref)]);
    if (!found.ok || !expected.ok) throw new Error('It could not be evaluated');
    expect([...(found.value as Volume).voxels]).toEqual([...(expected.value as Volume).voxels]);
  }
  expect(cancelledCount).toBeGreaterThan(times / 4);
  engine.retain([]);
  expect(engine.memory().bytes).toBe(0);
  engine.dispose();
  expect(live).toBe(0);
});
