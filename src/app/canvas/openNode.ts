import { modules } from '#modules/index.ts';
import { dock } from '#src/app/dockLayout.ts';
import { hasViewer } from '#src/app/moduleKind.ts';
import { currentDocument, openPanel } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';

/** Opens what a node has to show: its viewer, else its automatic panel, which is opened in any case when it is asked for. */
export function openNode(name: string, isAutomatic = false): void {
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  const kind = hasViewer(module) && !isAutomatic ? 'viewer' : 'panel';
  openPanel(name, kind);
  // One that is open may lie behind another.
  dock.front({ node: name, kind });
}
