import type { DockviewApi, SerializedDockview } from 'dockview-react';
import type { GraphView, OpenPanel } from '#src/graph/document.ts';

/** The panels that are there whatever is open. */
export const fixedPanels: ReadonlySet<string> = new Set(['canvas', 'modules', 'inspector']);

/** The id of a node's panel in the dock: "viewer:SynchroView2D". */
export function idOf(panel: OpenPanel): string {
  return `${panel.kind}:${panel.node}`;
}

/** The panel of an id, or undefined for a fixed one. */
export function panelOf(id: string): OpenPanel | undefined {
  const [kind, node] = id.split(':');
  return node !== undefined && (kind === 'viewer' || kind === 'panel') ? { kind, node } : undefined;
}

/** Arranges the dock as a document says; one that cannot be read gives the usual arrangement. */
export function applyLayout(api: DockviewApi, view: GraphView | undefined): void {
  const layout = checkedLayout(view?.layout);
  if (layout) {
    try {
      api.fromJSON(layout);
      if (api.getPanel('canvas')) {
        lockCanvas(api);
        return;
      }
    } catch {
      // The arrangement comes from a file and may be anything; the panels themselves are listed apart from it.
    }
  }
  usualLayout(api);
}

/** What the rest of the editor may ask of the dock; the dock fills it in while it is there. */
export const dock = {
  show: (_id: 'modules' | 'inspector'): void => {},
  reset: (): void => {},
};

/** Shows a fixed panel: brings it to the front, or opens it at its usual place when it was closed. */
export function openFixed(api: DockviewApi, id: 'modules' | 'inspector'): void {
  const panel = api.getPanel(id);
  if (panel) panel.api.setActive();
  else addFixed(api, id);
}

function addFixed(api: DockviewApi, id: 'modules' | 'inspector'): void {
  const isInspector = id === 'inspector';
  api.addPanel({
    id,
    component: id,
    title: isInspector ? 'Output Inspector' : 'Modules',
    position: { referencePanel: 'canvas', direction: isInspector ? 'right' : 'left' },
    initialWidth: isInspector ? Math.round(api.width * 0.45) : 180,
  });
}

function usualLayout(api: DockviewApi): void {
  api.clear();
  api.addPanel({ id: 'canvas', component: 'canvas', title: 'Network' });
  const isWide = api.width >= 1100;
  if (isWide) addFixed(api, 'modules');
  addFixed(api, 'inspector');
  lockCanvas(api);
}

/** The network has no tab to close and takes no other panel into its group. */
function lockCanvas(api: DockviewApi): void {
  const group = api.getPanel('canvas')?.group;
  if (!group) return;
  group.header.hidden = true;
  group.locked = true;
}

/** The arrangement as it goes into the document. Nothing but where panels lie: no parameters, no windows outside the page. */
export function savedLayout(api: DockviewApi): unknown {
  return checkedLayout(api.toJSON());
}

/** Keeps of an arrangement only known panels and what places them; undefined when it is none. */
function checkedLayout(layout: unknown): SerializedDockview | undefined {
  if (typeof layout !== 'object' || layout === null) return undefined;
  const { grid, panels, activeGroup, floatingGroups } = layout as Partial<SerializedDockview>;
  if (typeof grid !== 'object' || grid === null || typeof panels !== 'object' || panels === null) return undefined;
  const kept = Object.entries(panels).map(([id, panel]) => {
    const component = panelOf(id)?.kind ?? (fixedPanels.has(id) ? id : undefined);
    return component && [id, { id, contentComponent: component, title: String(panel?.title ?? id) }];
  });
  if (kept.some((entry) => !entry)) return undefined;
  // Windows outside the page are opened by address, so they are never taken from a file.
  return {
    grid,
    panels: Object.fromEntries(kept as [string, SerializedDockview['panels'][string]][]),
    ...(typeof activeGroup === 'string' ? { activeGroup } : {}),
    ...(Array.isArray(floatingGroups) ? { floatingGroups } : {}),
  };
}
