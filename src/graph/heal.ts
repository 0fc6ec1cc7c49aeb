import type { GraphDocument, GraphNode, OutputRef } from './document.ts';
import { nodeOf, nodesOf, own, splitRef } from './document.ts';
import { type Edit, nodeIn, removeNodes } from './edit.ts';
import type { ModuleSet } from './module.ts';
import { passedSource } from './passedSource.ts';

/**
 * Removes nodes; what they fed gets what they got, as if they were bypassed. Where nothing of that type arrived at them, what they
 * fed is free then, and so is what one of their parameters fed.
 */
export function removeHealing(document: GraphDocument, modules: ModuleSet, names: readonly string[]): Edit {
  const heal = healing(document, modules, names);
  const remove = removeNodes(names);
  return (draft) => {
    heal(draft);
    remove(draft);
  };
}

/** Takes nodes out of the network, where they stay without any connection to it; what they fed gets what they got. */
export function detach(document: GraphDocument, modules: ModuleSet, names: readonly string[]): Edit {
  const heal = healing(document, modules, names);
  const inside = new Set(names);
  return (draft) => {
    heal(draft);
    for (const [name, node] of Object.entries(draft.nodes)) {
      for (const [input, ref] of Object.entries(node?.inputs ?? {})) {
        const isInner = ref !== undefined && inside.has(splitRef(ref)[0]);
        if (inside.has(name) !== isInner) delete node?.inputs[input];
      }
    }
  };
}

/** Whether any connection runs between these nodes and others. */
export function isAttached(document: GraphDocument, names: readonly string[]): boolean {
  const inside = new Set(names);
  return nodesOf(document).some(([name, node]) =>
    Object.values(node.inputs).some((ref) => ref && inside.has(name) !== inside.has(splitRef(ref)[0])),
  );
}

/** Feeds what the nodes feed outside of them with what they get from there. */
function healing(document: GraphDocument, modules: ModuleSet, names: readonly string[]): Edit {
  const gone = new Set(names);
  const healed: { readonly name: string; readonly input: string; readonly ref: OutputRef }[] = [];
  for (const [name, node] of nodesOf(document)) {
    if (gone.has(name)) continue;
    for (const [input, ref] of Object.entries(node.inputs)) {
      if (!ref || !gone.has(splitRef(ref)[0])) continue;
      const passed = passedSource(document, modules, ref, (each) => (gone.has(each) ? 'bypass' : undefined));
      if ('ref' in passed && !gone.has(splitRef(passed.ref)[0]) && isThere(document, modules, passed.ref)) {
        healed.push({ name, input, ref: passed.ref });
      }
    }
  }
  return (draft) => {
    for (const { name, input, ref } of healed) {
      const node = nodeIn(draft, name);
      if (node) node.inputs[input] = ref;
    }
  };
}

/** A connection that leads nowhere is not handed on. */
function isThere(document: GraphDocument, modules: ModuleSet, ref: OutputRef): boolean {
  const [name, output] = splitRef(ref);
  const node: GraphNode | undefined = nodeOf(document, name);
  const module = node && modules.get(node.module);
  return (
    node !== undefined && (!module || own(module.outputs, output) !== undefined || Object.hasOwn(module.params, output))
  );
}
