import type { Edge, Node } from '@xyflow/react';
import { MarkerType } from '@xyflow/react';
import { modules } from '#modules/index.ts';
import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodesOf, own, splitRef } from '#src/graph/document.ts';

/** React Flow's node: it carries only the name, everything else is read from the store by that name. */
export type ModuleFlowNode = Node<Record<string, never>, 'module'>;

/** The handles on which parameter connections end; they run from node to node, not from connector to connector. */
export const paramSource = '(parameter source)';
export const paramTarget = '(parameter target)';

/** What React Flow measures and what a drag does, until it is dropped. */
export interface FlowSession {
  readonly measured: ReadonlyMap<string, { width?: number; height?: number }>;
  readonly dragged: ReadonlyMap<string, Position>;
}

/** Keeps the objects of nodes that did not change, so that React Flow renders only the others. */
export function createFlowNodes(): (
  document: GraphDocument,
  session: FlowSession,
  selection: readonly string[],
) => ModuleFlowNode[] {
  let known = new Map<string, ModuleFlowNode>();
  return (document, session, selection) => {
    const next = new Map<string, ModuleFlowNode>();
    const selected = new Set(selection);
    for (const [name, node] of nodesOf(document)) {
      const position = session.dragged.get(name) ?? node.position;
      const measured = session.measured.get(name);
      const old = known.get(name);
      const isSame =
        old !== undefined &&
        old.position.x === position.x &&
        old.position.y === position.y &&
        old.measured === measured &&
        old.selected === selected.has(name);
      next.set(
        name,
        isSame
          ? old
          : {
              id: name,
              type: 'module',
              position,
              measured,
              selected: selected.has(name),
              data: {},
              ariaLabel: `Module ${name}`,
            },
      );
    }
    known = next;
    return [...next.values()];
  };
}

/** The connections of a document, named by what they feed: "Mask.input0". Parameter connections are thin arrows. */
export function flowEdges(document: GraphDocument, selectedWires: readonly string[]): Edge[] {
  return nodesOf(document).flatMap(([name, node]) =>
    Object.entries(node.inputs).flatMap(([input, ref]): Edge[] => {
      if (!ref) return [];
      const [source, output] = splitRef(ref);
      if (!Object.hasOwn(document.nodes, source)) return [];
      const module = modules.get(node.module);
      const isParam = module ? own(module.inputs, input) === undefined : false;
      const id = `${name}.${input}`;
      return [
        {
          id,
          source,
          target: name,
          sourceHandle: isParam ? paramSource : output,
          targetHandle: isParam ? paramTarget : input,
          selected: selectedWires.includes(id),
          ariaLabel: `Connection from ${ref} to ${id}`,
          reconnectable: !isParam,
          ...(isParam
            ? {
                className: 'wire-param',
                type: 'straight',
                markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
              }
            : {}),
        },
      ];
    }),
  );
}
