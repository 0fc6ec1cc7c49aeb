import type { DockviewApi, IDockviewHeaderActionsProps, IDockviewPanelProps } from 'dockview-react';
import { DockviewReact } from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { type FunctionComponent, useEffect, useRef, useState } from 'react';
import { modules } from '#modules/index.ts';
import { nodeOf, type OpenPanel } from '#src/graph/document.ts';
import { Canvas } from './canvas/Canvas.tsx';
import { applyLayout, dock, fixedPanels, idOf, openFixed, panelOf, savedLayout } from './dockLayout.ts';
import { Icon } from './Icon.tsx';
import { AutomaticPanel } from './panels/AutomaticPanel.tsx';
import { ModuleBrowser } from './panels/ModuleBrowser.tsx';
import { OutputInspector } from './panels/OutputInspector.tsx';
import { closePanel, currentDocument, setView, useApp } from './store.ts';
import { SynchroView2D } from './viewers/SynchroView2D.tsx';
import { resetSessions } from './viewers/sessionStore.ts';
import { View2D } from './viewers/View2D.tsx';
import { View3D } from './viewers/View3D.tsx';

const viewers: Partial<Record<string, FunctionComponent<{ node: string }>>> = { View2D, SynchroView2D, View3D };

const components: Record<string, FunctionComponent<IDockviewPanelProps>> = {
  canvas: () => <Canvas />,
  modules: () => (
    <div className="dock-panel">
      <ModuleBrowser />
    </div>
  ),
  inspector: () => <OutputInspector />,
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
  const Viewer = module === undefined ? undefined : viewers[module];
  if (!Viewer) return <div className="inspector-empty">There is no viewer {node} any more.</div>;
  return (
    <div style={{ position: 'relative', height: '100%' }} data-testid={`viewer-${node}`}>
      <Viewer node={node} />
    </div>
  );
}

/** The buttons at the right of a group's tabs; the network itself stays where it is. */
function GroupActions({ containerApi, group, activePanel }: IDockviewHeaderActionsProps) {
  const [location, setLocation] = useState(group.api.location.type);
  const [isMaximized, setIsMaximized] = useState(group.api.isMaximized());
  useEffect(() => {
    const subscriptions = [
      group.api.onDidLocationChange(() => setLocation(group.api.location.type)),
      containerApi.onDidMaximizedGroupChange(() => setIsMaximized(group.api.isMaximized())),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
    };
  }, [group, containerApi]);
  if (!activePanel || activePanel.id === 'canvas') return null;
  const isFloating = location === 'floating';
  return (
    <div className="dock-actions">
      <button
        type="button"
        className="button button-quiet"
        title={isFloating ? 'Dock this window' : 'Float this window'}
        aria-label={isFloating ? `Dock ${activePanel.title}` : `Float ${activePanel.title}`}
        onClick={() => {
          if (isFloating) group.api.moveTo({ position: 'right' });
          else containerApi.addFloatingGroup(group, { width: 420, height: 420 });
        }}
      >
        <Icon name={isFloating ? 'dock' : 'float'} />
      </button>
      {!isFloating && (
        <button
          type="button"
          className="button button-quiet"
          title={isMaximized ? 'Back to its size' : 'Maximize'}
          aria-label={isMaximized ? `Restore ${activePanel.title}` : `Maximize ${activePanel.title}`}
          onClick={() => (isMaximized ? group.api.exitMaximized() : group.api.maximize())}
        >
          <Icon name={isMaximized ? 'restore' : 'maximize'} />
        </button>
      )}
    </div>
  );
}

const theme = { name: 'voxgraph', className: 'dockview-theme-voxgraph' };

/** The windows of the editor: network, modules, inspector, and what the document says is open. */
export function Dock() {
  const [api, setApi] = useState<DockviewApi>();
  const openings = useApp((state) => state.openings);
  const open = useApp((state) => state.history.present.view?.open);
  const isSyncing = useRef(false);
  const arranged = useRef<{ api: DockviewApi; openings: number }>(undefined);

  useEffect(() => {
    if (!api) return;
    dock.show = (id) => openFixed(api, id);
    dock.reset = () => {
      isSyncing.current = true;
      applyLayout(api, undefined);
      syncPanels(api, currentDocument().view?.open ?? []);
      isSyncing.current = false;
    };
  }, [api]);

  // What is inspected must be seen, also when the inspector was closed or another tab lies over it.
  const inspected = useApp((state) => state.inspected);
  useEffect(() => {
    if (api && inspected) openFixed(api, 'inspector');
  }, [api, inspected]);

  // Another document brings its own arrangement.
  useEffect(() => {
    if (!api || (arranged.current?.api === api && arranged.current.openings === openings)) return;
    arranged.current = { api, openings };
    resetSessions();
    isSyncing.current = true;
    applyLayout(api, currentDocument().view);
    syncPanels(api, currentDocument().view?.open ?? []);
    isSyncing.current = false;
  }, [api, openings]);

  useEffect(() => {
    if (!api) return;
    isSyncing.current = true;
    syncPanels(api, open ?? []);
    isSyncing.current = false;
  }, [api, open]);

  useEffect(() => {
    if (!api) return;
    const removed = api.onDidRemovePanel((panel) => {
      const closed = panelOf(panel.id);
      if (closed && !isSyncing.current) closePanel(closed.node, closed.kind);
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = api.onDidLayoutChange(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setView((view) => ({ ...view, layout: savedLayout(api) })), 300);
    });
    return () => {
      clearTimeout(timer);
      removed.dispose();
      changed.dispose();
    };
  }, [api]);

  return (
    <DockviewReact
      className="app-dock"
      theme={theme}
      components={components}
      rightHeaderActionsComponent={GroupActions}
      singleTabMode="default"
      disableFloatingGroups={false}
      onReady={(event) => setApi(event.api)}
    />
  );
}

/** Viewers lie above the inspector and panels beside it, so that a field can be changed while its effect is in sight. */
function placeFor(api: DockviewApi, kind: OpenPanel['kind']) {
  const docked = api.panels.filter((panel) => panel.group.api.location.type === 'grid');
  const sibling = docked.find((panel) => panelOf(panel.id)?.kind === kind);
  const inspector = docked.find((panel) => panel.id === 'inspector');
  if (kind === 'panel' && inspector) return { reference: inspector, direction: 'within' } as const;
  if (sibling) return { reference: sibling, direction: 'within' } as const;
  if (inspector) return { reference: inspector, direction: 'above' } as const;
  return { reference: api.getPanel('canvas'), direction: 'right' } as const;
}

/** Opens and closes panels until they are those of the document. */
function syncPanels(api: DockviewApi, open: readonly OpenPanel[]): void {
  const document = currentDocument();
  const wanted = open.filter((panel) => nodeOf(document, panel.node));
  const ids = new Set(wanted.map(idOf));
  for (const panel of [...api.panels]) {
    if (!fixedPanels.has(panel.id) && !ids.has(panel.id)) api.removePanel(panel);
  }
  for (const panel of wanted) {
    const existing = api.getPanel(idOf(panel));
    if (existing) continue;
    const module = modules.get(nodeOf(document, panel.node)?.module ?? '');
    const { reference, direction } = placeFor(api, panel.kind);
    api.addPanel({
      id: idOf(panel),
      component: panel.kind,
      title: panel.kind === 'viewer' || !module ? panel.node : `${panel.node} panel`,
      ...(reference ? { position: { referencePanel: reference, direction } } : {}),
    });
  }
}
