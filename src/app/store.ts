import { create } from 'zustand';
import type { GraphDocument, GraphView, OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { setParams as setParamsEdit } from '#src/graph/edit.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { createStructureKeeper } from '#src/graph/structure.ts';
import type { History } from './history.ts';
import * as history from './history.ts';
import { emptyNetwork, type Inspected, type Network } from './network.ts';

/** The quick search: where it stands on the screen, and where the new module goes in the network. */
export interface QuickSearchRequest {
  readonly screen: Position;
  readonly canvas: Position;
  readonly text: string;
  /** The connector that the new module is connected to. */
  readonly from?: PortRef;
  /** The connection that the new module is put into: "Mask.input0". */
  readonly wire?: string;
  /** The node in whose place the module is put. */
  readonly swap?: string;
  /** Whether nobody pointed the place out: the new module is then shown and gets the keys. */
  readonly isByKey?: boolean;
}

/** A connector of a node. */
export interface PortRef {
  readonly node: string;
  readonly name: string;
  readonly side: 'output' | 'input';
}

/** The list to choose from over the page: all commands, or what a node, one connector of it, or a field can be connected to. */
export type PaletteRequest =
  | { readonly kind: 'commands' }
  | { readonly kind: 'connect'; readonly node: string; readonly port?: PortRef }
  | FieldRequest;

/** What a field, or an output, is connected to: what it feeds (only of one node, if that is named), what feeds it, or its equals. */
export interface FieldRequest {
  readonly kind: 'feed' | 'source' | 'couple';
  readonly field: OutputRef;
  readonly node?: string;
}

/** A sentence shown to the user for a while; errors stay until they are closed. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; readonly do: () => void };
}

/** Everything the editor knows beside results: the network that is shown, with its past, the others, and the session. */
export interface AppState extends Network {
  /** The open networks in the order of their tabs, by number. */
  readonly order: readonly number[];
  /** Those that are not shown, as they were left. */
  readonly aside: readonly Network[];
  /** The network whose closing is asked about. */
  readonly closing: number | undefined;
  /** Raised whenever something is clicked to be inspected, also when it is what was inspected before. */
  readonly inspections: number;
  readonly quickSearch: QuickSearchRequest | undefined;
  readonly palette: PaletteRequest | undefined;
  readonly isHistoryOpen: boolean;
  /** The examples and tutorials are shown over the page. */
  readonly isGalleryOpen: boolean;
  /** The node whose name, or the frame whose title or text, is being edited. */
  readonly renaming: string | undefined;
  /** Whether modules are moved in steps of the grid. */
  readonly isSnapping: boolean;
  readonly help: string | undefined;
  readonly notices: readonly Notice[];
  /** Raised by Run again, so that questions that failed are asked anew. */
  readonly attempt: number;
}

export const useApp = create<AppState>(() => ({
  ...emptyNetwork(0, []),
  order: [0],
  aside: [],
  closing: undefined,
  inspections: 0,
  quickSearch: undefined,
  palette: undefined,
  isHistoryOpen: false,
  isGalleryOpen: false,
  renaming: undefined,
  isSnapping: false,
  help: undefined,
  notices: [],
  attempt: 0,
}));

const set = useApp.setState;

/** The document that is being edited. */
export function currentDocument(): GraphDocument {
  return useApp.getState().history.present;
}

export function useDocument(): GraphDocument {
  return useApp((state) => state.history.present);
}

/** A document with the structure of the given one; an edit of values gives the same object again (structure.ts). */
export const structureOf = createStructureKeeper();

/** The structure of the document that is being edited: changes of values and of the view do not draw anew what uses it. */
export function useStructure(): GraphDocument {
  return useApp((state) => structureOf(state.history.present));
}

/** Edits the document: one undo step, or part of the step of its gesture. */
export function edit(change: Edit, gesture?: string): void {
  set((state) => ({ history: history.commit(state.history, change, gesture) }));
}

/** Ends a gesture: the next edit is a step of its own. */
export function endGesture(): void {
  set((state) => ({ history: history.endGesture(state.history) }));
}

/** Takes back the edits of a gesture that still lasts, as if it had not begun. */
export function takeBackGesture(gesture: string): void {
  set((state) => onlyExisting(history.takeBack(state.history, gesture), state));
}

export function undo(): void {
  set((state) => onlyExisting(history.undo(state.history), state));
}

export function redo(): void {
  set((state) => onlyExisting(history.redo(state.history), state));
}

/** Goes to another step of the history: 0 is the oldest document that it knows. */
export function jumpTo(step: number): void {
  set((state) => onlyExisting(history.jump(state.history, step), state));
}

function onlyExisting(next: History, state: AppState): Partial<AppState> {
  return {
    history: next,
    selection: state.selection.filter((name) => nodeOf(next.present, name)),
    selectedWires: [],
    selectedFrames: state.selectedFrames.filter((id) => isFrameThere(next.present, id)),
  };
}

function isFrameThere({ groups = {}, notes = {} }: GraphDocument, id: string): boolean {
  const [kind, name] = id.split(':');
  return Object.hasOwn(kind === 'group' ? groups : notes, name);
}

/** Sets parameters of a node; edits of one gesture are one undo step. */
export function setParams(node: string, values: Readonly<Record<string, ParamValue>>, gesture?: string): void {
  edit(setParamsEdit(node, values), gesture);
}

const noParams: Readonly<Record<string, ParamValue>> = {};

export function useNodeParams(node: string): Readonly<Record<string, ParamValue>> {
  return useApp((state) => nodeOf(state.history.present, node)?.params ?? noParams);
}

export function setView(change: (view: GraphView) => GraphView): void {
  set((state) => {
    const view = state.history.present.view ?? { open: [] };
    const next = change(view);
    return next === view ? {} : { history: history.withView(state.history, next) };
  });
}

/** Opens the viewer or the automatic panel of a node. */
export function openPanel(node: string, kind: 'viewer' | 'panel'): void {
  setView((view) =>
    view.open.some((panel) => panel.node === node && panel.kind === kind)
      ? view
      : { ...view, open: [...view.open, { node, kind }] },
  );
}

export function closePanel(node: string, kind: 'viewer' | 'panel'): void {
  setView((view) => ({ ...view, open: view.open.filter((panel) => panel.node !== node || panel.kind !== kind) }));
}

export function select(selection: readonly string[]): void {
  const now = useApp.getState().selection;
  if (now.length !== selection.length || now.some((name, n) => name !== selection[n])) set({ selection });
}

export function selectWires(selectedWires: readonly string[]): void {
  const now = useApp.getState().selectedWires;
  if (now.length !== selectedWires.length || now.some((wire, n) => wire !== selectedWires[n])) set({ selectedWires });
}

export function selectFrames(selectedFrames: readonly string[]): void {
  const now = useApp.getState().selectedFrames;
  if (now.length !== selectedFrames.length || now.some((id, n) => id !== selectedFrames[n])) set({ selectedFrames });
}

export function inspect(inspected: Inspected): void {
  set((state) => ({ inspected, inspections: state.inspections + 1 }));
}

/** Asks everything that failed or was stopped anew. */
export function runAgain(): void {
  set((state) => ({ attempt: state.attempt + 1 }));
}

let noticeCount = 0;

/** Shows a sentence; errors and warnings stay until they are closed. */
export function notify(kind: Notice['kind'], text: string, action?: Notice['action']): void {
  const id = noticeCount++;
  set((state) => ({
    notices: [...state.notices.filter((notice) => notice.text !== text), { id, kind, text, action }],
  }));
  if (kind === 'info') setTimeout(() => dismiss(id), 6000);
}

export function dismiss(id: number): void {
  set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}
