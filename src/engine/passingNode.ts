import type { OutputRef } from '#src/graph/document.ts';
import { type Grid, voxelCount } from '#src/image/volume.ts';
import type { Plan } from './key.ts';
import { isLocal, type Located, locate } from './locate.ts';

/** How many connections start at the results of each key of a plan. */
const uses = new WeakMap<Plan, Map<string, number>>();

/**
 * The node of an output that is computed on the way to the only module that it feeds, slab by slab, and stored nowhere: a local
 * node whose image, at 4 bytes a voxel, has more than `mostBytes`. Undefined for any other, and for what `isThere`.
 */
export function passingNode(
  plan: Plan,
  ref: OutputRef,
  grid: Pick<Grid, 'size'>,
  mostBytes: number,
  isThere: (key: string) => boolean,
): Located | undefined {
  if (4 * voxelCount(grid.size) <= mostBytes) return undefined;
  const located = locate(plan, ref);
  if (!located.ok || located.value.type !== 'image') return undefined;
  const { planned } = located.value;
  if (!isLocal(planned) || isThere(planned.key) || usesOf(plan).get(planned.key) !== 1) return undefined;
  return located.value;
}

function usesOf(plan: Plan): Map<string, number> {
  const known = uses.get(plan);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const node of plan.values()) {
    if (node.status !== 'ready') continue;
    for (const given of [...Object.values(node.inputs), ...Object.values(node.params)]) {
      const source = given.kind === 'output' ? locate(plan, given.ref) : undefined;
      if (!source?.ok) continue;
      const { key } = source.value.planned;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  uses.set(plan, counts);
  return counts;
}
