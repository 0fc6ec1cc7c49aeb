import type { OutputRef } from '#src/graph/document.ts';
import type { PortValue } from '#src/graph/module.ts';
import { sameGrid, sizeText } from '#src/image/affine.ts';
import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import type { PlannedNode } from './key.ts';
import { messageOf } from './runTask.ts';
import type { EvaluationError } from './states.ts';
import type { Outputs } from './task.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: EvaluationError };

/** A node that can run. */
export type Planned = PlannedNode & { status: 'ready' };

export const cancelled = {
  ok: false,
  error: { node: '', message: 'Cancelled', isCancelled: true },
} as const satisfies Result<never>;

/** The failure of a node. */
export function fail(node: string, message: string): { ok: false; error: EvaluationError } {
  return { ok: false, error: { node, message } };
}

/** The parameters of a node none of which is fed by an output. */
export function plainValues(planned: Planned) {
  const entries = Object.entries(planned.params).map(([name, param]) => [
    name,
    'value' in param ? param.value : undefined,
  ]);
  return { ok: true as const, value: Object.fromEntries(entries) as Record<string, unknown> };
}

/** The inputs of a node that are connected, with what feeds them. */
export function connectedInputs(planned: Planned): (readonly [string, OutputRef])[] {
  return Object.entries(planned.inputs).flatMap(([input, ref]) => (ref ? [[input, ref] as const] : []));
}

export function isVolume(value: PortValue | undefined): value is Volume {
  return typeof value === 'object' && value !== null && 'voxels' in value;
}

/** The same outputs with every image cut to some of its slices, as views. */
export function cropped(name: string, result: Result<Outputs>, slab: Slab): Result<Outputs> {
  if (!result.ok) return result;
  try {
    const entries = Object.entries(result.value).map(([output, value]) => [
      output,
      isVolume(value) ? cropSlab(value, slab) : value,
    ]);
    return { ok: true, value: Object.fromEntries(entries) };
  } catch (error) {
    return fail(name, messageOf(error));
  }
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
