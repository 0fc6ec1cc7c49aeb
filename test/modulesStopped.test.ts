import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import type { AnyModule } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { simd } from '#src/kernels/simd.ts';
import { digest } from './digest.ts';
import { namedParams, type ParamSet } from './moduleParams.ts';
import { phantoms } from './phantoms.ts';
import { recordingContext } from './runModule.ts';

const isSoak = process.env.VOXGRAPH_SOAK !== undefined;
/** The times at which a module tells of its progress, counted from 1, where it is stopped. */
const moments = isSoak ? [1, 2, 5, 20, 100] : [2];

const runnable = [...modules.values()].filter(
  ({ inputs, outputs, params }) =>
    Object.keys(outputs).length > 0 &&
    Object.values(inputs).some(({ type }) => type === 'image') &&
    Object.values(params).every(({ kind }) => kind !== 'file'),
);

async function given(
  module: AnyModule,
  inputs: Readonly<Record<string, PortValue>>,
  params: ParamSet,
  context: RunContext,
): Promise<unknown> {
  try {
    const outputs = await module.run(inputs, params, context);
    return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, digest(value)]));
  } catch (error) {
    return { error: error instanceof Error ? error.message : error };
  }
}

// A worker whose task is cancelled stops it so and goes on with the next, whatever kernel it was in.
test('a module that is stopped where it tells of its progress leaves the next run as it is', {
  timeout: 600_000,
}, async () => {
  let stopped = 0;
  for (const name of isSoak ? Object.keys(phantoms) : ['one slice', 'a mask']) {
    const { image, mask } = phantoms[name]();
    for (const module of runnable) {
      const goldens = JSON.parse(readFileSync(new URL(`goldens/${module.id}.json`, import.meta.url), 'utf8'));
      const ports = Object.entries(module.inputs).filter(([, { type }]) => type === 'image');
      const inputs = Object.fromEntries(ports.slice(0, 16).map(([port], n) => [port, n === 0 ? image : mask]));
      const sets = namedParams(module.params);
      for (const variant of isSoak ? Object.keys(sets) : ['defaults']) {
        for (const moment of moments) {
          let left = moment;
          const progress = () => {
            if (--left === 0) throw new Error('stopped');
          };
          await given(module, inputs, sets[variant], { ...recordingContext(), progress });
          if (left > 0) break;
          stopped++;
          expect(simd()?.scratch.isFree(), module.id).toBe(true);
          const again = await given(module, inputs, sets[variant], recordingContext());
          expect(again, `${module.id}, ${variant}, ${name}`).toEqual(goldens[`${variant}, ${name}`]);
        }
      }
    }
  }
  expect(stopped).toBeGreaterThan(30);
});
