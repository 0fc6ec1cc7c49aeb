import type { EdgeChange, NodeChange, OnConnectEnd } from '@xyflow/react';
import {
  Background,
  BackgroundVariant,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './canvas.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { modules } from '#modules/index.ts';
import { connectOrSay } from '#src/app/actions.ts';
import { hasViewer, moduleKind } from '#src/app/moduleKind.ts';
import {
  currentDocument,
  edit,
  endGesture,
  inspect,
  openPanel,
  select,
  selectWires,
  useApp,
  useDocument,
} from '#src/app/store.ts';
import type { OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf, whyNotConnect } from '#src/graph/document.ts';
import { connect, disconnect, moveNodes } from '#src/graph/edit.ts';
import { ConnectionLine } from './ConnectionLine.tsx';
import { canvasView } from './canvasView.ts';
import { createFlowNodes, flowEdges, type ModuleFlowNode, paramTarget } from './flowNodes.ts';
import { ModuleNode } from './ModuleNode.tsx';
import { NodeMenu, type NodeMenuRequest } from './NodeMenu.tsx';
import { QuickSearch } from './QuickSearch.tsx';
import { useCanvasDrop } from './useCanvasDrop.ts';

const nodeTypes = { module: ModuleNode };
const fitOptions = { padding: 0.15, maxZoom: 1, minZoom: 0.2 };

/** The network editor. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasFlow />
    </ReactFlowProvider>
  );
}

function CanvasFlow() {
  const document = useDocument();
  const saved = useApp((state) => state.saved);
  const selection = useApp((state) => state.selection);
  const selectedWires = useApp((state) => state.selectedWires);
  const flow = useReactFlow<ModuleFlowNode>();
  const [measured, setMeasured] = useState<ReadonlyMap<string, { width?: number; height?: number }>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map());
  const [menu, setMenu] = useState<NodeMenuRequest>();
  const root = useRef<HTMLDivElement>(null);
  const pointer = useRef<Position>(undefined);
  const flowNodes = useMemo(createFlowNodes, []);
  const nodes = useMemo(
    () => flowNodes(document, { measured, dragged }, selection),
    [flowNodes, document, measured, dragged, selection],
  );
  const edges = useMemo(() => flowEdges(document, selectedWires), [document, selectedWires]);

  const centerOfScreen = useCallback((): Position => {
    const box = root.current?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
  }, []);
  const openSearch = useCallback(
    (text: string, at?: Position, from?: NonNullable<ReturnType<typeof useApp.getState>['quickSearch']>['from']) => {
      const screen = at ?? pointer.current ?? centerOfScreen();
      const canvas = flow.screenToFlowPosition(screen);
      useApp.setState({ quickSearch: { screen, canvas, text, from } });
    },
    [flow, centerOfScreen],
  );

  useEffect(() => {
    canvasView.fit = () => void flow.fitView({ ...fitOptions, duration: 150 });
    canvasView.openSearch = openSearch;
    canvasView.center = () => flow.screenToFlowPosition(centerOfScreen());
    canvasView.pointer = () => flow.screenToFlowPosition(pointer.current ?? centerOfScreen());
  }, [flow, openSearch, centerOfScreen]);

  // Another document was opened: show all of it, once its modules have been measured.
  const fitted = useRef<unknown>(undefined);
  useEffect(() => {
    const names = Object.keys(saved.nodes);
    if (fitted.current === saved || !names.every((name) => measured.has(name))) return;
    fitted.current = saved;
    // Of an empty network there is nothing to fit: the library would wait for the first module and jump to it.
    if (names.length === 0) return;
    requestAnimationFrame(() => void flow.fitView(fitOptions));
  }, [saved, measured, flow]);

  const onNodesChange = useCallback((changes: NodeChange<ModuleFlowNode>[]) => {
    const moved: Record<string, Position> = {};
    const sizes: [string, { width?: number; height?: number }][] = [];
    let chosen: Set<string> | undefined;
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) sizes.push([change.id, change.dimensions]);
      if (change.type === 'select') {
        chosen ??= new Set(useApp.getState().selection);
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      if (change.type === 'position' && change.position) {
        if (change.dragging) setDragged((old) => new Map(old).set(change.id, change.position as Position));
        else moved[change.id] = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
      }
    }
    if (sizes.length > 0) setMeasured((old) => new Map([...old, ...sizes]));
    if (chosen) select([...chosen]);
    if (Object.keys(moved).length > 0) {
      // Arrow keys move in many small steps; they are one undo step until the key is released.
      edit(moveNodes(moved), 'move');
      setDragged(new Map());
    }
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    const chosen = new Set(useApp.getState().selectedWires);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    selectWires([...chosen]);
  }, []);

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      if (state.toHandle || !state.fromHandle || !state.fromNode) return;
      const isOnCanvas = (event.target as Element | null)?.classList.contains('react-flow__pane');
      if (!isOnCanvas) return;
      const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
      const side = state.fromHandle.type === 'source' ? 'output' : 'input';
      const from = { node: state.fromNode.id, name: state.fromHandle.id ?? '', side } as const;
      openSearch('', { x: touch.clientX, y: touch.clientY }, from);
    },
    [openSearch],
  );

  const drop = useCanvasDrop((screen) => flow.screenToFlowPosition(screen));
  const wasReconnected = useRef(false);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer is followed so that modules are added where it is
    <div
      className="canvas"
      ref={root}
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerEnter={() => {
        // Typing goes to what is pointed at: a view that was clicked before keeps the keys only while the pointer is on it.
        const focused = window.document.activeElement;
        if (focused instanceof HTMLElement && focused.matches('.dv-groupview canvas')) focused.blur();
      }}
      onPointerLeave={() => {
        pointer.current = undefined;
      }}
      onKeyUp={endGesture}
      {...drop}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={endGesture}
        onSelectionDragStop={endGesture}
        isValidConnection={(wire) =>
          whyNotConnect(
            currentDocument(),
            modules,
            outputRef(wire.source, wire.sourceHandle ?? ''),
            wire.target,
            wire.targetHandle ?? '',
          ) === undefined
        }
        onConnect={(wire) =>
          connectOrSay(outputRef(wire.source, wire.sourceHandle ?? ''), wire.target, wire.targetHandle ?? '')
        }
        onConnectEnd={onConnectEnd}
        connectionLineComponent={ConnectionLine}
        connectOnClick={false}
        connectionRadius={24}
        edgesReconnectable
        reconnectRadius={14}
        onReconnectStart={() => {
          wasReconnected.current = false;
        }}
        onReconnect={(old, wire) => {
          wasReconnected.current = true;
          const ref = outputRef(wire.source, wire.sourceHandle ?? '') as OutputRef;
          edit((draft) => {
            disconnect(old.target, old.targetHandle ?? '')(draft);
            connect(ref, wire.target, wire.targetHandle ?? '')(draft);
          });
        }}
        onReconnectEnd={(_event, old) => {
          // Dragged away and let go in the open: the connection is removed, as in MeVisLab.
          if (!wasReconnected.current) edit(disconnect(old.target, old.targetHandle ?? ''));
        }}
        onEdgeClick={(_event, edge) => {
          const node = nodeOf(currentDocument(), edge.target);
          const input = edge.targetHandle === paramTarget ? edge.id.slice(edge.target.length + 1) : edge.targetHandle;
          const ref = node && sourceOf(node, input ?? '');
          if (ref) inspect(ref);
        }}
        onNodeDoubleClick={(event, node) => {
          const module = modules.get(nodeOf(currentDocument(), node.id)?.module ?? '');
          openPanel(node.id, hasViewer(module) && !event.altKey ? 'viewer' : 'panel');
        }}
        onNodeContextMenu={(event, node) => {
          event.preventDefault();
          if (!useApp.getState().selection.includes(node.id)) select([node.id]);
          setMenu({ node: node.id, x: event.clientX, y: event.clientY });
        }}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          openSearch('', { x: event.clientX, y: event.clientY });
        }}
        onDoubleClick={(event) => {
          if ((event.target as Element).classList.contains('react-flow__pane')) openSearch('');
        }}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        panOnScroll={false}
        minZoom={0.1}
        maxZoom={2.5}
        onlyRenderVisibleElements={nodes.length > 200}
        proOptions={{ hideAttribution: false }}
        data-canvas-focus
        tabIndex={-1}
        aria-label="Network"
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} />
        <MiniMap
          pannable
          zoomable
          position="top-right"
          style={{ width: 120, height: 80 }}
          nodeColor={(node) => `var(--node-${moduleKind(modules.get(nodeOf(document, node.id)?.module ?? ''))}-edge)`}
          ariaLabel="Mini map"
        />
        <Controls showInteractive={false} position="bottom-left" fitViewOptions={fitOptions} />
      </ReactFlow>
      {nodes.length === 0 && (
        <div className="canvas-empty">
          <p>
            This network is empty. Type a module's name, or press <kbd>Tab</kbd>, or double-click here to add a module;
            or drop a NIfTI file (.nii, .nii.gz).
          </p>
        </div>
      )}
      <QuickSearch />
      <NodeMenu request={menu} onClose={() => setMenu(undefined)} />
    </div>
  );
}
