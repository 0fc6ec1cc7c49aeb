import { expect, test } from 'vitest';
import { ownBuffer } from '#src/engine/allocate.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { inSlabs } from '#src/engine/inSlabs.ts';
import type { Executor } from '#src/engine/task.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import type { Slab } from '#src/image/volume.ts';
import { changed, imageOf, network, recordingEngine } from './network.ts';
import { testModules } from './testModules.ts';

const times = process.env.VOXGRAPH_SOAK === '1' ? 1000 : 40;

const source = network({
  Ramp: { module: 'Ramp', params: { size: [5, 4, 16] } },
  Above: { module: 'Above', params: { value: 60 }, inputs: { image: 'Ramp.image' } },
  Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
  Mean: { module: 'SliceMean', inputs: { image: 'Masked.image' } },
  Maximum: { module: 'Maximum', inputs: { image: 'Mean.image' } },
  Last: { module: 'SliceMean', inputs: { image: 'Maximum.scaled' } },
});
const outputs: OutputRef[] = ['Above.mask', 'Masked.image', 'Mean.image', 'Maximum.scaled', 'Last.image'];

const moments = (count: number) =>
  Array.from({ length: count }).reduce<Promise<void>>(
    (before) => before.then(() => new Promise((resolve) => setTimeout(resolve, 0))),
    Promise.resolve(),
  );

test('cancelling at random moments leaves nothing running, no memory and no wrong result', {
  timeout: 600_000,
}, async () => {
  const random = seededRandom(20);
  const below = (count: number) => Math.floor(random() * count);
  let busy = 0;
  // Each run takes some turns of the event loop, as if it were elsewhere.
  const elsewhere: Executor = {
    async run(task, signal, onProgress) {
      busy++;
      await moments(below(4));
      onProgress(0.5);
      const outcome = await executeHere(testModules).run(task, signal, onProgress);
      await moments(below(3));
      busy--;
      return signal.aborted ? { status: 'cancelled' } : outcome;
    },
    dispose() {},
  };
  const wrap = () =>
    inSlabs(elsewhere, { threads: 3, leastBytes: 0, pieceBytes: 1, allocateBuffer: ownBuffer, isShared: true });
  const { engine } = recordingEngine({ wrap, keptBetween: 0, budget: 40_000 });
  let cancelledCount = 0;
  for (let n = 0; n < times; n++) {
    const document = changed(source, 'Above', { value: below(320) });
    const asked = Array.from({ length: 1 + below(3) }, async () => {
      const controller = new AbortController();
      const start = below(16);
      const slab: Slab | undefined = random() < 0.4 ? { start, end: start + 1 + below(16 - start) } : undefined;
      const ref = outputs[below(outputs.length)];
      const answer = engine.evaluate(document, ref, { signal: controller.signal, slab });
      if (random() < 0.8) moments(below(25)).then(() => controller.abort());
      const result = await answer;
      if (!result.ok) {
        expect(result.error.isCancelled).toBe(true);
        cancelledCount++;
        return;
      }
      const expected = await imageOf(recordingEngine().engine, document, ref, slab);
      expect(result.value).toMatchObject({ size: expected.size, affine: expected.affine });
      expect([...(result.value as { voxels: Float64Array }).voxels]).toEqual(expected.voxels);
    });
    if (random() < 0.1) moments(below(10)).then(engine.stop);
    await Promise.all(asked);
    // What nobody wants any more is stopped in a later turn, and what runs elsewhere needs some to end.
    await moments(2);
    await expect.poll(() => busy + engine.memory().running, { interval: 1 }).toBe(0);
    expect(engine.memory().bytes).toBeLessThanOrEqual(40_000);
    for (const name of Object.keys(document.nodes)) {
      expect(engine.state(document, name).status).toMatch(/^(idle|done)$/);
    }
  }
  expect(cancelledCount).toBeGreaterThan(times / 4);
  engine.retain([]);
  expect(engine.memory().bytes).toBe(0);
});
