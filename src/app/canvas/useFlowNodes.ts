import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { edit, select, useApp, useDocument } from '#src/app/store.ts';
import type { Position } from '#src/graph/document.ts';
import { moveNodes } from '#src/graph/edit.ts';
import type { FlowSession, ModuleFlowNode } from './flowNodes.ts';
import { createFlowNodes } from './flowNodes.ts';

/** The nodes as React Flow wants them, and what it says of them: sizes, selection and moves. */
export function useFlowNodes() {
  const document = useDocument();
  const selection = useApp((state) => state.selection);
  const [measured, setMeasured] = useState<FlowSession['measured']>(new Map());
  const [dragged, setDragged] = useState<FlowSession['dragged']>(new Map());
  const flowNodes = useMemo(createFlowNodes, []);
  const nodes = useMemo(
    () => flowNodes(document, { measured, dragged }, selection),
    [flowNodes, document, measured, dragged, selection],
  );

  const onNodesChange = useCallback((changes: NodeChange<ModuleFlowNode>[]) => {
    const sizes: [string, { width?: number; height?: number }][] = [];
    const underway: [string, Position][] = [];
    const moved: Record<string, Position> = {};
    let chosen: Set<string> | undefined;
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) sizes.push([change.id, change.dimensions]);
      if (change.type === 'select') {
        chosen ??= new Set(useApp.getState().selection);
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      if (change.type === 'position' && change.position) {
        if (change.dragging) underway.push([change.id, change.position]);
        else moved[change.id] = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
      }
    }
    if (sizes.length > 0) setMeasured((old) => new Map([...old, ...sizes]));
    if (chosen) select([...chosen]);
    if (underway.length > 0) setDragged((old) => new Map([...old, ...underway]));
    if (Object.keys(moved).length > 0) {
      // Arrow keys move in many small steps; they are one undo step until the key is released.
      edit(moveNodes(moved), 'move');
      setDragged(new Map());
    }
  }, []);

  return { nodes, measured, onNodesChange };
}
