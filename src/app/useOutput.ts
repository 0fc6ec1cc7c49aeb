import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { modules } from '#modules/index.ts';
import type { Result } from '#src/engine/result.ts';
import type { EvaluationError, NodeState } from '#src/engine/states.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, own, sourceOf, splitRef, usableModule } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { engine } from './evaluation.ts';
import { useApp, useDocument } from './store.ts';

/** What a view knows of an output that it demands. */
export interface OutputView<T> {
  readonly status: 'empty' | 'running' | 'ready' | 'failed';
  /** The newest value there is: while it runs, the one before. */
  readonly value?: T;
  readonly isStale: boolean;
  readonly progress?: number;
  readonly error?: EvaluationError;
  readonly retry: () => void;
}

interface Answer<T> {
  readonly question: unknown;
  readonly attempt: number;
  readonly result: Result<T>;
}

/**
 * Asks a question of the engine as long as the component is there, and anew when `question` changes. `source` tells what is
 * looked at: values of another source are never shown, not even while the new one is computed.
 */
function useQuestion<T>(
  source: OutputRef | undefined,
  question: unknown,
  ask: (signal: AbortSignal) => Promise<Result<T>>,
): OutputView<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const last = useRef<{ source: OutputRef; value: T }>(undefined);
  const runAgain = useApp((state) => state.attempt);
  const [ownAttempt, setOwnAttempt] = useState(0);
  const attempt = runAgain + ownAttempt;
  const retry = useCallback(() => setOwnAttempt((n) => n + 1), []);
  const isAsked = source !== undefined && question !== undefined;
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const node = source && splitRef(source)[0];
  const state = useNodeState(node);

  useEffect(() => {
    if (!isAsked) return;
    const controller = new AbortController();
    latestAsk.current(controller.signal).then((result) => {
      // A withdrawn question is answered too, late: it must not overwrite its successor's answer.
      if (!controller.signal.aborted) setAnswer({ question, attempt, result });
    });
    return () => controller.abort();
  }, [isAsked, question, attempt]);

  if (!isAsked) return { status: 'empty', isStale: false, retry };
  const isAnswered = answer !== undefined && answer.question === question && answer.attempt === attempt;
  if (isAnswered && answer.result.ok) {
    last.current = { source, value: answer.result.value };
    return { status: 'ready', value: answer.result.value, isStale: false, retry };
  }
  if (isAnswered && !answer.result.ok) return { status: 'failed', error: answer.result.error, isStale: false, retry };
  const value = last.current?.source === source ? last.current.value : undefined;
  const progress = state.status === 'running' ? state.progress : undefined;
  return { status: 'running', value, isStale: value !== undefined, progress, retry };
}

/** A name for what an output gives in a document; of one that cannot run the document itself, so that it is asked again. */
function nameOf(document: GraphDocument, ref: OutputRef): unknown {
  return engine.key(document, ref) ?? document;
}

/** What stands for the present result of an output: it changes when the result does, and with nothing else. */
export function useResultName(ref: OutputRef | undefined): unknown {
  const document = useDocument();
  return ref && nameOf(document, ref);
}

/** The whole grid of an image output; no voxel of a local module is computed for it. */
export function useGrid(ref: OutputRef | undefined): OutputView<Grid> {
  const document = useDocument();
  return useQuestion<Grid>(ref, ref && nameOf(document, ref), (signal) =>
    engine.grid(document, ref as OutputRef, signal),
  );
}

/** Some slices of an image output; only these are demanded. */
export function useSlab(ref: OutputRef | undefined, slab: Slab | undefined): OutputView<Volume> {
  const document = useDocument();
  const name = ref && slab && nameOf(document, ref);
  // The slices are part of the question; a document stands for itself, whatever slices are asked of it.
  const question = typeof name === 'string' ? `${name}#${slab?.start}:${slab?.end}` : name;
  return useQuestion(ref, question, (signal) =>
    asVolume(engine.evaluate(document, ref as OutputRef, { signal, slab })),
  );
}

/** The whole image of an output. */
export function useImage(ref: OutputRef | undefined): OutputView<Volume> {
  const document = useDocument();
  return useQuestion(ref, ref && nameOf(document, ref), (signal) =>
    asVolume(engine.evaluate(document, ref as OutputRef, { signal })),
  );
}

/** Whatever an output of a document gives; the document may be one made for the question. */
export function useValue(document: GraphDocument, ref: OutputRef | undefined): OutputView<PortValue> {
  return useQuestion(ref, ref && nameOf(document, ref), (signal) =>
    engine.evaluate(document, ref as OutputRef, { signal }),
  );
}

/** The parameters of a node that connections decide on. */
export interface FedParams {
  readonly sources: Readonly<Partial<Record<string, OutputRef>>>;
  /** Those that are known already; while others are computed, the values before. */
  readonly values: Readonly<Partial<Record<string, ParamValue>>>;
}

const noFedParams: FedParams = { sources: {}, values: {} };

/** Demands what connections feed into the parameters of a node: a viewer shows them but is no step of the computation. */
export function useFedParams(name: string): FedParams {
  const document = useDocument();
  const node = nodeOf(document, name);
  const module = node && usableModule(node, modules);
  const fed = node && module ? Object.keys(node.inputs).filter((input) => own(module.params, input)) : [];
  const refs = fed.flatMap((input) => (node && sourceOf(node, input)) ?? []);
  const asked = fed.map((input, n) => `${input}=${refs[n]}`).join(' ');
  const names = refs.map((ref) => nameOf(document, ref));
  const question = names.every((each) => typeof each === 'string') ? `${asked} ${names.join(' ')}` : document;
  const view = useQuestion(refs.length > 0 ? refs[0] : undefined, question, async (signal) => {
    const results = await Promise.all(refs.map((ref) => engine.evaluate(document, ref, { signal })));
    const values = fed.flatMap((input, n) => {
      const result = results[n];
      return result.ok ? [[input, result.value as ParamValue] as const] : [];
    });
    return { ok: true, value: Object.fromEntries(values) };
  });
  const { value } = view;
  return useMemo(() => {
    if (asked === '') return noFedParams;
    const sources = Object.fromEntries(asked.split(' ').map((each) => each.split('='))) as FedParams['sources'];
    return { sources, values: value ?? {} };
  }, [asked, value]);
}

async function asVolume(question: Promise<Result<PortValue>>): Promise<Result<Volume>> {
  const result = await question;
  if (!result.ok) return result;
  const { value } = result;
  if (typeof value === 'object' && 'voxels' in value) return { ok: true, value };
  return { ok: false, error: { node: '', message: 'This output is no image' } };
}

/** What feeds an input of a node. */
export function useNodeInput(node: string, input: string): OutputRef | undefined {
  return useApp((state) => {
    const found = nodeOf(state.history.present, node);
    return found && sourceOf(found, input);
  });
}

const noState: NodeState = { status: 'idle' };

/** What a node does at the moment. */
export function useNodeState(node: string | undefined): NodeState {
  const document = useDocument();
  return useSyncExternalStore(engine.subscribe, () => (node === undefined ? noState : engine.state(document, node)));
}
