import type { AnyModule } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import { sameGrid, sizeText } from '#src/image/affine.ts';
import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { memoryOf } from '#src/image/voxelMemory.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { CacheKey, PlannedNode } from './key.ts';
import type { EvaluationError } from './states.ts';
import type { Outputs } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

export type Failure = { readonly ok: false; readonly error: EvaluationError };

export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

/** A node that can run. */
export type Planned = PlannedNode & { status: 'ready' };

export const cancelled = {
  ok: false,
  error: { node: '', message: 'Cancelled', isCancelled: true },
} as const satisfies Failure;

/** The failure of a node; the key says which node of another document it would be. */
export function fail(node: string, message: string, key?: CacheKey): Failure {
  return { ok: false, error: { node, message, key } };
}

export function isVolume(value: unknown): value is Volume {
  return typeof value === 'object' && value !== null && 'voxels' in value;
}

/** The same outputs with every image cut to some of its slices, as views. Throws RangeError where there are no such slices. */
export function cropped(outputs: Outputs, slab: Slab): Outputs {
  return mapImages(outputs, (volume) => cropSlab(volume, slab));
}

/**
 * The same outputs, images copied out of buffers that are more than twice as large: a remembered slice would else keep all
 * slices beside it in memory. Shared memory stays shared.
 */
export function compacted(outputs: Outputs): Outputs {
  return mapImages(outputs, (volume) => {
    const { voxels } = volume;
    if (2 * voxels.byteLength >= memoryOf(voxels).byteLength) return volume;
    if (voxels.buffer instanceof ArrayBuffer) return { ...volume, voxels: voxels.slice() };
    const copy = voxelsOn(voxelTypeOf(voxels), new SharedArrayBuffer(voxels.byteLength));
    copy.set(voxels);
    return { ...volume, voxels: copy };
  });
}

function mapImages(outputs: Outputs, change: (volume: Volume) => Volume): Outputs {
  const entries = Object.entries(outputs).map(([name, value]): [string, PortValue] => [
    name,
    isVolume(value) ? change(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/**
 * A sentence when a run did not give what its module promises, or undefined. `depth` is the number of slices that a local
 * module was given and has to give back.
 */
export function whyNotOutputs(module: AnyModule, outputs: Outputs, depth?: number): string | undefined {
  for (const [name, port] of Object.entries(module.outputs)) {
    const value = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (value === undefined || value === null) return `${module.id} gave no ${name}: this is a fault of the module`;
    if (port.type !== 'image') continue;
    if (!isVolume(value)) return `${module.id} gave no image as ${name}: this is a fault of the module`;
    if (depth !== undefined && value.size[2] !== depth) {
      return `${module.id} gave ${value.size[2]} slices as ${name} for ${depth}: this is a fault of the module`;
    }
  }
  return undefined;
}

/** A sentence naming the first two inputs that lie on different grids, or undefined. */
export function whyDifferentGrids(grids: readonly (readonly [string, Grid])[]): string | undefined {
  for (const [input, grid] of grids.slice(1)) {
    const [firstInput, first] = grids[0];
    if (sameGrid(first, grid)) continue;
    const isSameSize = sizeText(first.size) === sizeText(grid.size);
    const describe = (name: string, { size, affine }: Grid) =>
      isSameSize
        ? `${name} (${sizeText(size)}, affine ${affine.slice(0, 12).join(' ')})`
        : `${name} (${sizeText(size)})`;
    return `${describe(firstInput, first)} and ${describe(input, grid)} lie on different grids: connect images of one grid`;
  }
  return undefined;
}
