import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { KeptLook } from './keptLook.ts';
import { noticeTexts } from './texts/notices.ts';

/** An opened file, kept by the hash of its content so that a reload finds it. */
export interface StoredFile {
  readonly name: string;
  readonly blob: Blob;
  readonly used: number;
}

/** One of the networks that were open in a browser tab. */
export interface JournalEntry {
  readonly text: string;
  /** The network as it was last opened or saved; undefined stands for an empty one. */
  readonly savedText: string;
  readonly fileName: string;
  readonly time: number;
  readonly isExample?: boolean;
  /** The place of its tab, and whether it was the one that was shown. */
  readonly place?: number;
  readonly isShown?: boolean;
  /** The names of the steps that lie before and after it. */
  readonly past?: readonly string[];
  readonly future?: readonly string[];
}

/** What the journal holds: an entry, the text of a step of a history, or how somebody had a network before him. */
export type JournalRecord = JournalEntry | { readonly step: string } | { readonly look: KeptLook };

interface Schema extends DBSchema {
  files: { key: string; value: StoredFile };
  journal: { key: string; value: JournalRecord };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** Longer than a slow disk takes, and not so long that the page seems dead when a browser never answers. */
const patience = 3000;

/** The browser's storage of this page. Rejects where it is not to be had (private windows, no space left, no answer). */
export function storage(): Promise<IDBPDatabase<Schema>> {
  opened ??= withPatience(open());
  // A failed opening is tried again the next time.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function open(): Promise<IDBPDatabase<Schema>> {
  if (!('indexedDB' in globalThis) || !indexedDB) throw new Error(noticeTexts.recovery.noStorage);
  return openDB<Schema>('voxgraph', 1, {
    upgrade(database) {
      database.createObjectStore('files');
      database.createObjectStore('journal');
    },
  });
}

function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(noticeTexts.recovery.storageSilent)), patience);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
