import type { Edge } from '@xyflow/react';
import { MarkerType } from '@xyflow/react';
import { modules } from '#modules/index.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodesOf, own, splitRef } from '#src/graph/document.ts';
import { isDrawn } from './connectorShape.ts';
import { linkFlowId } from './flowIds.ts';
import { paramSource, paramTarget } from './flowNodes.ts';
import { drawnEnd } from './foldedPorts.ts';

const arrow = {
  type: MarkerType.ArrowClosed,
  width: 14,
  height: 14,
  markerUnits: 'userSpaceOnUse',
  color: 'var(--wire-param)',
};

/**
 * The connections of a document, named by what they feed: "Mask.input0". Parameter connections are thin arrows from module to module,
 * couplings thin dashed lines. Those within a folded group are hidden, those out of it end at its box.
 */
export function flowEdges(document: GraphDocument, selectedWires: readonly string[]): Edge[] {
  const selected = new Set(selectedWires);
  const lanes = new Map<string, number>();
  /** How many thin lines run between the same two already, so that each has its own place. */
  const laneOf = (a: string, b: string): number => {
    const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    return lane;
  };
  const wires = nodesOf(document).flatMap(([name, node]) =>
    Object.entries(node.inputs).flatMap(([input, ref]): Edge[] => {
      if (!ref) return [];
      const [source, output] = splitRef(ref);
      if (!Object.hasOwn(document.nodes, source)) return [];
      const giver = modules.get(own(document.nodes, source)?.module ?? '');
      const isField = !isDrawn(modules.get(node.module), 'inputs', input) || !isDrawn(giver, 'outputs', output);
      const id = `${name}.${input}`;
      const from = drawnEnd(document, source, output);
      const to = drawnEnd(document, name, input);
      if (from.node === to.node && from.node !== source) return [];
      const isIdle = node.flow === 'off' || own(document.nodes, source)?.flow === 'off';
      const classes = [isField ? 'wire-param' : '', isIdle ? 'wire-idle' : ''];
      return [
        {
          id,
          source: from.node,
          target: to.node,
          sourceHandle: isField ? paramSource : from.handle,
          targetHandle: isField ? paramTarget : to.handle,
          selected: selected.has(id),
          ariaLabel: canvasTexts.spoken.connection(ref, id),
          reconnectable: !isField && from.node === source && to.node === name,
          className: classes.filter(Boolean).join(' '),
          ...(isField
            ? {
                type: 'field',
                markerEnd: arrow,
                data: { lane: laneOf(from.node, to.node), title: `${ref} → ${id}` },
              }
            : {}),
        },
      ];
    }),
  );
  return [...wires, ...couplings(document, selected, laneOf)];
}

/** A line from the first field of each coupling to every other one. */
function couplings(
  document: GraphDocument,
  selected: ReadonlySet<string>,
  laneOf: (a: string, b: string) => number,
): Edge[] {
  return Object.values(document.links ?? {}).flatMap((link) => {
    const [first, ...others] = link?.fields ?? [];
    return others.flatMap((field: OutputRef): Edge[] => {
      const [from, to] = [first, field].map((each) => drawnEnd(document, ...splitRef(each)).node);
      // Two fields of one module, or of one folded group, have nothing to run between; their panel tells.
      if (from === to) return [];
      const id = linkFlowId(field);
      return [
        {
          id,
          source: from,
          target: to,
          sourceHandle: paramSource,
          targetHandle: paramTarget,
          selected: selected.has(id),
          ariaLabel: canvasTexts.spoken.coupling(link?.title, first, field),
          reconnectable: false,
          className: 'wire-param wire-link',
          type: 'field',
          data: { lane: laneOf(from, to), title: `${link?.title}: ${first} ⇄ ${field}` },
        },
      ];
    });
  });
}
