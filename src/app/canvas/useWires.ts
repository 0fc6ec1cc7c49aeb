import type { Connection, Edge, EdgeChange, FinalConnectionState, OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import { modules } from '#modules/index.ts';
import { connectOrSay } from '#src/app/actions.ts';
import { dropField, followFieldDrag, useFieldDrag } from '#src/app/panels/fieldDrag.ts';
import { currentDocument, edit, inspect, notify, selectWires, useApp, useStructure } from '#src/app/store.ts';
import type { OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf, splitRef, whyNotConnect } from '#src/graph/document.ts';
import { connect, disconnect } from '#src/graph/edit.ts';
import { flowEdges } from './flowEdges.ts';
import { realEnd } from './foldedPorts.ts';
import { createEdgeKeeper } from './keptEdges.ts';
import type { OpenSearch } from './useSearch.ts';
import { whyRefused } from './whyRefused.ts';
import { useWiresWithProblems } from './wireProblems.ts';

/** The connections as React Flow wants them, and everything that is done to them with the pointer. */
export function useWires(openSearch: OpenSearch) {
  const structure = useStructure();
  const selected = useApp((state) => state.selectedWires);
  const keep = useMemo(createEdgeKeeper, []);
  const wires = useMemo(() => keep(flowEdges(structure, selected)), [keep, structure, selected]);
  const edges = useWiresWithProblems(wires);
  const isReconnecting = useRef(false);
  const stopFollowing = useRef(() => {});

  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    const chosen = new Set(useApp.getState().selectedWires);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    selectWires([...chosen]);
  }, []);

  const onConnectStart: OnConnectStart = useCallback((_event, { nodeId, handleId, handleType }) => {
    if (isReconnecting.current || nodeId === null || handleType !== 'source') return;
    stopFollowing.current();
    stopFollowing.current = followOutside(outputRef(...realEnd(nodeId, handleId)));
  }, []);

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      stopFollowing.current();
      if (isReconnecting.current || !state.fromHandle || !state.fromNode) return;
      if (state.toHandle) {
        sayWhyRefused(state);
        return;
      }
      if (state.fromHandle.type === 'source') {
        const { x: clientX, y: clientY } = screenOf(event);
        const from = outputRef(...realEnd(state.fromNode.id, state.fromHandle.id));
        // A click on a connector ends over the connector itself, or its module.
        const isOwn = (event.target as Element | null)?.closest(`[data-id="${CSS.escape(state.fromNode.id)}"]`);
        if (!isOwn && dropField(from, { clientX, clientY, altKey: false })) return;
      }
      const isOnCanvas = (event.target as Element | null)?.classList.contains('react-flow__pane');
      if (!isOnCanvas) return;
      const side = state.fromHandle.type === 'source' ? 'output' : 'input';
      const [node, name] = realEnd(state.fromNode.id, state.fromHandle.id);
      openSearch('', screenOf(event), { from: { node, name, side } });
    },
    [openSearch],
  );

  const onReconnect = useCallback((old: Edge, wire: Connection) => {
    const [node, input] = splitRef(old.id as OutputRef);
    const [target, wanted] = realEnd(wire.target, wire.targetHandle);
    const source = sourceRef(wire);
    if (source === outputRef(...realEnd(old.source, old.sourceHandle)) && target === node && wanted === input) return;
    edit((draft) => {
      disconnect(node, input)(draft);
      connect(source, target, wanted)(draft);
    });
  }, []);

  const onReconnectEnd = useCallback((_event: unknown, old: Edge, _type: unknown, state: FinalConnectionState) => {
    isReconnecting.current = false;
    // Let go in the open the connection is removed, as in MeVisLab; over a connector that refuses it, it stays as it was.
    if (state.toHandle) sayWhyRefused(state);
    else edit(disconnect(...splitRef(old.id as OutputRef)));
  }, []);

  return {
    edges,
    onEdgesChange,
    onConnectStart,
    onConnectEnd,
    onConnect: useCallback(
      (wire: Connection) => connectOrSay(sourceRef(wire), ...realEnd(wire.target, wire.targetHandle)),
      [],
    ),
    isValidConnection,
    onReconnectStart: useCallback(() => {
      isReconnecting.current = true;
    }, []),
    onReconnect,
    onReconnectEnd,
    onEdgeClick: useCallback((_event: unknown, { id }: Edge) => inspectWire(id), []),
  };
}

/** Shows in the Output Inspector what a connection carries; connections are named by what they feed, "Mask.input0". */
export function inspectWire(id: string): void {
  const [name, input] = splitRef(id as OutputRef);
  const node = nodeOf(currentDocument(), name);
  const ref = node && sourceOf(node, input);
  if (ref) inspect(ref);
}

/** Tells what comes of a line from an output while the pointer is over the fields of a panel, where the canvas cannot draw. */
function followOutside(from: OutputRef): () => void {
  const stop = new AbortController();
  let start: Position | undefined;
  const onMove = (event: PointerEvent) => {
    start ??= { x: event.clientX, y: event.clientY };
    const isOutside = !(event.target instanceof Element && event.target.closest('.canvas'));
    if (isOutside) followFieldDrag(from, start, event);
    else useFieldDrag.setState({ drag: undefined });
  };
  window.addEventListener('pointermove', onMove, { signal: stop.signal });
  return () => {
    stop.abort();
    useFieldDrag.setState({ drag: undefined });
  };
}

function isValidConnection(wire: Connection | Edge): boolean {
  const [node, input] = realEnd(wire.target, wire.targetHandle);
  return whyNotConnect(currentDocument(), modules, sourceRef(wire), node, input) === undefined;
}

function sourceRef({ source, sourceHandle }: { source: string; sourceHandle?: string | null }): OutputRef {
  return outputRef(...realEnd(source, sourceHandle));
}

/** The reason near the pointer goes away with the line; this one stays to be read. */
function sayWhyRefused({ fromNode, fromHandle, toNode, toHandle }: FinalConnectionState): void {
  if (!fromNode || !fromHandle || !toNode || !toHandle) return;
  const why = whyRefused({ node: fromNode.id, ...fromHandle }, { node: toNode.id, ...toHandle });
  if (why) notify('info', why);
}

function screenOf(event: MouseEvent | TouchEvent): Position {
  const { clientX: x, clientY: y } = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x, y };
}
