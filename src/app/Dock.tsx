import type { DockviewApi, IDockviewPanelProps } from 'dockview-react';
import { DockviewReact } from 'dockview-react';
import { windowTexts } from './texts/window.ts';
import 'dockview-react/dist/styles/dockview.css';
import { type FunctionComponent, useEffect, useRef, useState } from 'react';
import { nodeOf } from '#src/graph/document.ts';
import { Canvas } from './canvas/Canvas.tsx';
import { DockActions } from './DockActions.tsx';
import { DockTab } from './DockTab.tsx';
import { applyLayout, dock, focusPanel, idOf, openFixed, panelOf, savedLayout } from './dockLayout.ts';
import { syncPanels } from './dockPanels.ts';
import { renamed } from './history.ts';
import { keepPerNetwork } from './keepPerNetwork.ts';
import { NodePopover } from './NodePopover.tsx';
import { AutomaticPanel } from './panels/AutomaticPanel.tsx';
import { CachePanel } from './panels/CachePanel.tsx';
import { MessagesPanel } from './panels/MessagesPanel.tsx';
import { ModuleBrowser } from './panels/ModuleBrowser.tsx';
import { ModuleInspector } from './panels/ModuleInspector.tsx';
import { OutputInspector } from './panels/OutputInspector.tsx';
import { ProfilingPanel } from './panels/ProfilingPanel.tsx';
import { SwitchedOff } from './panels/SwitchedOff.tsx';
import { closePanel, currentDocument, setView, useApp } from './store.ts';
import { CompareView } from './viewers/CompareView.tsx';
import { OrthoView2D } from './viewers/OrthoView2D.tsx';
import { OverlayView } from './viewers/OverlayView.tsx';
import { SynchroView2D } from './viewers/SynchroView2D.tsx';
import { renameSessions, resetSessions, takeSessions } from './viewers/sessionStore.ts';
import { DrawMaskView } from './viewers/tools/DrawMaskView.tsx';
import { View2D } from './viewers/View2D.tsx';
import { View3D } from './viewers/View3D.tsx';

const viewers: Partial<Record<string, FunctionComponent<{ node: string }>>> = {
  View2D,
  SynchroView2D,
  OrthoView2D,
  OverlayView,
  CompareView,
  View3D,
  DrawMask: DrawMaskView,
};

const components: Record<string, FunctionComponent<IDockviewPanelProps>> = {
  canvas: () => <Canvas />,
  modules: () => (
    <div className="dock-panel">
      <ModuleBrowser />
    </div>
  ),
  inspector: () => <OutputInspector />,
  moduleInspector: () => <ModuleInspector />,
  messages: () => <MessagesPanel />,
  profiling: () => <ProfilingPanel />,
  cache: () => <CachePanel />,
  // What a panel shows is told by its id and never by what a saved layout says of it.
  panel: ({ api }) => (
    <div className="dock-panel">
      <AutomaticPanel node={panelOf(api.id)?.node ?? ''} />
    </div>
  ),
  viewer: ({ api }) => <ViewerPanel node={panelOf(api.id)?.node ?? ''} />,
};

function ViewerPanel({ node }: { node: string }) {
  const module = useApp((state) => nodeOf(state.history.present, node)?.module);
  const isOff = useApp((state) => nodeOf(state.history.present, node)?.flow === 'off');
  const Viewer = module === undefined ? undefined : viewers[module];
  if (!Viewer) return <div className="inspector-empty">{windowTexts.dock.noViewer(node)}</div>;
  return (
    <div style={{ position: 'relative', height: '100%' }} data-testid={`viewer-${node}`}>
      {isOff ? <SwitchedOff node={node} /> : <Viewer node={node} />}
    </div>
  );
}

// What viewers look at belongs to the network whose viewers they are.
keepPerNetwork(takeSessions, (putBack = resetSessions) => putBack());

const theme = { name: 'voxgraph', className: 'dockview-theme-voxgraph' };

/** The windows of the editor: network, modules, inspector, and what the document says is open. */
export function Dock() {
  const [api, setApi] = useState<DockviewApi>();
  const network = useApp((state) => state.network);
  const open = useApp((state) => state.history.present.view?.open);
  const isSyncing = useRef(false);
  const arranged = useRef<{ api: DockviewApi; network: number }>(undefined);

  // What a viewer looks at is known by its node's name and follows it, before the viewer of the new name is there.
  useEffect(
    () =>
      useApp.subscribe((state, previous) => {
        const [before, after] = [previous.history.present, state.history.present];
        if (state.network === previous.network && before.nodes !== after.nodes) renameSessions(renamed(before, after));
      }),
    [],
  );

  useEffect(() => {
    if (!api) return;
    dock.show = (id) => {
      openFixed(api, id);
      focusPanel(api, id);
    };
    dock.front = (panel) => api.getPanel(idOf(panel))?.api.setActive();
    dock.reset = () => {
      isSyncing.current = true;
      applyLayout(api, undefined);
      syncPanels(api, currentDocument().view?.open ?? []);
      isSyncing.current = false;
    };
  }, [api]);

  // What is inspected must be seen, also when the inspector was closed or another tab lies over it.
  const inspections = useApp((state) => state.inspections);
  useEffect(() => {
    if (api && inspections > 0 && useApp.getState().inspected) openFixed(api, 'inspector');
  }, [api, inspections]);

  // Another network brings its own arrangement.
  useEffect(() => {
    if (!api || (arranged.current?.api === api && arranged.current.network === network)) return;
    const arrange = () => {
      arranged.current = { api, network };
      isSyncing.current = true;
      applyLayout(api, currentDocument().view?.layout);
      syncPanels(api, currentDocument().view?.open ?? []);
      isSyncing.current = false;
    };
    if (arranged.current?.api !== api) return arrange();
    // Behind the task that shows the network itself, since each of them takes long.
    const timer = setTimeout(arrange);
    return () => clearTimeout(timer);
  }, [api, network]);

  useEffect(() => {
    if (!api || arranged.current?.network !== network) return;
    isSyncing.current = true;
    syncPanels(api, open ?? []);
    isSyncing.current = false;
  }, [api, network, open]);

  useEffect(() => {
    if (!api) return;
    const removed = api.onDidRemovePanel((panel) => {
      const closed = panelOf(panel.id);
      if (isSyncing.current) return;
      if (closed) closePanel(closed.node, closed.kind);
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // A document that was opened since has an arrangement of its own, which is not applied yet.
        if (useApp.getState().network !== arranged.current?.network) return;
        setView((view) => ({ ...view, layout: savedLayout(api) }));
      }, 200);
    };
    const changed = api.onDidLayoutChange(save);
    const maximized = api.onDidMaximizedGroupChange(save);
    return () => {
      clearTimeout(timer);
      removed.dispose();
      changed.dispose();
      maximized.dispose();
    };
  }, [api]);

  return (
    <>
      <DockviewReact
        className="app-dock"
        theme={theme}
        components={components}
        defaultTabComponent={DockTab}
        rightHeaderActionsComponent={DockActions}
        singleTabMode="default"
        // A bar of its own above the tabs would be an empty strip: a window is moved by the free part of its tab bar.
        floatingGroupDragHandle="tabbar"
        floatingGroupBounds="boundedWithinViewport"
        onReady={(event) => setApi(event.api)}
      />
      <NodePopover />
    </>
  );
}
