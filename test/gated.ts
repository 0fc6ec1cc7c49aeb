import { defineModule } from '#src/graph/module.ts';
import { identity } from '#src/image/affine.ts';

/** A run of a gated module: it goes on when `open` is called, and can tell progress meanwhile. */
export interface Waiting {
  readonly module: string;
  readonly progress: (fraction: number) => void;
  readonly open: () => void;
}

/** Two modules that wait until they are let go, so that a test decides what is slow: a source, and a local one. */
export function gatedModules() {
  const waiting: Waiting[] = [];
  const gate = (module: string, progress: (fraction: number) => void) =>
    new Promise<void>((open) => waiting.push({ module, progress, open }));
  const Slow = defineModule({
    id: 'Slow',
    version: 1,
    genre: 'Test',
    help: 'A source that waits.',
    inputs: {},
    outputs: { image: { type: 'image', label: 'Image' }, value: { type: 'number', label: 'Value' } },
    params: { first: { kind: 'number', label: 'First value', default: 0 } },
    async run(_, { first }, { progress }) {
      await gate('Slow', progress);
      const voxels = Float64Array.from({ length: 24 }, (_, n) => first + n);
      return { image: { size: [2, 2, 6] as const, affine: identity, voxels }, value: first };
    },
  });
  const SlowLocal = defineModule({
    id: 'SlowLocal',
    version: 1,
    genre: 'Test',
    help: 'A local module that waits and gives its input.',
    inputs: { image: { type: 'image', label: 'Image' } },
    outputs: { image: { type: 'image', label: 'Image' } },
    params: {},
    halo() {
      return 0;
    },
    async run({ image }, _, { progress }) {
      await gate('SlowLocal', progress);
      return { image };
    },
  });
  return { modules: [Slow, SlowLocal], waiting };
}
