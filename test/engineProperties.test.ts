import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '#src/engine/engine.ts';
import { isVolume } from '#src/engine/result.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import type { Slab } from '#src/image/volume.ts';
import { anyRef, hostileDocument, outputsOf, paramChanges, soundDocument } from './arbitraryDocuments.ts';
import { changed, network, recordingEngine } from './network.ts';

const anySlab: fc.Arbitrary<Slab | undefined> = fc.option(
  fc.record({ start: fc.constantFrom(0, 1, 5, -1, 0.5, 1e9), end: fc.constantFrom(1, 2, 6, 0, 1e9) }),
  { nil: undefined },
);

/** A result that can be compared: voxels as plain numbers, an error by its sentence. */
async function answer(engine: Engine, document: GraphDocument, ref: OutputRef, slab?: Slab) {
  const result = await engine.evaluate(document, ref, { slab });
  if (!result.ok) return `${result.error.node}: ${result.error.message}`;
  const { value } = result;
  return isVolume(value) ? { size: value.size, affine: value.affine, voxels: [...value.voxels] } : value;
}

test('evaluate never rejects and always ends, whatever the document and the question', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(hostileDocument, fc.array(anyRef, { maxLength: 5 }), anySlab, async (document, refs, slab) => {
      const { engine } = recordingEngine();
      for (const ref of [...refs, ...outputsOf(document)]) {
        const result = await engine.evaluate(document, ref, { slab });
        if (!result.ok) expect(result.error.message).toMatch(/\S/);
        const grid = await engine.grid(document, ref);
        if (!grid.ok) expect(grid.error.message).toMatch(/\S/);
      }
      // What is told of a node is settled when all questions are answered.
      for (const name of Object.keys(document.nodes)) {
        expect(engine.state(document, name).status).toMatch(/^(idle|done|failed)$/);
      }
      expect(Object.prototype).toEqual({});
    }),
    { numRuns: process.env.VOXGRAPH_SOAK ? 200 : 80 },
  );
});

test('what is remembered is what would be computed: equal keys, equal values', { timeout: 60_000 }, async () => {
  let remembered = 0;
  await fc.assert(
    fc.asyncProperty(soundDocument, paramChanges, async (document, changes) => {
      const used = recordingEngine();
      let now = document;
      for (const { node, param, value } of [{ node: '', param: '', value: null }, ...changes]) {
        if (now.nodes[node]) now = changed(now, node, { [param]: value });
        for (const ref of outputsOf(now)) {
          const fresh = recordingEngine();
          used.ranSince();
          const got = await answer(used.engine, now, ref);
          if (typeof got !== 'string' && used.ran.length === 0) remembered++;
          expect(got).toEqual(await answer(fresh.engine, now, ref));
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(remembered).toBeGreaterThan(100);
});

test('slices of any output of any sound network are those of the whole, or both fail', {
  timeout: 60_000,
}, async () => {
  const slab = fc.record({ start: fc.integer({ min: 0, max: 5 }), count: fc.integer({ min: 1, max: 6 }) });
  let images = 0;
  await fc.assert(
    fc.asyncProperty(soundDocument, paramChanges, slab, async (document, changes, { start, count }) => {
      const now = changes.reduce(
        (last, { node, param, value }) => (last.nodes[node] ? changed(last, node, { [param]: value }) : last),
        document,
      );
      for (const ref of outputsOf(now)) {
        const whole = await answer(recordingEngine().engine, now, ref);
        const asked = { start, end: start + count };
        const part = await answer(recordingEngine().engine, now, ref, asked);
        // Of several reasons to fail the one that is met first is told, and slices meet the grid first.
        if (typeof whole === 'string') expect(part).toEqual(expect.any(String));
        else if (typeof whole !== 'object' || !isVolume(whole)) expect(part).toEqual(whole);
        else if (asked.end > whole.size[2]) expect(part).toMatch(/slices .* were asked for/);
        else {
          const plane = whole.size[0] * whole.size[1];
          expect(part).toMatchObject({ voxels: whole.voxels.slice(plane * asked.start, plane * asked.end) });
          images++;
        }
      }
    }),
    { numRuns: 80 },
  );
  expect(images).toBeGreaterThan(30);
});

test('a chain of 2000 nodes is planned, run, sliced and asked for its grid', { timeout: 60_000 }, async () => {
  const levels = Array.from({ length: 1999 }, (_, n) => n + 1);
  const document = network({
    Level0: { module: 'Ramp', params: { size: [1, 1, 3] } },
    ...Object.fromEntries(
      levels.map((n) => [`Level${n}`, { module: 'SliceMean', inputs: { image: `Level${n - 1}.image` } as const }]),
    ),
  });
  const { engine, ran } = recordingEngine();
  expect(await answer(engine, document, 'Level1999.image', { start: 1, end: 2 })).toMatchObject({ size: [1, 1, 1] });
  expect(ran.length).toBe(2000);
  expect(await answer(recordingEngine().engine, document, 'Level1999.image')).toMatchObject({ voxels: [1, 1, 1] });
  expect(await recordingEngine().engine.grid(document, 'Level1999.image')).toMatchObject({ ok: true });
});

test('a parameter that comes through 2000 nodes arrives', { timeout: 60_000 }, async () => {
  const levels = Array.from({ length: 1998 }, (_, n) => n + 1);
  const document = network({
    Level0: { module: 'Ramp', params: { first: 42 } },
    ...Object.fromEntries(
      levels.map((n) => [`Level${n}`, { module: 'Ramp', inputs: { first: `Level${n - 1}.first` } as const }]),
    ),
    Sum: { module: 'Sum', inputs: { a: 'Level1998.first' } },
  });
  expect(await answer(recordingEngine().engine, document, 'Sum.value')).toBe(42);
});
