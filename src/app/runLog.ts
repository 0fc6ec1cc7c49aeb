import { useSyncExternalStore } from 'react';
import type { InputImage, RunEvent } from '#src/engine/observe.ts';
import { isNodeName } from '#src/graph/document.ts';
import { renamed } from './history.ts';
import { keepPerNetwork } from './keepPerNetwork.ts';
import { logMessage } from './messages.ts';
import { useApp } from './store.ts';
import { stateTexts } from './texts/states.ts';
import { type Made, madeOf, whyRan } from './whyRan.ts';

/** What is known of the runs of a node since its network was opened. */
export interface NodeRuns {
  /** Runs for the whole result, and for slices that somebody looked at. */
  readonly runs: number;
  readonly parts: number;
  /** Questions that memory answered. */
  readonly hits: number;
  readonly failures: number;
  /** Of the last run, ms; and of all together. */
  readonly ms: number;
  readonly totalMs: number;
  /** Bytes of the last result. */
  readonly bytes: number;
  /** The images that the last run got. */
  readonly images: readonly InputImage[];
  /** Why it ran when its key last changed, a sentence each. */
  readonly why: readonly string[];
  readonly made?: Made;
  readonly failure?: { readonly message: string; readonly time: number };
}

/** Failures of one node with one sentence within so many ms are one. */
const sameFailure = 500;

const none: NodeRuns = {
  runs: 0,
  parts: 0,
  hits: 0,
  failures: 0,
  ms: 0,
  totalMs: 0,
  bytes: 0,
  images: [],
  why: [],
};

/** Keys whose node is remembered: what memory holds of earlier values is then told by name. */
const maxOwners = 4000;

let runs: ReadonlyMap<string, NodeRuns> = new Map();
let next = new Map<string, NodeRuns>();
let owners = new Map<string, string>();
const listeners = new Set<() => void>();
let isTelling = false;

/** A scrolled viewer asks hundreds of times a second; who looks at the table is told a few times. */
function changed(): void {
  if (isTelling) return;
  isTelling = true;
  setTimeout(() => {
    isTelling = false;
    runs = new Map(next);
    for (const listener of listeners) listener();
  }, 120);
}

/** Writes down what the engine tells; errors and warnings become messages. */
export function observeRun(event: RunEvent): void {
  const { node } = event;
  if (event.kind === 'computed') {
    owners.delete(event.planned.key);
    owners.set(event.planned.key, node);
    if (owners.size > maxOwners) owners.delete(owners.keys().next().value ?? '');
  }
  // What the editor asks for itself, to show the range of an image, is no node of the network.
  if (!isNodeName(node)) return;
  const old = next.get(node) ?? none;
  if (event.kind === 'failed') {
    // A view asks for the grid and for slices: what failed at both failed once.
    const isSame = old.failure?.message === event.error.message && Date.now() - old.failure.time < sameFailure;
    if (isSame) return;
  }
  next.set(node, after(old, event));
  changed();
  if (event.kind === 'failed') logMessage('error', event.error.message, { node, images: event.images });
  if (event.kind === 'computed') {
    for (const warning of event.result.warnings) logMessage('warning', warning, { node, images: event.images });
  }
}

function after(old: NodeRuns, event: RunEvent): NodeRuns {
  switch (event.kind) {
    case 'remembered':
      // What was looked at last is what the next run differs from, computed or remembered.
      return {
        ...old,
        hits: old.hits + 1,
        made: old.made?.key === event.planned.key ? old.made : madeOf(event.plan, event.planned),
      };
    case 'failed':
      return {
        ...old,
        failures: old.failures + 1,
        failure: { message: event.error.message, time: Date.now() },
        images: event.images,
      };
    case 'computed': {
      const { ms, bytes } = event.result;
      const made = madeOf(event.plan, event.planned);
      return {
        ...old,
        ...(event.isPart ? { parts: old.parts + 1 } : { runs: old.runs + 1 }),
        ms,
        totalMs: old.totalMs + ms,
        bytes,
        images: event.images,
        made,
        why: whyAgain(old, made, event.isPart),
      };
    }
    default:
      return event satisfies never;
  }
}

/** Further slices of one result have the reason of the first. */
function whyAgain({ made, why, runs, parts }: NodeRuns, now: Made, isPart: boolean): readonly string[] {
  if (!made) return [stateTexts.whyRan.first];
  if (made.key !== now.key) return whyRan(made, now);
  if (isPart && why.length > 0) return why;
  return runs === 0 && parts > 0 ? [...why, stateTexts.whyRan.wholeImage] : [stateTexts.whyRan.givenUp];
}

/** What is known of the runs of a node. */
export function useNodeRuns(node: string): NodeRuns {
  return useSyncExternalStore(subscribe, () => runs.get(node) ?? none);
}

/** Of all nodes that ran or were asked. */
export function useRunLog(): ReadonlyMap<string, NodeRuns> {
  return useSyncExternalStore(subscribe, () => runs);
}

/** The node for which a result was computed, which may be an earlier one of it; undefined when that is forgotten. */
export function ownerOf(key: string): string | undefined {
  return owners.get(key);
}

/** Begins all counts anew. */
export function clearRunLog(): void {
  next = new Map();
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

keepPerNetwork(
  () => ({ next, owners }),
  (kept) => {
    next = kept?.next ?? new Map();
    owners = kept?.owners ?? new Map();
    changed();
  },
);

// Names follow their nodes.
useApp.subscribe((state, before) => {
  if (state.network !== before.network) return;
  if (state.history.present.nodes === before.history.present.nodes) return;
  for (const [oldName, newName] of renamed(before.history.present, state.history.present)) {
    const known = next.get(oldName);
    if (known) next.set(newName, known);
    next.delete(oldName);
    for (const [key, owner] of owners) if (owner === oldName) owners.set(key, newName);
    changed();
  }
});
