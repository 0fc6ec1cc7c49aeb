import { modules } from '#modules/index.ts';
import { dock } from '#src/app/dockLayout.ts';
import { foldGroups } from '#src/app/frameActions.ts';
import { hasViewer } from '#src/app/moduleKind.ts';
import { currentDocument, openPanel, useApp } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';
import { thingOf } from './flowIds.ts';

/** Opens what a thing of the canvas has to show: of a module its panel, a note to write in; a group folds or unfolds. */
export function openThing(flowId: string, isAutomatic = false): void {
  const { kind, id } = thingOf(flowId);
  if (kind === 'module') openNode(id, isAutomatic);
  else if (kind === 'group') foldGroups([id]);
  else useApp.setState({ renaming: flowId });
}

/** Opens what a node has to show: its viewer, else its automatic panel, which is opened in any case when it is asked for. */
export function openNode(name: string, isAutomatic = false): void {
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  const kind = hasViewer(module) && !isAutomatic ? 'viewer' : 'panel';
  openPanel(name, kind);
  // One that is open may lie behind another.
  dock.front({ node: name, kind });
}
