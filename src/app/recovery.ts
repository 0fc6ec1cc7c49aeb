import { modules } from '#modules/index.ts';
import { emptyDocument, type GraphDocument } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import { createSharer } from '#src/graph/shareEqual.ts';
import { keepPlace } from './canvas/keptPlaces.ts';
import { downloadBlob } from './graphFiles.ts';
import {
  forgetWorkspaces,
  type KeptBeside,
  type KeptNetwork,
  keepJournal,
  readBeside,
  readJournal,
} from './journal.ts';
import { openLook } from './keptLook.ts';
import { openSteps } from './keptSteps.ts';
import { isModified, type OpenedNetwork } from './network.ts';
import { networksOf, restoreNetworks } from './networks.ts';
import { notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';
import {
  adoptPatiently,
  adoptWorkspace,
  livingWorkspaces,
  newWorkspace,
  takeWorkspace,
  type Workspace,
} from './workspace.ts';

/** What nobody has opened for so long, and has no unsaved work in it, is of no use any more. Milliseconds. */
const useless = 7 * 24 * 3600 * 1000;

/**
 * Opens what this browser tab was editing before it was reloaded or killed, else the unsaved work of one that is gone. Each browser tab
 * has a workspace of its own in the browser's storage, apart from any saved file, with an entry for each of its networks, so that two
 * never overwrite each other. `keep` begins to write what is edited from then on.
 */
export async function startRecovery(): Promise<{ readonly isRestored: boolean; readonly keep: () => void }> {
  let workspace = await takeWorkspace();
  let isRestored = false;
  try {
    const journal = await readJournal();
    const own = journal.get(workspace.source);
    if (own) isRestored = openEntries(own, await besideOf(workspace.source), false);
    else {
      const adopted = await adopt(journal);
      if (adopted) {
        workspace = adopted;
        isRestored = openEntries(journal.get(adopted.name) ?? [], await besideOf(adopted.name), true);
      }
    }
  } catch {
    // What could not be read now may be readable at the next start, so that it is not written over.
    workspace = await newWorkspace();
  }
  return { isRestored, keep: () => keepJournal(workspace.name) };
}

/** Takes over the latest workspace with unsaved work whose browser tab is gone; those without any are given up after a while. */
async function adopt(journal: ReadonlyMap<string, readonly KeptNetwork[]>): Promise<Workspace | undefined> {
  const living = await livingWorkspaces();
  if (!living) return undefined;
  const all = [...journal]
    .map(([name, kept]) => ({ name, time: Math.max(...kept.map(({ entry }) => Number(entry.time) || 0)), kept }))
    .sort((a, b) => b.time - a.time);
  const isWork = ({ kept }: (typeof all)[number]) => kept.some(({ entry }) => isUnsaved(entry.text, entry.savedText));
  const left = all.filter(({ name }) => !living.has(name));
  const old = left.filter((each) => !isWork(each) && each.time < Date.now() - useless);
  await forgetWorkspaces(old.map(({ name }) => name));
  const adopted = await adoptWorkspace(left.filter(isWork).map(({ name }) => name));
  // A tab that has just crashed may seem alive for a moment.
  const latest = all.find((each) => living.has(each.name) && isWork(each));
  return adopted ?? (latest && adoptPatiently(latest.name));
}

function isUnsaved(text: unknown, savedText: unknown): boolean {
  return networkText(text) !== networkText(savedText);
}

/** The network of an entry without its panels, for comparing. */
function networkText(value: unknown): string {
  const text = textOf(value);
  try {
    const { nodes, groups, notes, links } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return JSON.stringify([nodes, groups, notes, links]);
  } catch {
    return text;
  }
}

/** What another version, or a broken disk, has left in the storage need not be a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

const nothingBeside: KeptBeside = { steps: new Map(), look: undefined };

/** What is kept beside the entries of a workspace; where that cannot be read the networks are opened without it. */
async function besideOf(workspace: string): Promise<(network: number) => KeptBeside> {
  return readBeside(workspace).catch(() => () => nothingBeside);
}

/** Opens the networks of a workspace. What cannot be opened is handed out; it would be refused at every start. */
function openEntries(
  kept: readonly KeptNetwork[],
  besideOf: (network: number) => KeptBeside,
  isFromOtherTab: boolean,
): boolean {
  const sorted = [...kept].sort((a, b) => placeOf(a) - placeOf(b));
  const opened = sorted.flatMap(({ network, entry }) => {
    const beside = besideOf(network);
    const opened = openedEntry(entry, beside);
    if (!opened) return [];
    const { place, ...selected } = openLook(beside.look, opened.document);
    if (place) keepPlace(network, place);
    return [{ ...opened, network, selected }];
  });
  if (opened.length === 0) return false;
  restoreNetworks(opened, sorted.find(({ entry }) => entry.isShown)?.network ?? opened[0].network);
  const changed = networksOf(useApp.getState()).filter(isModified);
  if (changed.length > 0) {
    const names = changed.map(({ fileName }) => fileName);
    const time = new Date(Math.max(...kept.map(({ entry }) => entry.time))).toLocaleTimeString();
    const { restored, restoredFrom } = noticeTexts.recovery;
    notify('info', isFromOtherTab ? restoredFrom(names, time) : restored(names));
  }
  return true;
}

function placeOf({ network, entry: { place } }: KeptNetwork): number {
  return place ?? network;
}

function openedEntry(entry: KeptNetwork['entry'], beside: KeptBeside): OpenedNetwork | undefined {
  const text = textOf(entry.text);
  const fileName = textOf(entry.fileName);
  const present = parseGraph(text, modules);
  if (!present.ok) {
    notify('error', noticeTexts.recovery.notRestored(fileName, present.error), {
      label: noticeTexts.recovery.download,
      do: () => downloadBlob(new Blob([text], { type: 'application/json' }), `restored-${fileName}`),
    });
    return undefined;
  }
  const share = createSharer();
  const document = share(present.document);
  const isExample = entry.isExample === true;
  const open = (step: string): GraphDocument | undefined => {
    const parsed = parseGraph(step, modules);
    return parsed.ok ? share(parsed.document) : undefined;
  };
  const steps = openSteps(entry, beside.steps, open);
  // An unchanged document stays so, object by object, as after opening its file.
  if (!isUnsaved(text, entry.savedText)) return { document, fileName, isExample, steps };
  return { document, fileName, isExample, steps, saved: open(textOf(entry.savedText)) ?? emptyDocument };
}
