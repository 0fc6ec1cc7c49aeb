import { defineModule } from '#src/graph/module.ts';
import { identity } from '#src/image/affine.ts';
import { network } from './network.ts';
import { testModulesWith } from './testModules.ts';

/** A source that says before it runs what it will give, as a file does by its header. */
export const Known = defineModule({
  id: 'Known',
  version: 1,
  genre: 'Test',
  help: 'An image with a header.',
  inputs: {},
  outputs: { image: { type: 'image', label: 'Image' } },
  params: { slices: { kind: 'integer', label: 'Slices', default: 10 } },
  forecast(_, { slices }) {
    return { images: { image: { size: [10, 10, slices], type: 'uint8' } }, scratch: 0 };
  },
  run(_, { slices }, { allocate }) {
    return { image: { size: [10, 10, slices] as const, affine: identity, voxels: allocate('uint8', 100 * slices) } };
  },
});

/** The modules of the tests with this one. */
export const withKnown = testModulesWith(Known);
/** Its slices, and their maximum. */
export const known = network(
  {
    Known: { module: 'Known' },
    Maximum: { module: 'Maximum', inputs: { image: 'Known.image' } },
  },
  withKnown,
);
