import type { Engine } from '#src/engine/engine.ts';
import { ancestorsOf, type GraphDocument, nodeOf, nodesOf, outputRef, sourcesOf } from '#src/graph/document.ts';
import { memoryOf, type VoxelMemory } from '#src/image/voxelMemory.ts';

/**
 * Makes an engine forget the results of which all users are done, since in a run nothing is asked twice, and returns their memory,
 * which nobody looks at any more. `outputs` are the nodes whose results the run is for and that are not written yet. What lies in `over`
 * is forgotten as well, and `over` is among what is returned, if only one user is left and runs: that is who asks to write over it.
 */
export function forgetDone(
  engine: Engine,
  document: GraphDocument,
  outputs: readonly string[],
  over?: VoxelMemory,
): readonly VoxelMemory[] {
  const needed = new Set(outputs);
  const users: (readonly [user: string, source: string])[] = [];
  for (const name of new Set(outputs.flatMap((output) => [...ancestorsOf(document, output)]))) {
    const node = nodeOf(document, name);
    if (!node || engine.state(document, name).status === 'done') continue;
    for (const source of sourcesOf(node)) {
      needed.add(source);
      users.push([name, source]);
    }
  }
  const written = over ? nodesIn(engine, document, over) : [];
  const left = new Set(users.flatMap(([user, source]) => (written.includes(source) ? [user] : [])));
  const isLast = left.size === 1 && [...left].every((user) => engine.state(document, user).status === 'running');
  if (!over || !isLast || outputs.some((output) => written.includes(output))) {
    return engine.retain([document], (name) => needed.has(name));
  }
  return [...engine.retain([document], (name) => needed.has(name) && !written.includes(name)), over];
}

/** The nodes of which an image lies in a memory. */
function nodesIn(engine: Engine, document: GraphDocument, memory: VoxelMemory): string[] {
  return nodesOf(document).flatMap(([name]) => {
    const planned = engine.planned(document, name);
    if (planned?.status !== 'ready') return [];
    const values = Object.keys(planned.module.outputs).map((output) => engine.peek(document, outputRef(name, output)));
    return values.some((value) => typeof value === 'object' && 'voxels' in value && memoryOf(value.voxels) === memory)
      ? [name]
      : [];
  });
}
