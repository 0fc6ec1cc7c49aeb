import { useEffect, useState } from 'react';
import type { GraphDocument } from '#src/graph/document.ts';
import { describeEdit } from './describeEdit.ts';
import type { History } from './history.ts';
import { type AppState, structureOf, useApp } from './store.ts';
import { editTexts } from './texts/edits.ts';

/** Tells a screen reader what an edit, an undo or a redo did, since the canvas shows it to the eye alone. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(
    () =>
      useApp.subscribe((state, previous) => {
        if (state.history === previous.history) return;
        const told = state.network === previous.network ? tell(previous.history, state.history) : tellNetwork(state);
        if (told) setText(told);
      }),
    [],
  );
  return (
    <div className="visually-hidden" role="status">
      {text}
    </div>
  );
}

function tellNetwork({ fileName, order, network }: AppState): string {
  if (order.length < 2) return editTexts.network(fileName);
  return editTexts.networkOf(fileName, order.indexOf(network) + 1, order.length);
}

function tell(before: History, after: History): string | undefined {
  // Only an undo makes the future longer; only a redo makes it shorter without cutting it off.
  if (after.future.length > before.future.length) {
    return said(editTexts.undone, describeEdit(after.present, before.present, true));
  }
  const isRedo = before.future.length > 0 && after.future.length === before.future.length - 1;
  if (isRedo && isSame(after.present, before.future[0])) {
    return said(editTexts.doneAgain, describeEdit(before.present, after.present, true));
  }
  // Fields tell their values themselves; of a large network that is found out without looking at all of it.
  if (structureOf(before.present) === structureOf(after.present)) return undefined;
  // What is moved by a command is told; keys and the pointer move within a gesture, which the library tells of.
  return describeEdit(before.present, after.present, after.gesture === 'arrange');
}

function isSame(a: GraphDocument, b: GraphDocument): boolean {
  return a.nodes === b.nodes && a.groups === b.groups && a.notes === b.notes;
}

function said(how: (edit: string) => string, edit: string | undefined): string | undefined {
  return edit && how(edit);
}
