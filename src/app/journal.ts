import type { GraphDocument } from '#src/graph/document.ts';
import { serializeGraph } from '#src/graph/file.ts';
import type { Network } from './network.ts';
import { networksOf } from './networks.ts';
import type { JournalEntry } from './storage.ts';
import { storage } from './storage.ts';
import { type AppState, notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** An entry with the number of its network. */
export interface KeptNetwork {
  readonly network: number;
  readonly entry: JournalEntry;
}

/** What the journal holds, by workspace. An entry is found under "workspace/number", one of the first version under "workspace". */
export async function readJournal(): Promise<ReadonlyMap<string, readonly KeptNetwork[]>> {
  const database = await storage();
  const [keys, entries] = await Promise.all([database.getAllKeys('journal'), database.getAll('journal')]);
  const all = keys.map((key, n) => {
    const [workspace, number = '0'] = key.split('/');
    return { workspace, network: Number(number), entry: entries[n] };
  });
  return Map.groupBy(all, ({ workspace }) => workspace);
}

/** Takes workspaces out of the journal. */
export async function forgetWorkspaces(names: readonly string[]): Promise<void> {
  const database = await storage();
  const keys = await database.getAllKeys('journal');
  for (const key of keys) if (names.includes(key.split('/')[0])) await database.delete('journal', key);
}

/**
 * Writes the open networks to the journal, at once and then whenever the last writing has ended: a killed tab loses what was typed
 * during one writing, some ten milliseconds. Only what changed is written, all of it in one transaction. A failure is told once.
 */
export function keepJournal(workspace: string): void {
  const written = new Map<number, Written>();
  let isFirst = true;
  let isWriting = false;
  let refused: ReadonlyMap<number, Written> = new Map();
  const write = async () => {
    if (isWriting) return;
    isWriting = true;
    try {
      for (let state = useApp.getState(); isFirst || hasChanged(written, state); state = useApp.getState()) {
        await writeChanges(workspace, written, state, isFirst);
        isFirst = false;
        refused = new Map();
      }
    } catch (error) {
      if (refused.size === 0) {
        const reason = error instanceof Error ? error.message : String(error);
        notify('warning', noticeTexts.recovery.notKept(reason));
      }
      // It is tried again, with all that is not written, when there is something new.
      refused = new Map(statesOf(useApp.getState()));
    } finally {
      isWriting = false;
    }
  };
  useApp.subscribe((state) => {
    if (hasChanged(written, state) && hasChanged(refused, state)) void write();
  });
  void write();
}

/** What an entry was made of: equal ones make equal entries. */
interface Written extends Pick<Network, 'saved' | 'fileName' | 'isExample'> {
  readonly present: GraphDocument;
  readonly place: number;
  readonly isShown: boolean;
}

function statesOf(state: AppState): [number, Written][] {
  return networksOf(state).map(({ network, history, saved, fileName, isExample }, place) => {
    const isShown = network === state.network;
    return [network, { present: history.present, saved, fileName, isExample, place, isShown }];
  });
}

function hasChanged(written: ReadonlyMap<number, Written>, state: AppState): boolean {
  return (
    written.size !== state.order.length || statesOf(state).some(([network, now]) => !isSame(written.get(network), now))
  );
}

function isSame(before: Written | undefined, now: Written): boolean {
  return (
    before !== undefined &&
    before.present === now.present &&
    before.saved === now.saved &&
    before.fileName === now.fileName &&
    before.place === now.place &&
    before.isShown === now.isShown
  );
}

async function writeChanges(
  workspace: string,
  written: Map<number, Written>,
  state: AppState,
  isFirst: boolean,
): Promise<void> {
  const states = new Map(statesOf(state));
  const changed = [...states].filter(([network, now]) => !isSame(written.get(network), now));
  const database = await storage();
  const transaction = database.transaction('journal', 'readwrite');
  const { store } = transaction;
  const gone = [...written.keys()]
    .filter((network) => !states.has(network))
    .map((network) => `${workspace}/${network}`);
  // What an earlier version, or a page that could not be read, has left there.
  const left = isFirst ? (await store.getAllKeys()).filter((key) => key.split('/')[0] === workspace) : [];
  const kept = new Set([...states.keys()].map((network) => `${workspace}/${network}`));
  await Promise.all([
    ...changed.map(([network, now]) => store.put(entryOf(now), `${workspace}/${network}`)),
    ...[...gone, ...left.filter((key) => !kept.has(key))].map((key) => store.delete(key)),
    transaction.done,
  ]);
  for (const [network, now] of changed) written.set(network, now);
  for (const network of written.keys()) if (!states.has(network)) written.delete(network);
}

function entryOf({ present, saved, fileName, isExample, place, isShown }: Written): JournalEntry {
  return { text: textOf(present), savedText: textOf(saved), fileName, isExample, place, isShown, time: Date.now() };
}

/** The saved document is written with every edit, but made to a text once. */
const texts = new WeakMap<GraphDocument, string>();

function textOf(document: GraphDocument): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = serializeGraph(document);
  texts.set(document, text);
  return text;
}
