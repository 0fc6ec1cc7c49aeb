import { emptyDocument, type GraphDocument, nodesOf, type OutputRef } from '#src/graph/document.ts';
import { nodeText } from '#src/graph/nodeText.ts';
import type { History } from './history.ts';
import { startHistory } from './history.ts';
import { windowTexts } from './texts/window.ts';

/** What the Output Inspector shows. */
export type Inspected = OutputRef | undefined;

/** One of the open networks: its document with the past, its file, and what is selected and looked at in it. */
export interface Network {
  /** Which one it is: another for every document that is opened, and kept over a reload. */
  readonly network: number;
  readonly history: History;
  /** The document as it was last opened or saved. */
  readonly saved: GraphDocument;
  readonly fileName: string;
  readonly fileHandle: FileSystemFileHandle | undefined;
  /** Whether it came with Voxgraph, so that nobody misses it. */
  readonly isExample: boolean;
  readonly selection: readonly string[];
  /** Selected connections, as the canvas names them: "Mask.input0" is what feeds that input. */
  readonly selectedWires: readonly string[];
  /** Selected groups and notes, as the canvas names them: "group:group1", "note:note1". */
  readonly selectedFrames: readonly string[];
  readonly inspected: Inspected;
}

/** What is known of a network that is opened. */
export interface OpenedNetwork {
  readonly document: GraphDocument;
  readonly fileName: string;
  readonly fileHandle?: FileSystemFileHandle;
  readonly isExample?: boolean;
  /** The document as it was saved, where that is another one. */
  readonly saved?: GraphDocument;
  /** What can be undone and done again, and how it was looked at, where it was open before. */
  readonly steps?: Pick<History, 'past' | 'future'>;
  readonly selected?: Pick<Network, 'selection' | 'selectedWires' | 'selectedFrames'>;
}

const nothingSelected = { selection: [], selectedWires: [], selectedFrames: [] };

/** A network as it is when it is opened: nothing is selected, and there is nothing to undo, unless something is known of it. */
export function startNetwork(network: number, opened: OpenedNetwork): Network {
  const { document, fileName, fileHandle, isExample = false, saved = document, steps, selected } = opened;
  return {
    network,
    history: { ...startHistory(document), ...steps },
    saved,
    fileName,
    fileHandle,
    isExample,
    ...nothingSelected,
    ...selected,
    inspected: undefined,
  };
}

/** An empty one under a name that none of the others has. */
export function emptyNetwork(network: number, others: readonly Network[]): Network {
  const taken = new Set(others.map(({ fileName }) => fileName));
  let fileName: string = windowTexts.networks.untitled;
  for (let n = 2; taken.has(fileName); n++) fileName = windowTexts.networks.untitledNumbered(n);
  return startNetwork(network, { document: emptyDocument, fileName });
}

/** The parts of a store that are the network itself. */
export function networkPart(state: Network): Network {
  const { network, history, saved, fileName, fileHandle, isExample } = state;
  const { selection, selectedWires, selectedFrames, inspected } = state;
  return {
    network,
    history,
    saved,
    fileName,
    fileHandle,
    isExample,
    selection,
    selectedWires,
    selectedFrames,
    inspected,
  };
}

/** Answers for a document that was asked about, since every change of the store asks again. */
const answers = new WeakMap<GraphDocument, { readonly saved: GraphDocument; readonly isModified: boolean }>();

/** Whether a network differs from its saved file. Panels and their arrangement do not count. */
export function isModified({ history: { present }, saved }: Pick<Network, 'history' | 'saved'>): boolean {
  const known = answers.get(present);
  if (known?.saved === saved) return known.isModified;
  const isModified =
    isDifferent(present.nodes, saved.nodes, (node) => node && nodeText(node)) ||
    (['groups', 'notes', 'links'] as const).some((part) =>
      isDifferent<unknown>(present[part], saved[part], JSON.stringify),
    );
  answers.set(present, { saved, isModified });
  return isModified;
}

/** Whether two parts are written differently. What they share is not looked into, and a node is written once. */
function isDifferent<T>(
  a: Readonly<Record<string, T>> = {},
  b: Readonly<Record<string, T>> = {},
  textOf: (member: T) => string | undefined,
): boolean {
  if (a === b) return false;
  const names = Object.keys(a);
  const others = Object.keys(b);
  return (
    names.length !== others.length ||
    names.some((name, n) => name !== others[n] || (a[name] !== b[name] && textOf(a[name]) !== textOf(b[name])))
  );
}

/** Whether nothing of the user's is in it: an empty network or an example, as it was opened. */
export function isPristine(network: Network): boolean {
  const { past, present, future } = network.history;
  const isEmpty = nodesOf(present).length === 0 && Object.keys(present.notes ?? {}).length === 0;
  const isFresh = past.length === 0 && future.length === 0 && !isModified(network);
  return isFresh && (network.isExample || (isEmpty && network.fileHandle === undefined));
}
