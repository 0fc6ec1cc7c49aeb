import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { planDocument } from '#src/engine/key.ts';
import { nodesOf, type OutputRef } from '#src/graph/document.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { errorOf, imageOf, recordingEngine, valueAt } from './network.ts';
import { testModules } from './testModules.ts';

// Files as earlier versions have written them. The folder only grows: a file in it is never changed and never made anew.

const folder = resolve(import.meta.dirname, 'corpus');
const textOf = (file: string) => readFileSync(resolve(folder, file), 'utf8');
const all: ModuleSet = new Map([...modules, ...testModules]);

interface Expected {
  /** Of a file that opens, all that it warns of; of one that is refused, why. */
  readonly warnings?: readonly string[];
  readonly refusal?: RegExp;
  /** Nodes that cannot run, since something is missing. */
  readonly notReady?: readonly string[];
}

const expected: Readonly<Record<string, Expected>> = {
  'v1-drawing.json': { warnings: [], notReady: [] },
  'v1-every-feature.json': {
    warnings: [
      'Chained: Above has no field later; it is kept',
      'Alien: the module FromAnotherProgram is not known here; it is kept as it is',
      'Loose.image is fed by Removed.image, but there is no module Removed',
    ],
    notReady: ['Loose', 'Alien'],
  },
  'v1-groups-notes-links.json': {
    warnings: ['Alien: the module FromAnotherProgram is not known here; it is kept as it is'],
    notReady: ['B', 'Alien'],
  },
  'v1-masking-tutorial.json': { warnings: [], notReady: [] },
  'v1-newer-modules.json': {
    warnings: [
      'Ramp: saved by Ramp version 9, but version 1 is here; it is kept as it is',
      'Ramp.shape is fed by Library.cone, but there is no module Library',
    ],
    notReady: ['Ramp', 'Above'],
  },
  'v2-from-the-future.json': { refusal: /newer Voxgraph \(file version 2, this one reads up to 1\)/ },
};

test('every file of the corpus is expected to be something', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))(
  '%s opens as it always did, or is refused kindly',
  (file, { warnings, refusal }) => {
    const parsed = parseGraph(textOf(file), all);
    if (refusal) expect(parsed).toEqual({ ok: false, error: expect.stringMatching(refusal) });
    else expect(parsed.ok ? [...parsed.warnings].sort() : parsed.error).toEqual([...(warnings ?? [])].sort());
  },
);

test.each(Object.keys(expected))('what is not known of %s survives opening and saving', (file) => {
  const parsed = parseGraph(textOf(file), new Map());
  if (!parsed.ok) return;
  expect(JSON.parse(serializeGraph(parsed.document))).toEqual(JSON.parse(textOf(file)));
});

test.each(Object.entries(expected))('the nodes of %s that could run still can', (file, { notReady }) => {
  const parsed = parseGraph(textOf(file), all);
  if (!parsed.ok) return;
  const plan = planDocument(parsed.document, all);
  const waiting = nodesOf(parsed.document).filter(([name]) => plan.get(name)?.status !== 'ready');
  expect(waiting.map(([name]) => name)).toEqual(notReady);
});

test('the network with every feature still gives what it gave', async () => {
  const parsed = parseGraph(textOf('v1-every-feature.json'), testModules);
  if (!parsed.ok) throw new Error(parsed.error);
  const { document } = parsed;
  const { engine } = recordingEngine({ openFile: async () => new Blob([new Uint8Array([1, 2, 3])]) });
  const sum = async (ref: OutputRef) => (await imageOf(engine, document, ref)).voxels.reduce((a, b) => a + b, 0);
  expect(await valueAt(engine, document, 'Maximum.value')).toBe(31.5);
  // Above 12 * 1.5, so the last 14 of the voxels -3.5 to 31.5.
  expect(await sum('Old_Above.mask')).toBe(14);
  // Where the mask is 0 the means over two slices to either side, 208 in all; elsewhere 14 times the maximum.
  expect(await sum('Masked.image')).toBe(649);
  expect(await sum('Chained.mask')).toBe(0);
  expect(await valueAt(engine, document, 'Sum.value')).toBe(65);
  expect(await sum('File.image')).toBe(6);
  expect(await sum('Sample.image')).toBe(6);
  expect(await errorOf(engine, document, 'Loose.image')).toMatch(/there is no module Removed/);
});
