import type { OutputRef } from '#src/graph/document.ts';

/** What a node of the canvas stands for. Instance names have no colon, so that the three never meet. */
export type FlowThing = { readonly kind: 'module' | 'group' | 'note'; readonly id: string };

export function groupFlowId(group: string): string {
  return `group:${group}`;
}

export function noteFlowId(note: string): string {
  return `note:${note}`;
}

/** The line of the canvas by which a coupled field hangs on the first of its coupling; other lines are named by what they feed. */
export function linkFlowId(field: OutputRef): string {
  return `link:${field}`;
}

/** The coupled field of a line of the canvas, undefined where the line is a connection. */
export function linkedFieldOf(wireId: string): OutputRef | undefined {
  return wireId.startsWith('link:') ? (wireId.slice('link:'.length) as OutputRef) : undefined;
}

/** The module, group or note of an id of the canvas. */
export function thingOf(flowId: string): FlowThing {
  if (flowId.startsWith('group:')) return { kind: 'group', id: flowId.slice('group:'.length) };
  if (flowId.startsWith('note:')) return { kind: 'note', id: flowId.slice('note:'.length) };
  return { kind: 'module', id: flowId };
}
