import { onPlaceKept } from './canvas/keptPlaces.ts';
import { firstBeside, isOf, isSame, lookKey, type Parts, partsOf, partsOfKey, recordsOf } from './journalRecords.ts';
import type { JournalEntry } from './storage.ts';
import { storage } from './storage.ts';
import { notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** An entry with the number of its network. */
export interface KeptNetwork {
  readonly network: number;
  readonly entry: JournalEntry;
}

/** The entries of the journal by workspace; one of the first version is found under "workspace" alone. */
export async function readJournal(): Promise<ReadonlyMap<string, readonly KeptNetwork[]>> {
  const database = await storage();
  const entries = IDBKeyRange.upperBound(firstBeside, true);
  const [keys, values] = await Promise.all([
    database.getAllKeys('journal', entries),
    database.getAll('journal', entries),
  ]);
  const all = keys.map((key, n) => {
    const [workspace, number = '0'] = key.split('/');
    return { workspace, network: Number(number), entry: values[n] as JournalEntry };
  });
  return Map.groupBy(all, ({ workspace }) => workspace);
}

/** What the journal holds of a network beside its entry. */
export interface KeptBeside {
  /** By name. */
  readonly steps: ReadonlyMap<string, string>;
  readonly look: unknown;
}

/** What the journal holds of the networks of a workspace beside their entries. */
export async function readBeside(workspace: string): Promise<(network: number) => KeptBeside> {
  const database = await storage();
  const under = (start: string) => IDBKeyRange.bound(start, `${start}\uffff`);
  const stepRange = under(`~step/${workspace}/`);
  const lookRange = under(`~look/${workspace}/`);
  const [stepKeys, steps, lookKeys, looks] = await Promise.all([
    database.getAllKeys('journal', stepRange),
    database.getAll('journal', stepRange),
    database.getAllKeys('journal', lookRange),
    database.getAll('journal', lookRange),
  ]);
  const textOf = (record: (typeof steps)[number]) =>
    'step' in record && typeof record.step === 'string' ? record.step : '';
  return (network) => {
    const start = `~step/${workspace}/${network}/`;
    const own = stepKeys.flatMap((key, n) =>
      key.startsWith(start) ? [[key.slice(start.length), textOf(steps[n])] as const] : [],
    );
    const look = looks[lookKeys.indexOf(lookKey(workspace, network))];
    return { steps: new Map(own), look: look && 'look' in look ? look.look : undefined };
  };
}

/** Takes workspaces out of the journal. */
export async function forgetWorkspaces(names: readonly string[]): Promise<void> {
  const database = await storage();
  const keys = await database.getAllKeys('journal');
  for (const key of keys) if (names.some((name) => isOf(name, key))) await database.delete('journal', key);
}

/**
 * Writes the open networks to the journal, at once and then whenever the last writing has ended: a killed tab loses what was typed
 * during one writing, some ten milliseconds. Only what changed is written, all of it in one transaction. A failure is told once, and
 * what it concerns is tried again when there is something new. The page says by `data-journal` whether all is kept: "kept", "writing" or "failed".
 */
export function keepJournal(workspace: string): void {
  let written: ReadonlyMap<string, Parts> | undefined;
  let tried: Parts = [];
  let isWriting = false;
  let isTold = false;
  const write = async () => {
    if (isWriting) return;
    isWriting = true;
    say('writing');
    try {
      for (let now = partsOf(useApp.getState()); !isSame(tried, now); now = partsOf(useApp.getState())) {
        tried = now;
        written = await writeRecords(workspace, written);
        isTold = false;
      }
      say('kept');
    } catch (error) {
      say('failed');
      const reason = error instanceof Error ? error.message : String(error);
      if (!isTold) notify('warning', noticeTexts.recovery.notKept(reason));
      isTold = true;
    } finally {
      isWriting = false;
    }
  };
  const onChange = () => {
    if (!isWriting && !isSame(tried, partsOf(useApp.getState()))) void write();
  };
  useApp.subscribe(onChange);
  onPlaceKept(onChange);
  void write();
}

function say(state: 'kept' | 'writing' | 'failed'): void {
  document.documentElement.dataset.journal = state;
}

/** Writes what is not `written`, or has changed since; gives what is written now. */
async function writeRecords(
  workspace: string,
  written: ReadonlyMap<string, Parts> | undefined,
): Promise<ReadonlyMap<string, Parts>> {
  const database = await storage();
  const transaction = database.transaction('journal', 'readwrite');
  const { store } = transaction;
  // At first there is what an earlier version, a page that could not be read, or this one before a reload, has left.
  const left = written ? [] : (await store.getAllKeys()).filter((key) => isOf(workspace, key));
  const before = written ?? new Map(left.map((key) => [key, partsOfKey(key)]));
  const records = recordsOf(workspace, useApp.getState());
  const due = [...records].filter(([key, { parts }]) => !isSame(before.get(key), parts));
  const gone = [...before.keys()].filter((key) => !records.has(key));
  await Promise.all([
    ...due.map(([key, { make }]) => store.put(make(), key)),
    ...gone.map((key) => store.delete(key)),
    transaction.done,
  ]);
  return new Map([...records].map(([key, { parts }]) => [key, parts]));
}
