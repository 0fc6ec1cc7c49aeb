import { useSyncExternalStore } from 'react';
import type { NodeState } from '#src/engine/states.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { engine } from './evaluation.ts';
import { currentDocument, useApp } from './store.ts';

const noState: NodeState = { status: 'idle' };

/** Tells of every change of the document and of what the engine knows. Returns the way to stop. */
function subscribe(listener: () => void): () => void {
  const stops = [useApp.subscribe(listener), engine.subscribe(listener)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What is known at the moment of the document and its results, drawn anew only when the answer is another one: `look` must give equal
 * answers as one value.
 */
export function useKnown<T>(look: () => T): T {
  return useSyncExternalStore(subscribe, look);
}

/** What a node does at the moment. */
export function useNodeState(node: string | undefined): NodeState {
  return useKnown(() => (node === undefined ? noState : engine.state(currentDocument(), node)));
}

/** A name for what an output gives: it changes with the result and with nothing else. Undefined where it can give nothing. */
export function useResultKey(output: OutputRef | undefined): string | undefined {
  return useApp((state) => output && engine.key(state.history.present, output));
}
