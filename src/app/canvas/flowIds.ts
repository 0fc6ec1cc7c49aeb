/** What a node of the canvas stands for. Instance names have no colon, so that the three never meet. */
export type FlowThing = { readonly kind: 'module' | 'group' | 'note'; readonly id: string };

export function groupFlowId(group: string): string {
  return `group:${group}`;
}

export function noteFlowId(note: string): string {
  return `note:${note}`;
}

/** The module, group or note of an id of the canvas. */
export function thingOf(flowId: string): FlowThing {
  if (flowId.startsWith('group:')) return { kind: 'group', id: flowId.slice('group:'.length) };
  if (flowId.startsWith('note:')) return { kind: 'note', id: flowId.slice('note:'.length) };
  return { kind: 'module', id: flowId };
}
