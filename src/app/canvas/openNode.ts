import { modules } from '#modules/index.ts';
import { hasViewer } from '#src/app/moduleKind.ts';
import { currentDocument, openPanel } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';

/** Opens what a node has to show: its viewer, else its automatic panel, which is opened in any case when it is asked for. */
export function openNode(name: string, isAutomatic = false): void {
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  openPanel(name, hasViewer(module) && !isAutomatic ? 'viewer' : 'panel');
}
