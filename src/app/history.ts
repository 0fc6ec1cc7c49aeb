import { produce } from 'immer';
import type { GraphDocument, GraphNode, GraphView, OpenPanel } from '#src/graph/document.ts';
import { nodeOf, nodesOf } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';

/** Undo is a list of previous documents; they share what did not change. */
export interface History {
  readonly past: readonly GraphDocument[];
  readonly present: GraphDocument;
  readonly future: readonly GraphDocument[];
  /** While a gesture (a drag, a slider) lasts, its edits are one step. */
  readonly gesture: string | undefined;
  /** What could be done again before the gesture began. */
  readonly futureBefore?: readonly GraphDocument[];
}

const maxSteps = 1000;

export function startHistory(document: GraphDocument): History {
  return { past: [], present: document, future: [], gesture: undefined };
}

/**
 * The history after an edit. An edit that changes nothing is no step; one of the current gesture joins its step. The panels of
 * nodes that are gone are closed, lest another node of that name finds them open.
 */
export function commit(history: History, edit: Edit, gesture?: string): History {
  const edited = produce(history.present, edit);
  if (edited === history.present) return history;
  const present = edited.nodes === history.present.nodes ? edited : withoutOrphans(edited);
  const joins = gesture !== undefined && gesture === history.gesture;
  const past = joins ? history.past : [...history.past, history.present].slice(-maxSteps);
  if (gesture === undefined) return { past, present, future: [], gesture };
  return { past, present, future: [], gesture, futureBefore: joins ? history.futureBefore : history.future };
}

/** Changes the view, which is saved but is no step. */
export function withView(history: History, view: GraphDocument['view']): History {
  return { ...history, present: { ...history.present, view } };
}

export function endGesture(history: History): History {
  return history.gesture === undefined ? history : { ...history, gesture: undefined, futureBefore: undefined };
}

/** The history without the step of a gesture that still lasts, as if it had not begun: what could be done again before it still can. */
export function takeBack(history: History, gesture: string): History {
  return history.gesture === gesture ? { ...undo(history), future: history.futureBefore ?? [] } : history;
}

/** One step back. Open panels stay, follow the names of their nodes, and come back with them. */
export function undo(history: History): History {
  const previous = history.past.at(-1);
  if (!previous) return history;
  const present = { ...previous, view: viewAfter(history.present, previous) };
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], gesture: undefined };
}

/** One step forward again. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  const present = { ...next, view: viewAfter(history.present, next) };
  return { past: [...history.past, history.present], present, future, gesture: undefined };
}

/** The history at a step: 0 is the oldest document that it knows. Beyond its ends it stops there. */
export function jump(history: History, step: number): History {
  // Step by step, so that open panels follow every change of a name.
  let at = history;
  while (at.past.length > step && at.past.length > 0) at = undo(at);
  while (at.past.length < step && at.future.length > 0) at = redo(at);
  return at;
}

/** The nodes that have another name in the next of two documents of a history: the new name by the old. */
export function renamed(present: GraphDocument, next: GraphDocument): ReadonlyMap<string, string> {
  const newNames = new Map<string, string>();
  // Nearly every edit leaves the names as they are.
  if (Object.keys(next.nodes).every((name) => nodeOf(present, name))) return newNames;
  const oldNames = new Map<GraphNode, string>(nodesOf(present).map(([name, node]) => [node, name]));
  for (const [name, node] of nodesOf(next)) {
    // A renamed node is the same object under another name.
    const oldName = nodeOf(present, name) ? undefined : oldNames.get(node);
    if (oldName !== undefined && !nodeOf(next, oldName)) newNames.set(oldName, name);
  }
  return newNames;
}

function withoutOrphans(document: GraphDocument): GraphDocument {
  const { view } = document;
  if (!view || view.open.every(({ node }) => nodeOf(document, node))) return document;
  return { ...document, view: { ...view, open: view.open.filter(({ node }) => nodeOf(document, node)) } };
}

/** The view for another document of the same history: what is open now, and what was open of the nodes that come back. */
function viewAfter(present: GraphDocument, next: GraphDocument): GraphView | undefined {
  const { view } = present;
  if (view === undefined || present.nodes === next.nodes) return view;
  const newNames = renamed(present, next);
  const isNewName = new Set(newNames.values());
  const stay = view.open.flatMap(({ node, kind }): OpenPanel[] => {
    const name = newNames.get(node) ?? node;
    return nodeOf(next, name) ? [{ node: name, kind }] : [];
  });
  const back = (next.view?.open ?? []).filter(
    ({ node }) => nodeOf(next, node) && !nodeOf(present, node) && !isNewName.has(node),
  );
  return { ...view, open: [...stay, ...back] };
}
