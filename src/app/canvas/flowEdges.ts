import type { Edge } from '@xyflow/react';
import { MarkerType } from '@xyflow/react';
import { modules } from '#modules/index.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { nodesOf, own, splitRef } from '#src/graph/document.ts';
import { paramSource, paramTarget } from './flowNodes.ts';
import { drawnEnd } from './foldedPorts.ts';

/**
 * The connections of a document, named by what they feed: "Mask.input0". Parameter connections are thin arrows. Those within a
 * folded group are hidden, those out of it end at its box.
 */
export function flowEdges(document: GraphDocument, selectedWires: readonly string[]): Edge[] {
  const selected = new Set(selectedWires);
  return nodesOf(document).flatMap(([name, node]) =>
    Object.entries(node.inputs).flatMap(([input, ref]): Edge[] => {
      if (!ref) return [];
      const [source, output] = splitRef(ref);
      if (!Object.hasOwn(document.nodes, source)) return [];
      const module = modules.get(node.module);
      const isParam = module ? own(module.inputs, input) === undefined : false;
      const id = `${name}.${input}`;
      const from = drawnEnd(document, source, output);
      const to = drawnEnd(document, name, input);
      if (from.node === to.node && from.node !== source) return [];
      const isIdle = node.flow === 'off' || own(document.nodes, source)?.flow === 'off';
      const classes = [isParam ? 'wire-param' : '', isIdle ? 'wire-idle' : ''];
      return [
        {
          id,
          source: from.node,
          target: to.node,
          sourceHandle: isParam ? paramSource : from.handle,
          targetHandle: isParam ? paramTarget : to.handle,
          selected: selected.has(id),
          ariaLabel: `Connection from ${ref} to ${id}`,
          reconnectable: !isParam && from.node === source && to.node === name,
          className: classes.filter(Boolean).join(' '),
          ...(isParam ? { type: 'straight', markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } } : {}),
        },
      ];
    }),
  );
}
