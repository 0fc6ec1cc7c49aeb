import { modules } from '#modules/index.ts';
import { couple, whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, own, splitRef, targetConnector } from '#src/graph/document.ts';
import { setParams as setParamsEdit } from '#src/graph/edit.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { canvasView } from './canvas/canvasView.ts';
import { dock } from './dockLayout.ts';
import { currentDocument, edit, notify, openPanel } from './store.ts';

/** Couples two fields, which then have the value of the first, or says why not. Returns whether it did. */
export function coupleOrSay(from: OutputRef, to: OutputRef): boolean {
  const document = currentDocument();
  const why = whyNotCouple(document, modules, from, to);
  if (why) notify('warning', why);
  else {
    const [node, param] = splitRef(from);
    const value = fieldValue(document, from);
    edit((draft) => {
      // A document holds of fields that are alike by the hundred those that were set.
      if (value !== undefined) setParamsEdit(node, { [param]: value })(draft);
      couple(document, from, to, titleFor(from))(draft);
    });
  }
  return why === undefined;
}

/** What a field says: its default while it was never set. */
function fieldValue(document: GraphDocument, field: OutputRef): ParamValue | undefined {
  const [name, param] = splitRef(field);
  const node = nodeOf(document, name);
  const module = node && modules.get(node.module);
  return node && (own(node.params, param) ?? own(module?.params ?? {}, param)?.default);
}

/** A coupling is called what its first field is called. */
function titleFor(field: OutputRef): string {
  const [name, param] = splitRef(field);
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  return (module && targetConnector(module, param)?.label) ?? param;
}

/** Shows a field or an output where it is: its node is selected and in sight, and the row of its panel has the focus. */
export function showField(ref: OutputRef): void {
  const [node, name] = splitRef(ref);
  const found = nodeOf(currentDocument(), node);
  if (!found) return;
  canvasView.reveal(node);
  const module = modules.get(found.module);
  if (!module || own(module.outputs, name)?.type === 'image') return;
  openPanel(node, 'panel');
  dock.front({ node, kind: 'panel' });
  // The canvas gives the focus to the module in the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => focusField(ref)));
}

/** Gives the focus to the name of a field once its panel is there; a panel is drawn some frames after it is opened. */
export function focusField(ref: OutputRef, triesLeft = 30): void {
  const row = document.querySelector<HTMLElement>(`.panel [data-field="${CSS.escape(ref)}"]`);
  const label = row?.querySelector<HTMLElement>('.field-label');
  if (label) {
    row?.scrollIntoView({ block: 'nearest' });
    // A hand on the mouse sees no ring around what has the focus.
    row?.animate([{ background: 'var(--accent-soft)' }, {}], { duration: 1500 });
    label.focus();
  } else if (triesLeft > 0) {
    requestAnimationFrame(() => focusField(ref, triesLeft - 1));
  }
}
