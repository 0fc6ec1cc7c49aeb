import type { Edge } from '@xyflow/react';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import type { OutputRef } from '#src/graph/document.ts';
import { splitRef } from '#src/graph/document.ts';

/** What will be connected when a dragged module is let go: put into a connection, or joined to a near connector. */
export type DropHint =
  | { readonly kind: 'wire'; readonly wire: string }
  | { readonly kind: 'near'; readonly from: OutputRef; readonly to: OutputRef };

/** The connections, the one marked that a dragged module would be put into, or with the one that it would get. */
export function withHint(edges: readonly Edge[], hint: DropHint | undefined): Edge[] {
  if (!hint) return edges as Edge[];
  if (hint.kind === 'near') return [...edges, nearEdge(hint.from, hint.to)];
  return edges.map((edge) =>
    edge.id === hint.wire ? { ...edge, className: `${edge.className ?? ''} wire-drop`.trim() } : edge,
  );
}

export function isSameHint(a: DropHint | undefined, b: DropHint | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nearEdge(from: OutputRef, to: OutputRef): Edge {
  const [source, sourceHandle] = splitRef(from);
  const [target, targetHandle] = splitRef(to);
  return {
    id: '(near)',
    source,
    sourceHandle,
    target,
    targetHandle,
    className: 'wire-drop',
    selectable: false,
    focusable: false,
    ariaLabel: canvasTexts.spoken.connectionWill(from, to),
  };
}
