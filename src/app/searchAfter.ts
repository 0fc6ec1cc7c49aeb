import { modules } from '#modules/index.ts';
import { nodeOf, nodesOf } from '#src/graph/document.ts';
import { isUsed } from '#src/graph/insert.ts';
import { canvasView } from './canvas/canvasView.ts';
import { currentDocument, notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** Searches for a module that fits the selected one: what takes its first output, or gives its first free input where it has none. */
export function searchAfter(): void {
  const [name] = useApp.getState().selection;
  const document = currentDocument();
  const node = name === undefined ? undefined : nodeOf(document, name);
  const module = node && modules.get(node.module);
  if (!node || !module) return;
  const [output] = Object.keys(module.outputs);
  const inputs = Object.keys(module.inputs);
  const input = inputs.find((each) => node.inputs[each] === undefined) ?? inputs[0];
  const { width, height } = canvasView.sizeOf(name);
  const { x, y } = node.position;
  if (output !== undefined) {
    // Each further one lies beside the last.
    const fed = nodesOf(document).filter(([other]) => other !== name && isFedBy(other, name)).length;
    const at = { x: x + width / 2 + 190 * (isUsed(document, name) ? fed : 0), y: y - 40 };
    canvasView.openSearch('', canvasView.screenOf(at), { from: { node: name, name: output, side: 'output' } });
  } else if (input !== undefined) {
    const at = { x: x + width / 2, y: y + height + 40 };
    canvasView.openSearch('', canvasView.screenOf(at), { from: { node: name, name: input, side: 'input' } });
  } else {
    notify('info', noticeTexts.edits.noConnectors(module.id));
  }
}

function isFedBy(name: string, source: string): boolean {
  const node = nodeOf(currentDocument(), name);
  return Object.values(node?.inputs ?? {}).some((ref) => ref?.startsWith(`${source}.`));
}
