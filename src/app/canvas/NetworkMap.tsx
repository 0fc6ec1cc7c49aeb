import { MiniMap, useStore } from '@xyflow/react';
import { modules } from '#modules/index.ts';
import { moduleKind } from '#src/app/moduleKind.ts';
import { currentDocument } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';

/** A map is worth its place when there is more than one looks over at once, and room to put it. */
const leastNodes = 8;
const leastWidth = 420;
const size = { width: 120, height: 80 };

/** The mini map, in the colours of the modules. */
export function NetworkMap({ nodeCount }: { nodeCount: number }) {
  const isWide = useStore((state) => state.width >= leastWidth);
  if (nodeCount < leastNodes || !isWide) return null;
  return <MiniMap pannable zoomable position="top-right" style={size} nodeColor={colourOf} />;
}

function colourOf({ id, type }: { id: string; type?: string }): string {
  if (type === 'group') return 'transparent';
  if (type === 'note') return 'var(--frame-yellow)';
  if (type === 'folded') return 'var(--frame-grey)';
  const module = modules.get(nodeOf(currentDocument(), id)?.module ?? '');
  return `var(--node-${moduleKind(module)}-edge)`;
}
