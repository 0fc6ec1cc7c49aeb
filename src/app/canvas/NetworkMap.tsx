import type { ReactFlowState } from '@xyflow/react';
import { MiniMap, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { modules } from '#modules/index.ts';
import { moduleKind } from '#src/app/moduleKind.ts';
import { currentDocument } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';
import type { Box } from './groupBox.ts';

/** A map is worth its place when there is more than one looks over at once, and room to put it. */
const leastNodes = 8;
const leastWidth = 420;
const size = { width: 120, height: 80 };
/** What it keeps from the edges of the canvas, and from modules. */
const margin = 15;
/** The map stays where it is as long as the network moves. */
const calm = 150;

type Corner = 'top-right' | 'bottom-right' | 'top-left';

/** The mini map, in the colours of the modules: where part of the network is out of sight, in a corner in which no module lies. */
export function NetworkMap({ nodeCount }: { nodeCount: number }) {
  const isWide = useStore((state) => state.width >= leastWidth);
  const isWanted = nodeCount >= leastNodes && isWide;
  const corner = useFreeCorner(isWanted);
  if (!isWanted || !corner) return null;
  return <MiniMap pannable zoomable position={corner} style={size} nodeColor={colourOf} />;
}

function useFreeCorner(isWanted: boolean): Corner | undefined {
  const store = useStoreApi();
  const [corner, setCorner] = useState<Corner>();
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      // Under the hand that moves the network in it, the map stays.
      if (document.querySelector('.react-flow__minimap:active')) later();
      else setCorner((old) => freeCorner(store.getState(), old));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, calm);
    };
    later();
    const unsubscribe = store.subscribe(later);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [isWanted, store]);
  return corner;
}

/** The corner in which it was, where that is free, else another one; undefined where none is, or all of the network is in sight. */
function freeCorner({ width, height, transform, nodeLookup }: ReactFlowState, old: Corner | undefined) {
  const [left, top, zoom] = transform;
  const boxes = [...nodeLookup.values()].map(({ internals, measured }): Box => {
    const { x, y } = internals.positionAbsolute;
    const [w, h] = [(measured.width ?? 0) * zoom, (measured.height ?? 0) * zoom];
    return { x: x * zoom + left, y: y * zoom + top, width: w, height: h };
  });
  const isAllSeen = boxes.every(
    (box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
  );
  if (isAllSeen) return undefined;
  const corners: readonly Corner[] = ['top-right', 'bottom-right', 'top-left'];
  const tried = old ? [old, ...corners] : corners;
  return tried.find((corner) => {
    const x = corner.endsWith('left') ? 0 : width - size.width - 2 * margin;
    const y = corner.startsWith('top') ? 0 : height - size.height - 2 * margin;
    return !boxes.some(
      (box) =>
        box.x < x + size.width + 2 * margin &&
        box.x + box.width > x &&
        box.y < y + size.height + 2 * margin &&
        box.y + box.height > y,
    );
  });
}

function colourOf({ id, type }: { id: string; type?: string }): string {
  if (type === 'group') return 'transparent';
  if (type === 'note') return 'var(--frame-yellow)';
  if (type === 'folded') return 'var(--frame-grey)';
  const module = modules.get(nodeOf(currentDocument(), id)?.module ?? '');
  return `var(--node-${moduleKind(module)}-edge)`;
}
