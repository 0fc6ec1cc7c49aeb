import type { GraphDocument } from '#src/graph/document.ts';
import { serializeGraph } from '#src/graph/file.ts';
import { keptPlace } from './canvas/keptPlaces.ts';
import { namedSteps } from './keptSteps.ts';
import type { Network } from './network.ts';
import { networksOf } from './networks.ts';
import type { JournalRecord } from './storage.ts';
import type { AppState } from './store.ts';

// Where the records of a workspace stand in the journal: an entry for each of its networks under "workspace/number", and behind all entries the
// steps of its history under "~step/workspace/number/name" and its look under "~look/workspace/number". An earlier version takes these for
// workspaces without work in them, and drops them.

export function entryKey(workspace: string, network: number): string {
  return `${workspace}/${network}`;
}

export function lookKey(workspace: string, network: number): string {
  return `~look/${workspace}/${network}`;
}

export function stepKey(workspace: string, network: number, name: string): string {
  return `~step/${workspace}/${network}/${name}`;
}

/** The keys at which what is no entry begins. */
export const firstBeside = '~';

/** Whether a record belongs to a workspace. */
export function isOf(workspace: string, key: string): boolean {
  const [first, second] = key.split('/');
  return (first === '~look' || first === '~step' ? second : first) === workspace;
}

/** What a record is made of, part by part: equal parts make equal records. */
export type Parts = readonly unknown[];

/** A record as it would be written now. */
export interface DueRecord {
  readonly parts: Parts;
  readonly make: () => JournalRecord;
}

/** What a record of a key that was found in the journal is made of, as far as its key tells: a step is the same for ever. */
export function partsOfKey(key: string): Parts {
  return key.startsWith('~step/') ? [key] : [];
}

export function isSame(a: Parts | undefined, b: Parts): boolean {
  return a !== undefined && a.length === b.length && a.every((part, n) => part === b[n]);
}

/** All that makes the records of the open networks: as long as it stays the same there is nothing to write. */
export function partsOf(state: AppState): Parts {
  return networksOf(state).flatMap((network, tab) => [
    network.network,
    ...entryParts(network, tab, state.network),
    ...lookParts(network),
  ]);
}

/** The records of the open networks of a workspace, by key. */
export function recordsOf(workspace: string, state: AppState): ReadonlyMap<string, DueRecord> {
  const records = new Map<string, DueRecord>();
  for (const [tab, of] of networksOf(state).entries()) {
    const { network, history, saved, fileName, isExample, selection, selectedWires, selectedFrames } = of;
    const steps = namedSteps(history);
    for (const [name, textOf] of steps.textOf) {
      const key = stepKey(workspace, network, name);
      records.set(key, { parts: partsOfKey(key), make: () => ({ step: textOf() }) });
    }
    records.set(entryKey(workspace, network), {
      parts: entryParts(of, tab, state.network),
      make: () => ({
        text: serializeGraph(history.present),
        savedText: savedTextOf(saved),
        fileName,
        isExample,
        place: tab,
        isShown: network === state.network,
        time: Date.now(),
        past: steps.past,
        future: steps.future,
      }),
    });
    records.set(lookKey(workspace, network), {
      parts: lookParts(of),
      make: () => ({ look: { selection, selectedWires, selectedFrames, place: keptPlace(network) } }),
    });
  }
  return records;
}

function entryParts({ network, history, saved, fileName, isExample }: Network, tab: number, shown: number): Parts {
  const { present, past, future } = history;
  return [present, past, future, saved, fileName, isExample, tab, network === shown];
}

function lookParts({ network, selection, selectedWires, selectedFrames }: Network): Parts {
  return [selection, selectedWires, selectedFrames, keptPlace(network)];
}

/** The saved document is written with every edit, but made to a text once. */
const texts = new WeakMap<GraphDocument, string>();

function savedTextOf(document: GraphDocument): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = serializeGraph(document);
  texts.set(document, text);
  return text;
}
