import type { ModuleSet, Params } from '#src/graph/module.ts';
import { defineModule, moduleSet } from '#src/graph/module.ts';
import type { Ports } from '#src/graph/ports.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { identity } from '#src/image/affine.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';

// What modules do to the worker that they run in, from the ordinary to the fatal.

const image: Ports = { image: { type: 'image', label: 'Image' } };
const text = { text: { type: 'text', label: 'Text' } } as const;
const length: Params = { length: { kind: 'integer', label: 'Length', default: 1000 } };
const common = { version: 1, genre: 'Test', help: '', inputs: {}, params: {} } as const;

const row = (voxels: Voxels): Volume => ({ size: [1, 1, voxels.length], affine: identity, voxels });

function busy(ms: number, context?: RunContext): void {
  const start = performance.now();
  for (let now = start; now < start + ms; now = performance.now()) context?.progress((now - start) / ms);
}

/** What the page has set for the task that runs. */
export const applied: { settings: unknown } = { settings: undefined };

/** The last result of this worker, which `Poke` writes to. */
let kept: Voxels | undefined;
/** The memory of the last result of `Forget`. */
let forgotten: WeakRef<ArrayBufferLike> | undefined;
const workerName = Math.random().toString(36);

/** A local module that does something at each slab that it gets. */
const local = {
  ...common,
  inputs: { image: { type: 'image', label: 'Image' } },
  outputs: image,
  halo: () => 0,
} as const;

export const workerModules: ModuleSet = moduleSet([
  defineModule({
    ...local,
    id: 'EndlessLocal',
    run({ image }, _, { allocate }) {
      // On the one voxel with which its types are asked it ends.
      if (image.voxels.length > 1) new BroadcastChannel('endless').postMessage(image.voxels[0]);
      while (image.voxels.length > 1) busy(1000);
      return { image: { ...image, voxels: allocate('uint8', 1) } };
    },
  }),
  defineModule({
    ...local,
    id: 'FailingLocal',
    run({ image }, _, { allocate }) {
      if (image.voxels[0] >= 3) throw new Error(`It cannot be done from ${image.voxels[0]} on`);
      return { image: { ...image, voxels: allocate('uint8', image.voxels.length) } };
    },
  }),
  defineModule({
    ...local,
    id: 'DyingLocal',
    run({ image }, _, { allocate }) {
      if (image.voxels[0] === 3) globalThis.close();
      if (image.voxels[0] === 3) return new Promise<never>(() => {});
      return { image: { ...image, voxels: allocate('uint8', image.voxels.length) } };
    },
  }),
  defineModule({
    ...common,
    id: 'Count',
    outputs: image,
    params: length,
    run(_, params, { allocate }) {
      const voxels = allocate('float32', Number(params.length));
      for (let n = 0; n < voxels.length; n++) voxels[n] = n;
      return { image: row(voxels) };
    },
  }),
  defineModule({
    ...common,
    id: 'Fill',
    outputs: image,
    params: length,
    run(_, params, { allocate }) {
      kept = allocate('float32', Number(params.length)).fill(1);
      return { image: row(kept) };
    },
  }),
  defineModule({
    ...common,
    id: 'Forget',
    outputs: image,
    params: length,
    run(_, params, { allocate }) {
      const voxels = allocate('float32', Number(params.length));
      forgotten = new WeakRef(voxels.buffer);
      return { image: row(voxels) };
    },
  }),
  defineModule({
    ...common,
    id: 'IsForgotten',
    outputs: text,
    run: () => ({ text: String(forgotten !== undefined && forgotten.deref() === undefined) }),
  }),
  defineModule({
    ...common,
    id: 'Surface',
    outputs: { mesh: { type: 'mesh', label: 'Surface' } },
    run: () => ({ mesh: { positions: Float32Array.of(1, 2, 3), triangles: Uint32Array.of(0, 0, 0) } }),
  }),
  defineModule({
    ...common,
    id: 'Plain',
    outputs: image,
    params: length,
    run: (_, params) => ({ image: row(new Float32Array(Number(params.length)).fill(2)) }),
  }),
  defineModule({
    ...common,
    id: 'Poke',
    outputs: text,
    run() {
      kept?.fill(7);
      return { text: 'poked' };
    },
  }),
  defineModule({
    ...common,
    id: 'Look',
    inputs: { image: { type: 'image', label: 'Image' } },
    outputs: text,
    run({ image: { voxels } }) {
      const kind = voxels.buffer instanceof ArrayBuffer ? 'own' : 'shared';
      return { text: `${kind} ${voxels.length} of ${voxels.buffer.byteLength / voxels.BYTES_PER_ELEMENT}` };
    },
  }),
  defineModule({
    ...common,
    id: 'Name',
    outputs: text,
    run() {
      busy(30);
      return { text: workerName };
    },
  }),
  defineModule({
    ...common,
    id: 'Progress',
    outputs: text,
    run(_, __, context) {
      busy(300, context);
      return { text: 'done' };
    },
  }),
  defineModule({
    ...common,
    id: 'Close',
    outputs: text,
    run() {
      globalThis.close();
      return new Promise<never>(() => {});
    },
  }),
  defineModule({
    ...common,
    id: 'ThrowLater',
    outputs: text,
    run() {
      setTimeout(() => {
        throw new Error('thrown outside of run');
      }, 10);
      return new Promise<never>(() => {});
    },
  }),
  defineModule({
    ...common,
    id: 'Endless',
    outputs: text,
    run() {
      for (;;) busy(1000);
    },
  }),
  defineModule({
    ...common,
    id: 'EndlessTelling',
    outputs: text,
    run(_, __, context) {
      for (;;) busy(100, context);
    },
  }),
  defineModule({
    ...common,
    id: 'HangingReader',
    outputs: text,
    params: { name: { kind: 'file', label: 'Name', default: null, accept: [] } },
    async run(_, { name }, context) {
      const [first] = (await name?.bytes(0, 1)) ?? [];
      // A slow reader that comes on, and one that says the same for ever.
      busy(first === 1 ? 1500 : 10, context);
      if (first === 1) return { text: 'read' };
      for (;;) busy(1000);
    },
  }),
  defineModule({
    ...common,
    id: 'Set',
    outputs: text,
    run: () => ({ text: JSON.stringify(applied.settings) }),
  }),
  defineModule({
    ...common,
    id: 'Function',
    outputs: text,
    run: () => ({ text: (() => 'a function cannot be sent') as unknown as string }),
  }),
]);
