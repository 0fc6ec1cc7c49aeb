import { useCallback, useEffect, useRef, useState } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { useApp, useDocument } from '#src/app/store.ts';
import { type OutputView, useNodeState } from '#src/app/useOutput.ts';
import type { Result } from '#src/engine/result.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Slab, Volume } from '#src/image/volume.ts';
import { liveQuestions } from './liveQuestion.ts';

/** How long an older question may hold the newest up, ms. */
const patience = 250;

interface Answer<T> {
  readonly source: OutputRef;
  readonly question: unknown;
  readonly attempt: number;
  readonly result: Result<PortValue>;
  readonly tag: T;
}

/** An output view whose value may be that of an older question; `tag` is what was given with the question of the value. */
export interface LiveView<T> extends OutputView<Volume> {
  readonly tag?: T;
}

/**
 * Some slices of an image output, or the whole image without `slab`; asked anew when the result or the slices change. Unlike `useSlab` it
 * shows the answers to older questions on the way, in their order: while a parameter is dragged the picture follows.
 */
export function useLiveSlab<T>(source: OutputRef | undefined, slab: Slab | undefined, tag: T): LiveView<T> {
  const document = useDocument();
  const runAgain = useApp((state) => state.attempt);
  const [ownAttempt, setOwnAttempt] = useState(0);
  const attempt = runAgain + ownAttempt;
  const retry = useCallback(() => setOwnAttempt((n) => n + 1), []);
  const [answer, setAnswer] = useState<Answer<T>>();
  const good = useRef<Answer<T>>(undefined);
  const [questions] = useState(() => liveQuestions<Result<PortValue>>(patience));
  const name = source && (engine.key(document, source) ?? document);
  // The slices are part of the question; a document stands for itself, whatever slices are asked of it.
  const question = typeof name === 'string' ? `${name}#${slab?.start}:${slab?.end}` : name;
  const latest = useRef({ document, slab, tag });
  latest.current = { document, slab, tag };
  const state = useNodeState(source && splitRef(source)[0]);

  useEffect(() => () => questions.stop(), [questions]);
  useEffect(() => {
    if (source === undefined) return questions.stop();
    const asked = latest.current;
    questions.ask(
      (signal) => engine.evaluate(asked.document, source, { signal, slab: asked.slab }),
      (result) => setAnswer({ source, question, attempt, result, tag: asked.tag }),
    );
  }, [questions, source, question, attempt]);

  if (source === undefined) return { status: 'empty', isStale: false, retry };
  if (answer?.source === source && answer.result.ok && good.current !== answer) good.current = answer;
  const isAnswered = answer?.source === source && answer.question === question && answer.attempt === attempt;
  if (isAnswered && !answer.result.ok) return { status: 'failed', error: answer.result.error, isStale: false, retry };
  const last = good.current?.source === source ? good.current : undefined;
  const value = last?.result.ok ? last.result.value : undefined;
  const volume = typeof value === 'object' && 'voxels' in value ? value : undefined;
  if (isAnswered) {
    if (volume) return { status: 'ready', value: volume, tag: last?.tag, isStale: false, retry };
    return { status: 'failed', error: { node: '', message: 'This output is no image' }, isStale: false, retry };
  }
  const progress = state.status === 'running' ? state.progress : undefined;
  return { status: 'running', value: volume, tag: last?.tag, isStale: volume !== undefined, progress, retry };
}
