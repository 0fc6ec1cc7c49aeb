import type { ReactFlowInstance } from '@xyflow/react';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { modules } from '#modules/index.ts';
import { canInsert, connectNear, detachNodes, insertInWire } from '#src/app/rewireActions.ts';
import { currentDocument, endGesture } from '#src/app/store.ts';
import type { OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf, whyNotConnect } from '#src/graph/document.ts';
import { isAttached } from '#src/graph/heal.ts';
import { type DropHint, isSameHint } from './dropHint.ts';
import { thingOf } from './flowIds.ts';
import { createShake } from './shake.ts';
import { wireAt } from './wireAt.ts';

/** How close connectors come, in the network's own measure, to be connected when the module is let go. */
const nearDistance = 22;
/** How far from where it was torn out a module is put into connections again, CSS pixels. */
const tornDistance = 60;

/** A node as the library tells of it while it is dragged: it lies there before it is drawn there. */
interface Dragged {
  readonly id: string;
  readonly position: Position;
}
type DragEvent = { readonly clientX: number; readonly clientY: number; readonly altKey: boolean } | TouchEvent;

/**
 * What dragging a module does beside moving it: with Alt, or shaken, it is taken out of the network, over a connection it is put into it, and
 * close to a connector that fits it is connected. Each is one undo step with the move.
 */
export function useNodeDrag() {
  const flow = useReactFlow();
  const [hint, setHint] = useState<DropHint>();
  const last = useRef<DropHint>(undefined);
  const shake = useRef(createShake());
  /** Where the pointer was when modules were torn out: near there they are not put back. */
  const tornAt = useRef<Position>(undefined);
  const show = useCallback((next: DropHint | undefined) => {
    if (isSameHint(last.current, next)) return;
    last.current = next;
    setHint(next);
  }, []);

  const events = useMemo(
    () => ({
      onNodeDragStart(event: unknown, _node: Dragged, nodes: readonly Dragged[]) {
        shake.current = createShake();
        tornAt.current = undefined;
        if ((event as DragEvent & { altKey?: boolean }).altKey) tornAt.current = tearOut(event as DragEvent, nodes);
      },
      onNodeDrag(event: unknown, node: Dragged, nodes: readonly Dragged[]) {
        const pointer = screenOf(event as DragEvent);
        if (!tornAt.current && shake.current(pointer, performance.now())) {
          tornAt.current = tearOut(event as DragEvent, nodes);
        }
        const { x, y } = tornAt.current ?? { x: Number.POSITIVE_INFINITY, y: 0 };
        const isBack = Math.hypot(pointer.x - x, pointer.y - y) < tornDistance;
        show(nodes.length === 1 && !isBack ? hintFor(flow, node, pointer) : undefined);
      },
      onNodeDragStop(_event: unknown, node: Dragged) {
        const { current } = last;
        show(undefined);
        if (current?.kind === 'wire') insertInWire(node.id, current.wire, 'move');
        if (current?.kind === 'near') connectNear(current.from, current.to, 'move');
        endGesture();
      },
    }),
    [flow, show],
  );
  return { hint, showHint: show, events };
}

/** Takes what is dragged out of the network; gives where that was, undefined where nothing was connected. */
function tearOut(event: DragEvent, nodes: readonly Dragged[]): Position | undefined {
  const names = nodes.map(({ id }) => id).filter((id) => thingOf(id).kind === 'module');
  if (!isAttached(currentDocument(), names)) return undefined;
  detachNodes(names, 'move');
  return screenOf(event);
}

function screenOf(event: DragEvent): Position {
  if ('touches' in event) {
    const [touch] = event.changedTouches;
    return { x: touch.clientX, y: touch.clientY };
  }
  return { x: event.clientX, y: event.clientY };
}

/** What would be connected if the module were let go now. */
function hintFor(flow: ReactFlowInstance, node: Dragged, pointer: Position): DropHint | undefined {
  if (thingOf(node.id).kind !== 'module') return undefined;
  if (!isAttached(currentDocument(), [node.id])) {
    const wire = wireAt(pointer) ?? wireAt(middleOf(flow, node));
    if (wire !== undefined && canInsert(node.id, wire)) return { kind: 'wire', wire };
  }
  return nearest(flow, node);
}

function middleOf(flow: ReactFlowInstance, { id, position: { x, y } }: Dragged): Position {
  const { width = 0, height = 0 } = flow.getInternalNode(id)?.measured ?? {};
  return flow.flowToScreenPosition({ x: x + width / 2, y: y + height / 2 });
}

interface Connector extends Position {
  readonly node: string;
  readonly name: string;
}

/** The connectors of one side of a module, where they are drawn or, of one that is dragged, will be. */
function connectors(flow: ReactFlowInstance, node: string, side: 'source' | 'target', place?: Position): Connector[] {
  const { positionAbsolute, handleBounds } = flow.getInternalNode(node)?.internals ?? {};
  const at = place ?? positionAbsolute;
  if (!at) return [];
  return (handleBounds?.[side] ?? []).flatMap(({ id, x, y, width, height }) =>
    id && !id.startsWith('(') ? [{ node, name: id, x: at.x + x + width / 2, y: at.y + y + height / 2 }] : [],
  );
}

/** The closest free input and output, one of them of this module, that can be connected and are not yet. */
function nearest(flow: ReactFlowInstance, { id: name, position }: Dragged): DropHint | undefined {
  const document = currentDocument();
  const gives = connectors(flow, name, 'source', position);
  const takes = connectors(flow, name, 'target', position).filter(isFree);
  let best: { far: number; from: OutputRef; to: OutputRef } | undefined;
  const tryPair = (give: Connector, take: Connector) => {
    const far = Math.hypot(give.x - take.x, give.y - take.y);
    if (far > (best?.far ?? nearDistance)) return;
    const from = outputRef(give.node, give.name);
    if (whyNotConnect(document, modules, from, take.node, take.name) !== undefined) return;
    best = { far, from, to: outputRef(take.node, take.name) };
  };
  for (const { id } of flow.getNodes()) {
    if (id === name || thingOf(id).kind !== 'module') continue;
    for (const give of connectors(flow, id, 'source')) for (const take of takes) tryPair(give, take);
    if (gives.length === 0) continue;
    for (const take of connectors(flow, id, 'target')) if (isFree(take)) for (const give of gives) tryPair(give, take);
  }
  return best && { kind: 'near', from: best.from, to: best.to };
}

function isFree({ node, name }: Connector): boolean {
  const found = nodeOf(currentDocument(), node);
  return found !== undefined && sourceOf(found, name) === undefined;
}
