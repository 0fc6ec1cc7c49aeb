import type { NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { currentDocument, edit, select, selectFrames, useApp, useStructure } from '#src/app/store.ts';
import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { moveNodes } from '#src/graph/edit.ts';
import { membersOf, setNote } from '#src/graph/frames.ts';
import { canvasView } from './canvasView.ts';
import { noteFlowId, thingOf } from './flowIds.ts';
import type { CanvasFlowNode, FlowSession } from './flowNodes.ts';
import { createFlowNodes, foldedCorner, sizeIn } from './flowNodes.ts';
import { groupBox, notesWithin } from './groupBox.ts';

const untouched: FlowSession['dragged'] = new Map();

/** The modules, groups and notes as React Flow wants them, and what it says of them: sizes, selection and moves. */
export function useFlowNodes() {
  const document = useStructure();
  const selection = useApp((state) => state.selection);
  const selectedFrames = useApp((state) => state.selectedFrames);
  const [measured, setMeasured] = useState<FlowSession['measured']>(new Map());
  const [dragged, setDragged] = useState<FlowSession['dragged']>(untouched);
  const flowNodes = useMemo(createFlowNodes, []);
  const nodes = useMemo(
    () => flowNodes(document, { measured, dragged }, [...selection, ...selectedFrames]),
    [flowNodes, document, measured, dragged, selection, selectedFrames],
  );
  const sizes = useRef(measured);
  sizes.current = measured;
  useEffect(() => {
    canvasView.sizeOf = (id) => sizeIn({ measured: sizes.current, dragged: untouched }, id);
  }, []);

  const ids = useRef<ReadonlySet<string>>(new Set());
  ids.current = useMemo(() => new Set(nodes.map(({ id }) => id)), [nodes]);

  const onNodesChange = useCallback((changes: NodeChange<CanvasFlowNode>[]) => {
    const resized: [string, { width?: number; height?: number }][] = [];
    const underway = new Map<string, Position>();
    const moved = new Map<string, Position>();
    let chosen: Set<string> | undefined;
    for (const change of changes) {
      // One that is about to leave the canvas is no longer in the network.
      if ('id' in change && !ids.current.has(change.id)) continue;
      if (change.type === 'dimensions' && change.dimensions) {
        const { id, dimensions, resizing } = change;
        resized.push([id, dimensions]);
        // Only a hand on its edge changes the width of a note; that it is drawn does not.
        if (resizing !== undefined) edit(setNote(thingOf(id).id, { width: Math.round(dimensions.width) }), 'move');
      }
      if (change.type === 'select') {
        const { selection, selectedFrames } = useApp.getState();
        chosen ??= new Set([...selection, ...selectedFrames]);
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      if (change.type === 'position' && change.position) {
        (change.dragging ? underway : moved).set(change.id, change.position);
      }
    }
    if (resized.length > 0) setMeasured((old) => new Map([...old, ...resized]));
    if (chosen) {
      const ids = [...chosen];
      select(ids.filter((id) => thingOf(id).kind === 'module'));
      selectFrames(ids.filter((id) => thingOf(id).kind !== 'module'));
    }
    const session = { measured: sizes.current, dragged: untouched };
    if (underway.size > 0) {
      const places = placesAfter(currentDocument(), session, underway);
      setDragged((old) => new Map([...old, ...places]));
    }
    if (moved.size > 0) {
      // Arrow keys move in many small steps; they are one undo step until the key is released.
      edit(movePlaces(placesAfter(currentDocument(), session, moved)), 'move');
      setDragged(untouched);
    }
  }, []);

  return { nodes, measured, onNodesChange };
}

/** Where modules and notes come to lie: a group takes along what is in it. */
function placesAfter(
  document: GraphDocument,
  session: FlowSession,
  moves: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  for (const [flowId, to] of moves) {
    const { kind, id } = thingOf(flowId);
    if (kind !== 'group') {
      places.set(flowId, to);
      continue;
    }
    const isFolded = own(document.groups ?? {}, id)?.folded;
    const box = groupBox(document, id, (name) => sizeIn(session, name));
    const from = isFolded ? foldedCorner(document, id, session) : box;
    if (!from) continue;
    for (const note of notesWithin(document, box, (each) => sizeIn(session, each))) {
      const position = own(document.notes ?? {}, note)?.position;
      const noteId = noteFlowId(note);
      if (position && !moves.has(noteId)) {
        places.set(noteId, { x: position.x + to.x - from.x, y: position.y + to.y - from.y });
      }
    }
    for (const name of membersOf(document, id)) {
      const position = nodeOf(document, name)?.position;
      // One that is moved by itself at the same time goes where it was told.
      if (position && !moves.has(name)) {
        places.set(name, { x: position.x + to.x - from.x, y: position.y + to.y - from.y });
      }
    }
  }
  return places;
}

function movePlaces(places: ReadonlyMap<string, Position>): Edit {
  const modules: Record<string, Position> = {};
  const notes: [string, Position][] = [];
  for (const [flowId, { x, y }] of places) {
    const { kind, id } = thingOf(flowId);
    const position = { x: Math.round(x), y: Math.round(y) };
    if (kind === 'note') notes.push([id, position]);
    else modules[flowId] = position;
  }
  return (draft) => {
    moveNodes(modules)(draft);
    for (const [id, position] of notes) setNote(id, { position })(draft);
  };
}
