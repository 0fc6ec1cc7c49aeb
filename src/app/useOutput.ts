import { useMemo } from 'react';
import { modules } from '#modules/index.ts';
import type { Result } from '#src/engine/result.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, own, sourceOf, splitRef, usableModule } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { engine } from './evaluation.ts';
import { currentDocument, useApp, useDocument } from './store.ts';
import { noticeTexts } from './texts/notices.ts';
import { useKnown } from './useNodeState.ts';
import { type LiveView, type OutputView, type Question, useQuestion } from './useQuestion.ts';

/** A question about an output; while it runs it tells of its node's progress. */
function useAsked<T, G = undefined>(
  ref: OutputRef | undefined,
  question: Omit<Question<T, G>, 'about'> & Partial<Question<T, G>>,
): LiveView<T, G> {
  const view = useQuestion<T, G>({ about: ref, ...question });
  const progress = useProgress(ref && splitRef(ref)[0]);
  return view.status === 'running' ? { ...view, progress } : view;
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
  return useAsked<Grid>(ref, {
    name: ref && nameOf(document, ref),
    ask: (signal) => engine.grid(document, ref as OutputRef, signal),
    peek: () => engine.knownGrid(document, ref as OutputRef),
    isUrgent: true,
  });
}

/**
 * Some slices of an image output, or the whole image without `slab`; only these are demanded. `tag` is what the owner wants to know of the
 * question whose answer it gets; nothing new is asked while `isHeld`.
 */
export function useLiveSlab<G>(
  ref: OutputRef | undefined,
  slab: Slab | undefined,
  tag: G,
  isHeld = false,
): LiveView<Volume, G> {
  const document = useDocument();
  const name = ref && nameOf(document, ref);
  return useAsked<Volume, G>(ref, {
    // The slices are part of the question; a document stands for itself, whatever slices are asked of it.
    name: typeof name === 'string' && slab ? `${name}#${slab.start}:${slab.end}` : name,
    ask: (signal) => asVolume(engine.evaluate(document, ref as OutputRef, { signal, slab })),
    peek: () => volumeOf(engine.peek(document, ref as OutputRef, slab)),
    tag,
    isUrgent: slab !== undefined,
    isHeld,
  });
}

/** Some slices of an image output; without `slab` nothing is asked. */
export function useSlab(ref: OutputRef | undefined, slab: Slab | undefined): OutputView<Volume> {
  return useLiveSlab(slab && ref, slab, undefined);
}

/** The whole image of an output; nothing new is asked while `isHeld`. */
export function useImage(ref: OutputRef | undefined, isHeld = false): OutputView<Volume> {
  return useLiveSlab(ref, undefined, undefined, isHeld);
}

/** Many small answers take their time on a busy machine, and giving them up gains little, ms. */
const patienceForSlices = 1500;
/** Single slices that are computed at a time. */
const atOnce = 12;

/**
 * Some single slices of an image output, all of one result: those before are kept while newer ones are computed, or while `isHeld` and
 * nothing is asked. Nothing without a list.
 */
export function useSlices<G>(
  ref: OutputRef | undefined,
  list: readonly number[] | undefined,
  tag: G,
  isHeld = false,
): LiveView<readonly Volume[], G> {
  const document = useDocument();
  const name = ref && list && nameOf(document, ref);
  return useAsked<readonly Volume[], G>(ref, {
    about: list && ref,
    name: typeof name === 'string' ? `${name}#${list?.join()}` : name,
    async ask(signal) {
      const volumes: Volume[] = [];
      // A few at a time, so that a slice in sight, asked in the same rendering or later, waits for no more than these.
      for (let n = 0; list && n < list.length; n += atOnce) {
        await new Promise((resolve) => setTimeout(resolve));
        const asked = list
          .slice(n, n + atOnce)
          .map((k) =>
            asVolume(engine.evaluate(document, ref as OutputRef, { signal, slab: { start: k, end: k + 1 } })),
          );
        for (const each of await Promise.all(asked)) {
          if (!each.ok) return each;
          volumes.push(each.value);
        }
      }
      return { ok: true, value: volumes };
    },
    tag,
    isUrgent: true,
    isHeld,
    patience: patienceForSlices,
  });
}

/**
 * Whatever an output of a document gives. The document may be one made for the question; `about` then tells what is looked at, so that
 * values of something else are never shown for it.
 */
export function useValue(
  document: GraphDocument,
  ref: OutputRef | undefined,
  about: string | undefined = ref,
): OutputView<PortValue> {
  return useAsked<PortValue>(ref, {
    about: ref && about,
    name: ref && nameOf(document, ref),
    ask: (signal) => engine.evaluate(document, ref as OutputRef, { signal }),
    peek: () => engine.peek(document, ref as OutputRef),
  });
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
  const view = useQuestion<FedParams['values']>({
    about: asked === '' ? undefined : asked,
    name: question,
    ask: async (signal) => {
      const results = await Promise.all(refs.map((ref) => engine.evaluate(document, ref, { signal })));
      const values = fed.flatMap((input, n) => {
        const result = results[n];
        return result.ok ? [[input, result.value as ParamValue] as const] : [];
      });
      return { ok: true, value: Object.fromEntries(values) };
    },
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
  const value = volumeOf(result.value);
  if (value) return { ok: true, value };
  return { ok: false, error: { node: '', message: noticeTexts.edits.noImage } };
}

function volumeOf(value: PortValue | undefined): Volume | undefined {
  return typeof value === 'object' && 'voxels' in value ? value : undefined;
}

/** What feeds an input of a node. */
export function useNodeInput(node: string, input: string): OutputRef | undefined {
  return useApp((state) => {
    const found = nodeOf(state.history.present, node);
    return found && sourceOf(found, input);
  });
}

/** How far the run of a node is, 0 to 1, while it runs. */
function useProgress(node: string | undefined): number | undefined {
  return useKnown(() => {
    const state = node === undefined ? undefined : engine.state(currentDocument(), node);
    return state?.status === 'running' ? state.progress : undefined;
  });
}
