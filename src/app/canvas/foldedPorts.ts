import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodesOf, own, splitRef } from '#src/graph/document.ts';
import { groupOfNode } from '#src/graph/frames.ts';
import { groupFlowId } from './flowIds.ts';

/** The group in which a node cannot be seen, because it is folded. */
export function foldedGroupOf(document: GraphDocument, name: string): string | undefined {
  const group = groupOfNode(document, name);
  return group !== undefined && own(document.groups ?? {}, group)?.folded ? group : undefined;
}

/** The connectors of a folded group: what of it feeds the outside, and what of it is fed from there: "Mask.input0". */
export interface FoldedPorts {
  readonly outputs: readonly OutputRef[];
  readonly inputs: readonly OutputRef[];
}

/** The outer connectors of a folded group, in the order of its nodes. */
export function foldedPorts(document: GraphDocument, group: string): FoldedPorts {
  const outputs = new Set<OutputRef>();
  const inputs: OutputRef[] = [];
  for (const [name, node] of nodesOf(document)) {
    const isInside = node.group === group;
    for (const [input, ref] of Object.entries(node.inputs)) {
      if (!ref) continue;
      const isFromInside = own(document.nodes, splitRef(ref)[0])?.group === group;
      if (isFromInside && !isInside) outputs.add(ref);
      if (isInside && !isFromInside) inputs.push(`${name}.${input}`);
    }
  }
  return { outputs: [...outputs], inputs };
}

/** Where the end of a connection is drawn: at its module, or at the folded group that hides it. */
export function drawnEnd(
  document: GraphDocument,
  name: string,
  connector: string,
): { readonly node: string; readonly handle: string } {
  const group = foldedGroupOf(document, name);
  return group === undefined
    ? { node: name, handle: connector }
    : { node: groupFlowId(group), handle: `${name}.${connector}` };
}

/** The connector that a handle of the canvas stands for. */
export function realEnd(node: string, handle: string | null | undefined): readonly [node: string, name: string] {
  return node.startsWith('group:') ? splitRef((handle ?? '') as OutputRef) : [node, handle ?? ''];
}
