import { modules } from '#modules/index.ts';
import { emptyDocument } from '#src/graph/document.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { downloadBlob } from './graphFiles.ts';
import type { JournalEntry } from './storage.ts';
import { storage } from './storage.ts';
import { isModified, notify, openDocument, useApp } from './store.ts';

const tabKey = 'voxgraph-tab';
const lockOf = (tab: string) => `voxgraph-journal-${tab}`;

/**
 * What is edited is written to the browser's storage, apart from any saved file, at once and then whenever the last writing
 * has ended: a killed tab loses what was typed during one writing, some ten milliseconds. Each tab has an entry of its
 * own, so that two never overwrite each other.
 */
export async function startRecovery(): Promise<{ readonly isRestored: boolean }> {
  let tab = await takeTab();
  const isRestored = await restore(tab).catch(() => {
    // What could not be read now may be readable at the next start, so that it is not written over.
    tab = newTab();
    keepTab(tab);
    return false;
  });
  let isWriting = false;
  let hasFailed = false;
  let written: unknown;
  const write = async () => {
    if (isWriting) return;
    isWriting = true;
    try {
      for (let state = useApp.getState(); state.history.present !== written; state = useApp.getState()) {
        const { present } = state.history;
        const database = await storage();
        await database.put('journal', entryOf(state), tab);
        written = present;
        hasFailed = false;
      }
    } catch (error) {
      written = useApp.getState().history.present;
      if (!hasFailed) {
        notify(
          'warning',
          `Edits cannot be kept for recovery (${reasonOf(error)}): save the network to a file now and then`,
        );
      }
      hasFailed = true;
    } finally {
      isWriting = false;
    }
  };
  useApp.subscribe((state, previous) => {
    if (state.history.present !== previous.history.present || state.saved !== previous.saved) void write();
  });
  return { isRestored };
}

function entryOf(state: ReturnType<typeof useApp.getState>): JournalEntry {
  return {
    text: serializeGraph(state.history.present),
    savedText: serializeGraph(state.saved),
    fileName: state.fileName,
    time: Date.now(),
  };
}

/** A name for this tab that a reload keeps; a copied tab, which would have the same, gets a new one. */
async function takeTab(): Promise<string> {
  let tab = readTab() ?? newTab();
  if ('locks' in navigator) {
    const isFree = await hold(tab);
    if (!isFree) {
      tab = newTab();
      await hold(tab);
    }
  }
  keepTab(tab);
  return tab;
}

function keepTab(tab: string): void {
  try {
    sessionStorage.setItem(tabKey, tab);
  } catch {
    // Without session storage a reload counts as a new tab, and finds the entry as one that was left behind.
  }
}

/** Holds a tab's lock until the tab is gone. The tab that is being reloaded may still hold it for a moment. */
async function hold(tab: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const isHeld = await new Promise<boolean>((resolve) => {
      navigator.locks
        .request(lockOf(tab), { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? new Promise<never>(() => {}) : undefined;
        })
        // Browsers that refuse their storage refuse locks too; there is nothing to keep apart then.
        .catch(() => resolve(true));
    });
    if (isHeld) return true;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return false;
}

function readTab(): string | undefined {
  try {
    return sessionStorage.getItem(tabKey) ?? undefined;
  } catch {
    return undefined;
  }
}

function newTab(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

/** Opens what this tab, or a tab that is gone, was editing. */
async function restore(tab: string): Promise<boolean> {
  const database = await storage();
  const own = await database.get('journal', tab);
  if (own) return openEntry(own, false);
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  const left: { key: string; entry: JournalEntry }[] = [];
  for (const key of await database.getAllKeys('journal')) {
    const entry = alive.has(lockOf(key)) ? undefined : await database.get('journal', key);
    if (entry) left.push({ key, entry });
  }
  left.sort((a, b) => b.entry.time - a.entry.time);
  // Only unsaved work is brought back by itself; entries without any are of no use to anybody.
  const unsaved = left.find(({ entry }) => nodesText(entry.text) !== nodesText(entry.savedText));
  const isOpened = unsaved !== undefined && openEntry(unsaved.entry, true);
  for (const { key, entry } of left) {
    const isUseless = nodesText(entry.text) === nodesText(entry.savedText);
    // One that cannot be opened was handed out as a download, and would be refused at every start.
    if (isUseless || key === unsaved?.key) await database.delete('journal', key);
  }
  return isOpened;
}

/** What another version, or a broken disk, has left in the storage need not be a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The network of an entry without its panels, for comparing. */
function nodesText(text: string): string {
  try {
    const { nodes, groups, notes } = JSON.parse(text) as { nodes?: unknown; groups?: unknown; notes?: unknown };
    return JSON.stringify([nodes, groups, notes]);
  } catch {
    return text;
  }
}

function openEntry(entry: JournalEntry, isFromOtherTab: boolean): boolean {
  const text = textOf(entry.text);
  const present = parseGraph(text, modules);
  if (!present.ok) {
    notify('error', `The last network could not be restored. ${present.error}`, {
      label: 'Download it as it is',
      do: () => downloadBlob(new Blob([text], { type: 'application/json' }), `restored-${textOf(entry.fileName)}`),
    });
    return false;
  }
  const saved = parseGraph(textOf(entry.savedText), modules);
  openDocument(present.document, entry.fileName);
  // Opened, a document counts as saved; an unchanged one stays so, object by object, as after opening its file.
  if (nodesText(entry.text) !== nodesText(entry.savedText)) {
    useApp.setState({ saved: saved.ok ? saved.document : emptyDocument });
  }
  if (isModified(useApp.getState())) {
    const time = new Date(entry.time).toLocaleTimeString();
    notify('info', `Restored unsaved changes of ${entry.fileName}${isFromOtherTab ? ` from ${time}` : ''}`);
  }
  return true;
}
