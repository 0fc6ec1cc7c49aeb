import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { nodeOf, type OpenPanel } from '#src/graph/document.ts';
import { dockFixed, idOf, isFixedPanel, panelOf, titleOf } from './dockLayout.ts';
import { currentDocument } from './store.ts';

/** Opens and closes panels until they are those of the document. */
export function syncPanels(api: DockviewApi, open: readonly OpenPanel[]): void {
  const document = currentDocument();
  const wanted = open.filter((panel) => nodeOf(document, panel.node));
  const ids = new Set(wanted.map(idOf));
  const gone = api.panels.filter((panel) => !isFixedPanel(panel.id) && !ids.has(panel.id));
  const added = wanted.filter((panel) => !api.getPanel(idOf(panel)));
  for (const panel of added) {
    if (api.getPanel(idOf(panel))) continue;
    // A node that is renamed keeps its window: the panel of its old name is the one that goes as this one comes.
    const [only, ...others] = gone.filter(({ id }) => panelOf(id)?.kind === panel.kind);
    const isRenamed = only && others.length === 0 && added.filter(({ kind }) => kind === panel.kind).length === 1;
    const place = isRenamed ? ({ reference: only, direction: 'within' } as const) : placeFor(api, panel.kind);
    api.addPanel({
      id: idOf(panel),
      component: panel.kind,
      title: titleOf(panel),
      ...(place.reference ? { position: { referencePanel: place.reference, direction: place.direction } } : {}),
    });
  }
  for (const panel of gone) api.removePanel(panel);
}

interface Place {
  readonly reference: IDockviewPanel | undefined;
  readonly direction: 'within' | 'above' | 'right';
}

/** Viewers lie above the inspector and panels beside it, so that a field can be changed while its effect is in sight. */
function placeFor(api: DockviewApi, kind: OpenPanel['kind']): Place {
  const docked = api.panels.filter((panel) => panel.group.api.location.type === 'grid');
  const sibling = docked.find((panel) => panelOf(panel.id)?.kind === kind);
  const inspector = docked.find((panel) => panel.id === 'inspector');
  if (kind === 'panel' && inspector) return { reference: inspector, direction: 'within' };
  if (sibling) return { reference: sibling, direction: 'within' };
  if (inspector) return { reference: inspector, direction: 'above' };
  return { reference: api.getPanel('canvas'), direction: 'right' };
}

/** Docks a floating panel where one of its kind usually lies; the other windows keep their sizes as far as they can. */
export function dockPanel(api: DockviewApi, panel: IDockviewPanel): void {
  const kind = panelOf(panel.id)?.kind;
  if (kind === undefined) {
    if (isFixedPanel(panel.id)) dockFixed(api, panel, panel.id);
    return;
  }
  const { reference, direction } = placeFor(api, kind);
  const position = direction === 'within' ? 'center' : direction === 'above' ? 'top' : 'right';
  const group = reference?.group ?? api.getPanel('canvas')?.group;
  if (group) panel.api.moveTo({ group, position });
}

/** Floats a panel, of the size that it has, a little off its place so that it is seen to have moved. */
export function floatPanel(api: DockviewApi, panel: IDockviewPanel, room: DOMRect): void {
  const place = panel.group.element.getBoundingClientRect();
  const width = Math.min(Math.max(place.width, 420), room.width - 40);
  const height = Math.min(Math.max(place.height, 420), room.height - 40);
  const x = Math.max(0, Math.min(place.left - room.left - 40, room.width - width - 20));
  const y = Math.max(0, Math.min(place.top - room.top + 40, room.height - height - 20));
  api.addFloatingGroup(panel, { x, y, width, height });
}
