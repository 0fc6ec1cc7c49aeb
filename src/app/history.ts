import { produce } from 'immer';
import type { GraphDocument } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';

/** Undo is a list of previous documents; they share what did not change. */
export interface History {
  readonly past: readonly GraphDocument[];
  readonly present: GraphDocument;
  readonly future: readonly GraphDocument[];
  /** While a gesture (a drag, a slider) lasts, its edits are one step. */
  readonly gesture: string | undefined;
}

const maxSteps = 1000;

export function startHistory(document: GraphDocument): History {
  return { past: [], present: document, future: [], gesture: undefined };
}

/** The history after an edit. An edit that changes nothing is no step; one of the current gesture joins its step. */
export function commit(history: History, edit: Edit, gesture?: string): History {
  const present = produce(history.present, edit);
  if (present === history.present) return history;
  const joins = gesture !== undefined && gesture === history.gesture;
  const past = joins ? history.past : [...history.past, history.present].slice(-maxSteps);
  return { past, present, future: [], gesture };
}

/** Changes the view, which is saved but is no step. */
export function withView(history: History, view: GraphDocument['view']): History {
  return { ...history, present: { ...history.present, view } };
}

export function endGesture(history: History): History {
  return history.gesture === undefined ? history : { ...history, gesture: undefined };
}

/** One step back; the open panels stay as they are. */
export function undo(history: History): History {
  const previous = history.past.at(-1);
  if (!previous) return history;
  const present = { ...previous, view: history.present.view };
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], gesture: undefined };
}

/** One step forward again. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  const present = { ...next, view: history.present.view };
  return { past: [...history.past, history.present], present, future, gesture: undefined };
}
