import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { modules } from '#modules/index.ts';
import { nodeOf, type OpenPanel } from '#src/graph/document.ts';
import { dockArrangement, type PanelOf } from './dockArrangement.ts';
import { currentDocument } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { windowTexts } from './texts/window.ts';

/** The panels that are there whatever is open, with what their tabs read. */
const fixedTitles = {
  canvas: commonTexts.network,
  modules: commonTexts.modules,
  inspector: commonTexts.outputInspector,
  moduleInspector: commonTexts.moduleInspector,
  messages: commonTexts.messages,
  profiling: commonTexts.profiling,
  cache: commonTexts.cache,
} as const;

/** The height of the panels below the network, CSS pixels. */
const bottomHeight = 210;

/** A panel that is no node's and can be closed. */
export type FixedPanel = Exclude<keyof typeof fixedTitles, 'canvas'>;

/** Whether the id of a panel is that of one that does not belong to a node. */
export function isFixedPanel(id: string): id is FixedPanel | 'canvas' {
  return Object.hasOwn(fixedTitles, id);
}

/** The id of a node's panel in the dock: "viewer:SynchroView2D". */
export function idOf(panel: OpenPanel): string {
  return `${panel.kind}:${panel.node}`;
}

/** The panel of an id, or undefined for a fixed one. */
export function panelOf(id: string): OpenPanel | undefined {
  const [kind, node] = id.split(':');
  return node !== undefined && (kind === 'viewer' || kind === 'panel') ? { kind, node } : undefined;
}

/** What the tab of a node's panel reads. */
export function titleOf({ node, kind }: OpenPanel): string {
  const isKnown = modules.has(nodeOf(currentDocument(), node)?.module ?? '');
  return kind === 'viewer' || !isKnown ? node : windowTexts.dock.panel(node);
}

/** Arranges the dock as the document says; what cannot be read gives the usual arrangement. */
export function applyLayout(api: DockviewApi, layout: unknown): void {
  const arrangement = checked(api, layout);
  if (arrangement) {
    try {
      api.fromJSON(arrangement);
      if (api.getPanel('canvas')) {
        lockCanvas(api);
        maximize(api, layout);
        return;
      }
    } catch {
      // What was checked may still be refused by another version of the library; the panels are listed apart from it.
    }
  }
  usualLayout(api);
}

/** Maximizes the docked window that was maximized when the arrangement was saved, if there is one. */
function maximize(api: DockviewApi, layout: unknown): void {
  const id = typeof layout === 'object' && layout !== null && 'maximized' in layout ? layout.maximized : undefined;
  const panel = typeof id === 'string' && id !== 'canvas' ? api.getPanel(id) : undefined;
  if (panel?.api.location.type === 'grid') panel.api.maximize();
}

/** What the rest of the editor may ask of the dock; the dock fills it in while it is there. */
export const dock = {
  show: (_id: FixedPanel): void => {},
  /** Brings a panel of a node to the front, where it is open. */
  front: (_panel: OpenPanel): void => {},
  reset: (): void => {},
};

/** Shows a fixed panel: brings it to the front, or opens it at its usual place when it was closed. */
export function openFixed(api: DockviewApi, id: FixedPanel): void {
  const panel = api.getPanel(id);
  if (panel) panel.api.setActive();
  else addFixed(api, id);
}

/**
 * Gives the focus to a panel that was asked for, so that one is there by keyboard: on the way from the network each module that the Tab key
 * passes would be selected. After the menu in which it was asked for has closed, which gives the focus back.
 */
export function focusPanel(api: DockviewApi, id: FixedPanel): void {
  const content = api.getPanel(id)?.view.content.element;
  setTimeout(() => content?.querySelector<HTMLElement>('[role="tab"][tabindex="0"], .sheet')?.focus(), 60);
}

function addFixed(api: DockviewApi, id: FixedPanel): void {
  const place = placeOf(id);
  const beside = place.beside.find((other) => api.getPanel(other)?.api.location.type === 'grid');
  api.addPanel({
    id,
    component: id,
    title: fixedTitles[id],
    ...(beside
      ? { position: { referencePanel: beside, direction: 'within' } }
      : {
          position: { referencePanel: 'canvas', direction: place.direction },
          ...(place.direction === 'below' ? { initialHeight: bottomHeight } : { initialWidth: fixedWidth(api, id) }),
        }),
  });
}

/** Docks a fixed panel that floats at its usual place; the others keep their sizes as far as they can. */
export function dockFixed(api: DockviewApi, panel: IDockviewPanel, id: FixedPanel | 'canvas'): void {
  const canvas = api.getPanel('canvas')?.group;
  if (id === 'canvas' || !canvas) return;
  const { beside, direction } = placeOf(id);
  const other = beside.map((each) => api.getPanel(each)).find((each) => each?.api.location.type === 'grid');
  if (other) {
    panel.api.moveTo({ group: other.group, position: 'center' });
    return;
  }
  panel.api.moveTo({ group: canvas, position: direction === 'below' ? 'bottom' : direction });
  panel.api.setSize(direction === 'below' ? { height: bottomHeight } : { width: fixedWidth(api, id) });
}

/** Where a fixed panel opens: as a tab beside one of these, else at that side of the network. */
function placeOf(id: FixedPanel): {
  readonly beside: readonly FixedPanel[];
  readonly direction: 'left' | 'right' | 'below';
} {
  switch (id) {
    case 'modules':
      return { beside: [], direction: 'left' };
    case 'inspector':
      return { beside: ['moduleInspector'], direction: 'right' };
    case 'moduleInspector':
      return { beside: ['inspector'], direction: 'right' };
    case 'messages':
    case 'profiling':
    case 'cache':
      return { beside: ['messages', 'profiling', 'cache'], direction: 'below' };
    default:
      return id satisfies never;
  }
}

/** The width that a fixed panel has in the usual arrangement, CSS pixels. */
function fixedWidth(api: DockviewApi, id: FixedPanel): number {
  return id === 'inspector' || id === 'moduleInspector' ? Math.round(api.width * 0.45) : 180;
}

function usualLayout(api: DockviewApi): void {
  api.clear();
  api.addPanel({ id: 'canvas', component: 'canvas', title: fixedTitles.canvas });
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
  const maximized = api.groups.find((group) => group.api.isMaximized())?.activePanel?.id;
  return { ...checked(api, api.toJSON()), ...(maximized === undefined ? {} : { maximized }) };
}

function checked(api: DockviewApi, layout: unknown) {
  const document = currentDocument();
  const open = new Set(document.view?.open.filter(({ node }) => nodeOf(document, node)).map(idOf));
  const known: PanelOf = (id) => {
    if (isFixedPanel(id)) return { component: id, title: fixedTitles[id] };
    const panel = open.has(id) ? panelOf(id) : undefined;
    return panel && { component: panel.kind, title: titleOf(panel) };
  };
  return dockArrangement(layout, known, { width: api.width, height: api.height });
}
