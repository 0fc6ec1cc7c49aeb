import { type GraphNode, sourceOf } from './document.ts';
import type { AnyModule } from './module.ts';
import type { Ports } from './ports.ts';

/** The inputs of a node that are to be seen: all, but of inputs that follow one another those that are connected and the next one. */
export function offeredInputs(module: Pick<AnyModule, 'inputs'>, node: GraphNode): Ports {
  return Object.fromEntries(
    Object.entries(module.inputs).filter(
      ([name, { follows }]) =>
        follows === undefined || sourceOf(node, name) !== undefined || sourceOf(node, follows) !== undefined,
    ),
  );
}
