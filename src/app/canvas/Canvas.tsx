import { Background, BackgroundVariant, Controls, ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import '@xyflow/react/dist/base.css';
import './canvas.css';
import './node.css';
import './frames.css';
import './far.css';
import { type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import { endGesture, type PortRef, select, selectFrames, selectWires, useApp } from '#src/app/store.ts';
import { CanvasMenu, type CanvasMenuRequest, type CanvasMenuSubject } from './CanvasMenu.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { canvasLabels } from './canvasLabels.ts';
import { withHint } from './dropHint.ts';
import { FieldEdge } from './FieldEdge.tsx';
import { FoldedNode } from './FoldedNode.tsx';
import { thingOf } from './flowIds.ts';
import type { CanvasFlowNode } from './flowNodes.ts';
import { realEnd } from './foldedPorts.ts';
import { GroupNode } from './GroupNode.tsx';
import { ModuleNode } from './ModuleNode.tsx';
import { NetworkMap } from './NetworkMap.tsx';
import { NoteNode } from './NoteNode.tsx';
import { openThing } from './openNode.ts';
import { QuickSearch } from './QuickSearch.tsx';
import { useCanvasDrop } from './useCanvasDrop.ts';
import { useCanvasKeys } from './useCanvasKeys.ts';
import { fitOptions, useFit } from './useFit.ts';
import { useFlowNodes } from './useFlowNodes.ts';
import { useIsFar } from './useIsFar.ts';
import { useNodeDrag } from './useNodeDrag.ts';
import { usePlaceForNotices } from './usePlaceForNotices.ts';
import { useDrawnEdges, usePortions } from './usePortions.ts';
import { useReveal } from './useReveal.ts';
import { useSearch } from './useSearch.ts';
import { useWireDrop } from './useWireDrop.ts';
import { useWires } from './useWires.ts';

const nodeTypes = { module: ModuleNode, group: GroupNode, folded: FoldedNode, note: NoteNode };
const edgeTypes = { field: FieldEdge };
const multiSelectionKeys = ['Meta', 'Control', 'Shift'];
const grid: [number, number] = [8, 8];
/** Of more than so many modules only those in sight are drawn: what changes with every module, such as the selection, costs by how many there are. */
const manyNodes = 200;
const proOptions = { hideAttribution: false };

/** The network editor. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasFlow />
    </ReactFlowProvider>
  );
}

function CanvasFlow() {
  const root = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<CanvasMenuRequest>();
  const { nodes, measured, onNodesChange } = useFlowNodes();
  const { openSearch, follow } = useSearch(root);
  const { edges, ...wireEvents } = useWires(openSearch);
  const drawn = usePortions(nodes);
  const drawnEdges = useDrawnEdges(edges, drawn);
  const { leaveFit, isFitting } = useFit(nodes, measured, drawn);
  useReveal(root, leaveFit);
  usePlaceForNotices(root);
  const menus = useMenus(setMenu, openSearch);
  const { hint, showHint, events: dragEvents } = useNodeDrag();
  const drop = useWireDrop(useCanvasDrop(), showHint);
  const isSnapping = useApp((state) => state.isSnapping);
  const far = useIsFar();
  return (
    <div
      className="canvas"
      data-fitting={isFitting}
      data-far={far}
      ref={root}
      {...follow}
      {...useCanvasKeys()}
      {...drop}
    >
      <ReactFlow
        nodes={drawn.things as CanvasFlowNode[]}
        edges={withHint(drawnEdges, hint)}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        {...dragEvents}
        onSelectionDragStop={endGesture}
        snapToGrid={isSnapping}
        snapGrid={grid}
        elevateNodesOnSelect={false}
        onNodeDoubleClick={(event, node) => openThing(node.id, event.altKey)}
        {...wireEvents}
        {...menus}
        onMoveStart={(event) => event && leaveFit()}
        connectionLineComponent={ConnectionLine}
        connectOnClick={false}
        connectionRadius={24}
        edgesReconnectable
        reconnectRadius={14}
        onDoubleClick={(event) => {
          if ((event.target as Element).classList.contains('react-flow__pane')) openSearch('');
        }}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={multiSelectionKeys}
        minZoom={0.1}
        maxZoom={2.5}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        proOptions={proOptions}
        data-canvas-focus
        tabIndex={-1}
        aria-label={commonTexts.network}
        ariaLabelConfig={canvasLabels}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} />
        <NetworkMap nodeCount={nodes.length} />
        <Controls showInteractive={false} position="bottom-left" fitViewOptions={fitOptions} />
      </ReactFlow>
      {drawn.things.length === 0 && <EmptyCanvas />}
      <QuickSearch />
      <CanvasMenu request={menu} onClose={() => setMenu(undefined)} />
    </div>
  );
}

function EmptyCanvas() {
  const isSearching = useApp((state) => state.quickSearch !== undefined);
  if (isSearching) return null;
  return (
    <div className="canvas-empty">
      <p>{canvasTexts.empty(<kbd>Tab</kbd>, <kbd>/</kbd>)}</p>
    </div>
  );
}

/** The context menus: of a module, of a connection, and the quick search for the open network. */
function useMenus(open: (request: CanvasMenuRequest) => void, openSearch: ReturnType<typeof useSearch>['openSearch']) {
  const openMenu = useCallback(
    (event: MouseEvent, of: CanvasMenuSubject) => {
      event.preventDefault();
      open({ ...of, x: event.clientX, y: event.clientY });
    },
    [open],
  );
  return useMemo(
    () => ({
      onNodeContextMenu(event: MouseEvent, { id }: { id: string }) {
        const port = portAt(event.target, id);
        if (port) {
          openMenu(event, { port });
          return;
        }
        const { selection, selectedFrames } = useApp.getState();
        const isModule = thingOf(id).kind === 'module';
        if (![...selection, ...selectedFrames].includes(id)) {
          select(isModule ? [id] : []);
          selectFrames(isModule ? [] : [id]);
        }
        openMenu(event, isModule ? { node: id } : { frame: id });
      },
      onSelectionContextMenu(event: MouseEvent, chosen: { id: string }[]) {
        const module = chosen.find(({ id }) => thingOf(id).kind === 'module');
        if (module) openMenu(event, { node: module.id });
        else if (chosen.length > 0) openMenu(event, { frame: chosen[0].id });
      },
      onEdgeContextMenu(event: MouseEvent, { id }: { id: string }) {
        select([]);
        selectFrames([]);
        selectWires([id]);
        openMenu(event, { wire: id });
      },
      onPaneContextMenu(event: MouseEvent | globalThis.MouseEvent) {
        event.preventDefault();
        openSearch('', { x: event.clientX, y: event.clientY });
      },
    }),
    [openMenu, openSearch],
  );
}

/** The connector under the pointer, when a menu is asked for. */
function portAt(target: EventTarget, flowId: string): PortRef | undefined {
  const handle = target instanceof Element ? target.closest<HTMLElement>('.react-flow__handle') : null;
  if (!handle?.dataset.handleid) return undefined;
  const [node, name] = realEnd(flowId, handle.dataset.handleid);
  return { node, name, side: handle.classList.contains('source') ? 'output' : 'input' };
}
